//! A product with 40 features in 4 editions, before any generator's syntax.

use crate::random::Random;

/// Id and name of the editions, oldest first.
pub const EDITIONS: [(&str, &str); 4] =
    [("classic", "经典版"), ("standard", "标准版"), ("fusion", "融合版"), ("flagship", "旗舰版")];

/// The comparisons a site shows for each product: consecutive editions, as indices into [`EDITIONS`].
pub const PAIRS: [(usize, usize); 3] = [(0, 1), (1, 2), (2, 3)];

/// Id and words of what a feature of kind [`Kind::Set`] may hold.
pub const OPTIONS: [(&str, &str); 5] = [
    ("wechat-scan", "微信扫码"),
    ("wecom-scan", "企业微信扫码"),
    ("password", "帐号密码"),
    ("phone", "手机号"),
    ("token", "动态口令"),
];

/// What kind of value a feature has.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Support,
    /// A number of things.
    Count,
    /// An amount of storage, in GiB.
    Storage,
    Set,
    Text,
}

/// A feature as all products have it.
pub struct Feature {
    pub id: &'static str,
    pub name: &'static str,
    pub kind: Kind,
}

const fn feature(id: &'static str, name: &'static str, kind: Kind) -> Feature {
    Feature { id, name, kind }
}

/// Features that belong together.
pub struct Group {
    pub id: &'static str,
    pub name: &'static str,
    pub features: [Feature; 10],
}

/// The 40 features, in the order of the table.
pub const GROUPS: [Group; 4] = [
    Group {
        id: "console",
        name: "管理后台",
        features: [
            feature("account-cap", "帐号数上限", Kind::Count),
            feature("admin-cap", "分级管理员上限", Kind::Count),
            feature("audit-log", "操作日志查询", Kind::Support),
            feature("batch-import", "批量导入成员", Kind::Support),
            feature("admin-transfer", "创建人转让", Kind::Support),
            feature("org-tree", "多级部门架构", Kind::Support),
            feature("password-reset", "代改成员密码", Kind::Support),
            feature("admin-sign-in", "后台登录方式", Kind::Set),
            feature("opening", "开通途径", Kind::Text),
            feature("domain-cap", "可绑域名上限", Kind::Count),
        ],
    },
    Group {
        id: "member",
        name: "成员端",
        features: [
            feature("mailbox-size", "单个信箱空间", Kind::Storage),
            feature("member-sign-in", "成员登入方式", Kind::Set),
            feature("secret-mail", "保密邮件", Kind::Support),
            feature("mass-mail", "个性化群发", Kind::Support),
            feature("recall", "邮件撤回", Kind::Support),
            feature("translate", "信件翻译", Kind::Support),
            feature("attachment-size", "超大附件空间", Kind::Storage),
            feature("reminder", "新信提醒方式", Kind::Text),
            feature("auto-complete", "写信自动联想", Kind::Support),
            feature("unbind", "解绑微信", Kind::Text),
        ],
    },
    Group {
        id: "security",
        name: "安全与合规",
        features: [
            feature("two-step", "二次验证", Kind::Support),
            feature("second-factor", "验证手段", Kind::Set),
            feature("mail-backup", "整域备份", Kind::Support),
            feature("mail-archive", "整域归档", Kind::Support),
            feature("watermark", "阅读水印", Kind::Support),
            feature("ip-limit", "登录地点限制", Kind::Support),
            feature("spam-filter", "垃圾信拦截", Kind::Text),
            feature("dkim", "域名签名校验", Kind::Support),
            feature("log-days", "日志保留天数", Kind::Count),
            feature("review", "外发审核", Kind::Support),
        ],
    },
    Group {
        id: "service",
        name: "服务与协作",
        features: [
            feature("shared-mailbox", "公共信箱数量", Kind::Count),
            feature("group-cap", "群组数量", Kind::Count),
            feature("external-contact", "群组外部成员", Kind::Support),
            feature("shared-calendar", "共享日历", Kind::Support),
            feature("online-docs", "在线文档", Kind::Support),
            feature("drive-size", "网盘空间", Kind::Storage),
            feature("api", "开放接口", Kind::Support),
            feature("api-sign-in", "接口鉴权方式", Kind::Set),
            feature("support-hours", "客服响应", Kind::Text),
            feature("migration", "搬家服务", Kind::Text),
        ],
    },
];

const LIMITS: [&str; 4] =
    ["仅限已认证的企业", "需要单独申请", "仅对部分成员生效", "试用期内不提供"];
const INSTEADS: [&str; 3] = ["由客服代为办理", "通过企业微信完成", "导出后自行处理"];
const TEXTS: [&str; 8] = [
    "由用户自行选择",
    "与企业微信同时开通",
    "在公众号中接收",
    "在客户端中接收",
    "联系客服后办理",
    "由系统自动完成",
    "仅工作日处理",
    "全天提供",
];

/// The value of a feature in one edition.
#[derive(Clone, PartialEq)]
pub enum Value {
    Yes,
    No,
    /// Not there, but there is another way.
    Instead(&'static str),
    /// Supported in part, and which part.
    Partial(&'static str),
    /// A number, and what may be said of it.
    Limit(usize, Option<&'static str>),
    Unlimited,
    /// Indices into [`OPTIONS`], ascending.
    Set(Vec<usize>),
    Text(&'static str),
}

impl Value {
    /// A value for each edition; three times in five an edition keeps what the one before it had.
    fn row(random: &mut Random, kind: Kind) -> [Self; 4] {
        let mut last = Self::new(random, kind);
        EDITIONS.map(|_| {
            if random.below(5) >= 3 {
                last = Self::new(random, kind);
            }
            last.clone()
        })
    }

    fn new(random: &mut Random, kind: Kind) -> Self {
        match kind {
            Kind::Support => Self::support(random),
            Kind::Count => Self::limit(random, &[3, 5, 10, 50, 200, 500, 1000]),
            Kind::Storage => Self::limit(random, &[1, 2, 5, 10, 50, 100]),
            Kind::Set => Self::set(random),
            Kind::Text => Self::Text(random.pick(&TEXTS)),
        }
    }

    fn support(random: &mut Random) -> Self {
        match random.below(8) {
            0..4 => Self::Yes,
            4 | 5 => Self::No,
            6 => Self::Instead(random.pick(&INSTEADS)),
            _ => Self::Partial(random.pick(&LIMITS)),
        }
    }

    fn limit(random: &mut Random, amounts: &[usize]) -> Self {
        let amount = random.pick(amounts);
        match random.below(6) {
            0 => Self::Unlimited,
            1 => Self::Limit(amount, Some(random.pick(&LIMITS))),
            _ => Self::Limit(amount, None),
        }
    }

    fn set(random: &mut Random) -> Self {
        let mut held = random.distinct::<3>(OPTIONS.len()).to_vec();
        held.truncate(1 + random.below(3));
        held.sort_unstable();
        Self::Set(held)
    }
}

/// One product; all have the same features and differ in the values.
pub struct Product {
    pub id: String,
    pub name: String,
    /// A row for each feature in the order of [`GROUPS`], a value for each edition.
    pub rows: Vec<[Value; 4]>,
}

impl Product {
    /// Product `index`.
    pub fn new(seed: u64, index: usize) -> Self {
        let random = &mut Random::of(seed, 3, index);
        let features = GROUPS.iter().flat_map(|group| &group.features);
        let rows = features.map(|feature| Value::row(random, feature.kind)).collect();
        Self { id: format!("mail-{index:04}"), name: format!("云邮箱 {index:04}"), rows }
    }

    /// The groups with their features and each feature's row.
    pub fn groups(&self) -> impl Iterator<Item = (&'static Group, Rows<'_>)> {
        const { &GROUPS }
            .iter()
            .zip(self.rows.chunks(10))
            .map(|(group, rows)| (group, Rows { group, rows }))
    }
}

/// The rows of one group.
pub struct Rows<'a> {
    group: &'static Group,
    rows: &'a [[Value; 4]],
}

impl<'a> Rows<'a> {
    /// Each feature with its values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Feature, &'a [Value; 4])> {
        self.group.features.iter().zip(self.rows)
    }
}
