//! Chinese sentences from a fixed list of words: no digits, no Markdown, plausible lengths.

use crate::random::Random;

/// The tags of the site; an article has three of them.
pub const TAGS: [&str; 40] = [
    "企业邮箱",
    "企业微信",
    "邮箱迁移",
    "版本升级",
    "域名解析",
    "安全登录",
    "反垃圾",
    "邮件归档",
    "邮件备份",
    "通讯录",
    "群组",
    "日程",
    "会议",
    "文档",
    "附件",
    "客户端",
    "移动办公",
    "权限",
    "审批",
    "离职交接",
    "数据报表",
    "日志",
    "合规",
    "加密",
    "签名",
    "模板",
    "营销邮件",
    "收信规则",
    "转发",
    "白名单",
    "价格",
    "续费",
    "代理商",
    "客户案例",
    "常见问题",
    "使用技巧",
    "公告",
    "节假日",
    "服务器",
    "接口开发",
];

const SUBJECTS: [&str; 20] = [
    "管理员",
    "企业成员",
    "部门主管",
    "信息部门",
    "经销商",
    "客服人员",
    "新入职的员工",
    "即将离职的员工",
    "分级管理员",
    "超级管理员",
    "财务人员",
    "外贸团队",
    "销售团队",
    "运维人员",
    "企业负责人",
    "合作伙伴",
    "普通用户",
    "采购人员",
    "行政同事",
    "技术支持",
];

const VERBS: [&str; 22] = [
    "检查", "设置", "开通", "关闭", "迁移", "备份", "更换", "绑定", "确认", "整理", "调整", "核对",
    "登记", "导出", "导入", "分配", "恢复", "测试", "停用", "合并", "梳理", "优化",
];

const OBJECTS: [&str; 34] = [
    "成员邮箱",
    "登录方式",
    "通讯录",
    "邮件群组",
    "业务邮箱",
    "管理员帐号",
    "发信域名",
    "收信规则",
    "邮箱容量",
    "安全策略",
    "解析记录",
    "转发规则",
    "签名模板",
    "会议日程",
    "共享文档",
    "附件空间",
    "审批流程",
    "交接清单",
    "历史邮件",
    "归档策略",
    "反垃圾设置",
    "白名单",
    "黑名单",
    "操作日志",
    "数据报表",
    "权限范围",
    "部门架构",
    "客户端设置",
    "手机提醒",
    "外部联系人",
    "公共文件夹",
    "自动回复",
    "联系方式",
    "付费方案",
];

const TIMES: [&str; 12] = [
    "升级之前",
    "升级完成以后",
    "每到月底",
    "在正式切换的当天",
    "遇到节假日",
    "新员工入职时",
    "员工离职以后",
    "合同到期之前",
    "更换域名以后",
    "第一次登录时",
    "日常使用中",
    "在试用期内",
];

const PLACES: [&str; 8] = [
    "管理后台",
    "成员端",
    "手机客户端",
    "网页端",
    "企业微信",
    "帮助中心",
    "域名服务商的控制台",
    "工作台",
];

const RESULTS: [&str; 14] = [
    "这样可以减少误操作带来的影响",
    "避免重要的往来信件丢失",
    "其他同事不会受到影响",
    "整个过程通常不需要停机",
    "之后的维护也会轻松很多",
    "收件人看到的信息会更加完整",
    "新旧数据可以同时保留一段时间",
    "客户的来信也不会中断",
    "出现问题时可以很快找到原因",
    "对方不需要做任何改动",
    "审计时有据可查",
    "帐号的安全性会明显提高",
    "团队之间的协作更加顺畅",
    "后续扩容也不必重新配置",
];

const EFFECTS: [&str; 10] = [
    "已经支持按部门管理",
    "只对新建的帐号生效",
    "不会自动同步到旧设备",
    "需要等待解析生效",
    "可以随时恢复到默认值",
    "仍然保留原来的入口",
    "会同时通知所有成员",
    "不再提供单独的开关",
    "与旧版的做法有所不同",
    "由系统自动完成",
];

const ASPECTS: [&str; 10] = [
    "使用指南",
    "常见问题",
    "升级说明",
    "注意事项",
    "最佳实践",
    "操作步骤",
    "功能对比",
    "选购建议",
    "排查方法",
    "更新记录",
];

const SLUG_WORDS: [&str; 24] = [
    "mailbox",
    "upgrade",
    "migration",
    "domain",
    "security",
    "archive",
    "backup",
    "contacts",
    "group",
    "calendar",
    "meeting",
    "document",
    "client",
    "mobile",
    "approval",
    "report",
    "audit",
    "signature",
    "template",
    "forwarding",
    "renewal",
    "support",
    "notice",
    "guide",
];

/// Answers in the small table of an article.
pub const ANSWERS: [&str; 6] =
    ["支持", "不支持", "部分支持", "需要申请", "默认开启", "由管理员决定"];

/// One sentence of about twenty to fifty characters, with its full stop.
pub fn sentence(random: &mut Random) -> String {
    let subject = random.pick(&SUBJECTS);
    let (verb, object) = (random.pick(&VERBS), random.pick(&OBJECTS));
    let (verb2, object2) = (random.pick(&VERBS), random.pick(&OBJECTS));
    let (result, effect) = (random.pick(&RESULTS), random.pick(&EFFECTS));
    let (time, place) = (random.pick(&TIMES), random.pick(&PLACES));
    match random.below(7) {
        0 => format!("{time}，{subject}可以在{place}里{verb}{object}，{result}。"),
        1 => format!("如果{subject}需要{verb}{object}，建议先{verb2}{object2}，{result}。"),
        2 => format!("需要注意的是，{object}{effect}，{subject}应当提前{verb2}{object2}。"),
        3 => format!("{subject}通常会把{object}和{object2}放在一起考虑，{result}。"),
        4 => format!("与以往相比，{place}中的{object}{effect}，{result}。"),
        5 => format!("{time}，先由{subject}{verb}{object}，再到{place}里{verb2}{object2}。"),
        _ => format!("不少企业会问，{subject}能不能自己{verb}{object}？答案是可以，{result}。"),
    }
}

/// A title of about twenty characters.
pub fn title(random: &mut Random) -> String {
    let (object, object2) = (random.pick(&OBJECTS), random.pick(&OBJECTS));
    let (aspect, subject, verb) =
        (random.pick(&ASPECTS), random.pick(&SUBJECTS), random.pick(&VERBS));
    format!("{object}{aspect}：{subject}如何{verb}{object2}")
}

/// A heading of about eight characters.
pub fn heading(random: &mut Random) -> String {
    format!("{}{}的{}", random.pick(&VERBS), random.pick(&OBJECTS), random.pick(&ASPECTS))
}

/// A thing one can set, for the first column of a table.
pub fn object(random: &mut Random) -> &'static str {
    random.pick(&OBJECTS)
}

/// The address of the article with this number; the number keeps it unique.
pub fn slug(random: &mut Random, index: usize) -> String {
    format!("{}-{}-{index:05}", random.pick(&SLUG_WORDS), random.pick(&SLUG_WORDS))
}

/// How many Han characters a text has.
pub fn han(text: &str) -> usize {
    text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count()
}
