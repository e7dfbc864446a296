//! The founding article's table, transcribed by hand from what was printed on 2021-07-13, and the
//! words by which each of its cells is known on our pages.

/// A printed row.
pub struct Row {
    /// Our id for it.
    pub id: &'static str,
    /// The old edition's cell.
    pub legacy: Cell,
    /// The new edition's cell.
    pub fusion: Cell,
    /// The addresses that the row prints.
    pub links: &'static [&'static str],
}

/// A printed cell, and how our pages carry it.
#[derive(Clone, Copy)]
pub struct Cell {
    /// As printed, without the addresses; full stops and commas full-width.
    pub printed: &'static str,
    /// Its `data-state`.
    pub state: &'static str,
    /// The words that carry the fact on every page, in their order.
    pub words: &'static [&'static str],
    /// Words that hold for another plan than the upgrade's: on pages for no plan in particular.
    pub other_plan: &'static [&'static str],
}

const fn cell(state: &'static str, printed: &'static str, words: &'static [&'static str]) -> Cell {
    Cell { printed, state, words, other_plan: &[] }
}

const fn plan(cell: Cell, other_plan: &'static [&'static str]) -> Cell {
    Cell { other_plan, ..cell }
}

const fn row(id: &'static str, legacy: Cell, fusion: Cell, links: &'static [&'static str]) -> Row {
    Row { id, legacy, fusion, links }
}

/// The page where administrators sign in to WeCom.
const WECOM: &str = "https://work.weixin.qq.com/wework_admin/loginpage_wx?from=myhome";

const HELP_161: &str = "https://work.weixin.qq.com/help?person_id=1&doc_id=161&helpType=exmail";
const HELP_508: &str = "https://work.weixin.qq.com/help?person_id=0&doc_id=508&helpType=exmail";
const HELP_509: &str = "https://work.weixin.qq.com/help?person_id=1&doc_id=509&helpType=exmail";
const HELP_510: &str = "https://work.weixin.qq.com/help?person_id=1&doc_id=510&helpType=exmail";
const HELP_551: &str = "https://work.weixin.qq.com/help?person_id=0&doc_id=551&helpType=exmail";
const HELP_565: &str = "https://work.weixin.qq.com/help?person_id=0&doc_id=565&helpType=exmail";
const HELP_572: &str = "https://work.weixin.qq.com/help?person_id=0&doc_id=572&helpType=exmail";
const HELP_579: &str = "https://work.weixin.qq.com/help?person_id=1&doc_id=579&helpType=exmail";

/// The closing paragraph, the only source of what belongs to VIP accounts.
pub const CLOSING: &str = "腾讯企业邮箱新版的基础版邮箱容量为1G，每家企业可以根据每个用户的使用情况，来升级为无限容量的vip账号，享受像个性群发（群发工资条、群发面试通知单）、保密邮件（加有水印的邮件）、通知公告、邮件备份、邮件归档等增值服务，具体的升级，可以咨询本站客服。";

/// What administrators do.
pub const CONSOLE: [Row; 14] = [
    row(
        "wecom",
        cell(
            "parts",
            "用户自行选择是否开通企业微信。若已开通企业微信，管理后台首页有入口可直接进入企业微信管理后台。",
            &["由用户自行选择", "部分", "已开通企业微信", "有", "管理后台首页有入口，可直接进入"],
        ),
        cell(
            "parts",
            "开通企业邮箱同时开通企业微信。不支持通过企业邮箱后台直接跳转进入企业微信后台，若需登录企业微信后台，可通过以下链接扫描登录。",
            &["与企业邮箱同时开通", "无", "从企业微信后台登录页扫码进入"],
        ),
        &[WECOM],
    ),
    row(
        "account-cap",
        cell("limit", "帐号数上限为50", &["50个"]),
        cell(
            "limit",
            "默认通讯录帐号数为200，验证/认证主体后可申请扩容账号数（无上限均为普通账号数）",
            &["200个", "已验证或认证主体", "不限", "可申请扩容，均为普通帐号"],
        ),
        &[],
    ),
    row(
        "vip-minimum",
        cell(
            "limit",
            "5个VIP账号数起购，购买数就是通讯录允许创建成员邮箱数量",
            &["5个", "购买数就是通讯录里可以创建的成员邮箱数"],
        ),
        cell(
            "limit",
            "5个VIP账号数起购，支持同一个企业同时拥有VIP成员与普通成员",
            &["5个", "同一企业可以同时有 VIP 成员和普通成员"],
        ),
        &[],
    ),
    row(
        "admin-account",
        cell("yes", "有", &["有"]),
        cell("no", "无管理员帐号，有管理员邮箱和corpid", &["无", "可改用", "管理员邮箱和 corpid"]),
        &[],
    ),
    row(
        "admin-sign-in",
        cell(
            "set",
            "账号密码+手机号或者账号密码+微信登录",
            &["帐号密码加手机号", "帐号密码加微信"],
        ),
        cell("set", "微信或企业微信扫码登录", &["微信扫码", "企业微信扫码"]),
        &[],
    ),
    row(
        "admin-transfer",
        cell("text", "支持更换微信", &["更换微信"]),
        cell("text", "转让创建人", &["转让创建人"]),
        &[],
    ),
    row(
        "admin-mailbox",
        cell("yes", "可以直接更换管理员邮箱", &["有"]),
        cell(
            "no",
            "用户注册时按客户填写的“管理员姓名”自动生成创建人邮箱，生成后可以修改一次，不支持直接更换创建人邮箱可以转让创建人",
            &[
                "无",
                "按客户填写的“管理员姓名”自动生成创建人邮箱，生成后可以修改一次，但不能直接更换",
                "转让创建人",
            ],
        ),
        &[],
    ),
    row(
        "admin-wechat",
        cell("yes", "可以直接更换微信", &["有"]),
        cell("no", "无法更换，如需更换可以转让创建人", &["无", "转让创建人"]),
        &[],
    ),
    row(
        "admin-roles",
        cell(
            "set",
            "管理员、全功能分级管理员、分级管理员",
            &["管理员", "全功能分级管理员", "分级管理员"],
        ),
        cell(
            "set",
            "唯一创建人以及无限超级管理员、分级管理员",
            &["创建人", "超级管理员", "分级管理员", "创建人只有一名，超级管理员不限人数"],
        ),
        &[],
    ),
    row(
        "admin-reset-password",
        cell("yes", "可以修改所有成员邮箱密码", &["有", "可以修改所有成员邮箱的密码"]),
        cell(
            "partial",
            "管理员仅可以修改未绑定手机或微信的成员邮箱密码。已绑定手机或微信成员可自行找回密码",
            &[
                "部分",
                "只能修改未绑定手机或微信的成员邮箱密码",
                "未绑定手机或微信✓有",
                "已绑定手机或微信✕无",
                "成员可以自行找回密码",
            ],
        ),
        &[],
    ),
    row(
        "create-mailbox",
        cell("parts", "管理员可以修改成员手机号", &["未核实", "管理员修改成员手机号", "有"]),
        cell(
            "parts",
            "账号密码的方式创建成员邮箱，登录后绑定微信 手机号的方式创建成员邮箱，登录后绑定微信 通过二维码/链接邀请成员加入时，成员需要微信扫码并补充手机号；员工邮箱帐号未登录激活前，管理员可以修改员工手机号；员工邮箱登录激活后，管理员不支持修改员工手机号；",
            &[
                "帐号密码",
                "手机号",
                "二维码或链接邀请",
                "用帐号密码或手机号创建的，成员登录后绑定微信",
                "需要用微信扫码并补充手机号",
                "部分",
                "未登录激活✓有",
                "已登录激活✕无",
            ],
        ),
        &[],
    ),
    row(
        "business-mailbox",
        cell("no", "无，提供密码多人共有", &["无", "把邮箱密码提供给多人共用"]),
        plan(
            cell(
                "limit",
                "基础版3个业务邮箱，创建更多需要使用VIP名额",
                &["3个", "基础版", "要创建更多，需要使用 VIP 名额"],
            ),
            &["专业版?未核实"],
        ),
        &[HELP_161],
    ),
    row("admin-tags", cell("no", "无", &["无"]), cell("yes", "有", &["有"]), &[]),
    row(
        "group-external",
        cell("no", "邮件群组成员只能添加企业内部通讯录成员", &["无"]),
        plan(cell("no", "专业版邮件群组成员支持添加企业外部联系人", &["无"]), &["专业版✓有"]),
        &[],
    ),
];

/// What members do.
pub const MEMBER: [Row; 8] = [
    row(
        "mailbox-capacity",
        plan(
            cell("limit", "免费版成员邮箱容量默认1G，收费版成员邮箱容量无限", &["1G"]),
            &["收费版不限"],
        ),
        cell("limit", "普通成员邮箱容量默认1G，VIP成员无限容量", &["1G", "VIP 成员不限"]),
        &[],
    ),
    row(
        "member-password",
        cell(
            "text",
            "管理员创建成员时输入初始密码，成员后续登录成员邮箱可以自行修改",
            &["管理员创建成员时输入初始密码，成员以后登录邮箱可以自行修改"],
        ),
        cell(
            "text",
            "成员默认初始密码，初次登陆后需修改密码；也可手机号直接登录",
            &["成员使用默认的初始密码，初次登录后需要修改；也可以用手机号直接登录"],
        ),
        &[],
    ),
    row(
        "unbind-wechat",
        cell("yes", "管理员可以解绑或更换成员微信", &["有", "由管理员解绑或更换"]),
        cell(
            "no",
            "成员绑定微信后，管理员/成员无法更换或解绑微信；如员工离职或业务变动，可修改密码/删除/解绑邮箱再/成员退出邮箱后分配。情况1：员工邮箱未绑定微信和手机信息，直接账号密码登录，那么可联系管理员修改邮箱密码后，再转交其他人使用。情况2：员工邮箱已绑定微信或手机信息，那么可通过删除/解绑邮箱再/成员退出邮箱后分配。",
            &[
                "无",
                "成员绑定微信后，管理员和成员都不能更换或解绑",
                "员工离职或业务变动时，可以修改密码、删除或解绑邮箱，或由成员退出邮箱，然后重新分配",
                "未绑定手机或微信",
                "可以联系管理员修改邮箱密码，再转交他人使用",
                "已绑定手机或微信",
                "可以删除或解绑邮箱，或由成员退出邮箱，然后重新分配",
            ],
        ),
        &[HELP_510, HELP_509, HELP_551],
    ),
    row(
        "sign-in",
        cell("set", "支持2种登录方式，微信扫码/帐号密码登录", &["微信扫码", "帐号密码"]),
        cell(
            "set",
            "成员初次登录是企业微信扫码、账号密码、手机号登录，后续微信扫码、企业微信APP扫码、帐号密码、手机号等多种方式登录",
            &[
                "微信扫码",
                "企业微信扫码",
                "帐号密码",
                "手机号",
                "初次登录企业微信扫码、帐号密码、手机号",
            ],
        ),
        &[],
    ),
    row(
        "secret-mail",
        cell("no", "无", &["无"]),
        cell("partial", "有", &["部分", "加有水印的邮件，属于 VIP 帐号的增值服务", "VIP 成员✓有"]),
        &[HELP_508],
    ),
    row(
        "bulk-mail",
        cell("no", "无", &["无"]),
        cell(
            "partial",
            "",
            &["部分", "群发工资条、面试通知单，属于 VIP 帐号的增值服务", "VIP 成员✓有"],
        ),
        &[HELP_572],
    ),
    row(
        "autocomplete",
        cell("text", "默认成员写信时自动联想展示姓名、邮箱", &["默认显示姓名、邮箱"]),
        cell(
            "text",
            "管理员可控制员工写信时自动联想展示的信息，比如部门、职位",
            &["由管理员控制显示哪些信息，例如部门、职位"],
        ),
        &[HELP_579, HELP_565],
    ),
    row(
        "new-mail-alert",
        cell(
            "set",
            "关注腾讯企业邮箱公众号，在公众号接收新邮件提醒",
            &["腾讯企业邮箱公众号", "需要关注腾讯企业邮箱公众号"],
        ),
        cell(
            "set",
            "需要关注微信插件，在微信插件中接收新邮件提醒，同时企业微信也会接收新邮件提醒。",
            &["微信插件", "企业微信", "需要关注微信插件；企业微信同时也会收到提醒"],
        ),
        &[],
    ),
];

/// The services of VIP accounts that the table does not have, with the names on our pages.
pub const SERVICES: [(&str, &str); 3] =
    [("announcement", "通知公告"), ("mail-backup", "邮件备份"), ("mail-archive", "邮件归档")];
