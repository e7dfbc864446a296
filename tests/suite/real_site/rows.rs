//! What the founding article says, read by hand: the rows of the matrix in their order.

/// One feature.
pub struct Row {
    /// Its id.
    pub id: &'static str,
    /// Its state in the old edition, and in the new one.
    pub states: [&'static str; 2],
    /// The difference whatever the plans.
    pub difference: &'static str,
    /// The difference for who goes from the free plan to the basic one.
    pub upgrade: &'static str,
}

const fn row(
    id: &'static str,
    states: [&'static str; 2],
    difference: &'static str,
    upgrade: &'static str,
) -> Row {
    Row { id, states, difference, upgrade }
}

/// The article's table. Where the two differences differ, the plans matter: members of the paid
/// plan had no limit to their mailboxes, and only the professional plan admits outsiders to groups.
///
/// The services of VIP accounts are not in the table but in the closing paragraph, which does not
/// say whether the old edition had them.
pub const ROWS: [Row; 25] = [
    row("wecom", ["parts", "parts"], "narrowed", "narrowed"),
    row("account-cap", ["limit", "limit"], "raised", "raised"),
    row("vip-minimum", ["limit", "limit"], "changed", "changed"),
    row("admin-account", ["yes", "no"], "narrowed", "narrowed"),
    row("admin-sign-in", ["set", "set"], "mixed", "mixed"),
    row("admin-transfer", ["text", "text"], "changed", "changed"),
    row("admin-mailbox", ["yes", "no"], "narrowed", "narrowed"),
    row("admin-wechat", ["yes", "no"], "narrowed", "narrowed"),
    row("admin-roles", ["set", "set"], "changed", "changed"),
    row("admin-reset-password", ["yes", "partial"], "narrowed", "narrowed"),
    row("create-mailbox", ["parts", "parts"], "narrowed", "narrowed"),
    row("business-mailbox", ["no", "limit"], "widened", "widened"),
    row("admin-tags", ["no", "yes"], "gained", "gained"),
    row("group-external", ["no", "no"], "gained", "same"),
    row("mailbox-capacity", ["limit", "limit"], "lowered", "raised"),
    row("member-password", ["text", "text"], "changed", "changed"),
    row("unbind-wechat", ["yes", "no"], "narrowed", "narrowed"),
    row("sign-in", ["set", "set"], "widened", "widened"),
    row("secret-mail", ["no", "partial"], "gained", "gained"),
    row("bulk-mail", ["no", "partial"], "gained", "gained"),
    row("autocomplete", ["text", "text"], "changed", "changed"),
    row("new-mail-alert", ["set", "set"], "changed", "changed"),
    row("announcement", ["unknown", "partial"], "unknown", "unknown"),
    row("mail-backup", ["unknown", "partial"], "unknown", "unknown"),
    row("mail-archive", ["unknown", "partial"], "unknown", "unknown"),
];

/// How many of the rows the article's table has.
pub const PRINTED: usize = 22;

/// The verdict's groups in their order, the word on the page, and the differences that count.
pub const GROUPS: [(&str, &str, &[&str]); 7] = [
    ("lost", "失去", &["lost"]),
    ("restricted", "受限", &["deferred", "lowered", "narrowed", "mixed"]),
    ("changed", "改变", &["changed"]),
    ("unknown", "未核实", &["unknown"]),
    ("improved", "提升", &["raised", "widened"]),
    ("new", "新增", &["gained"]),
    ("same", "不变", &["same"]),
];

/// How many of some differences fall into each group that has any, with its word.
#[allow(clippy::needless_pass_by_value, reason = "an iterator is cheap to give away")]
pub fn counts<'d>(
    differences: impl Iterator<Item = &'d str> + Clone,
) -> Vec<(usize, &'static str)> {
    let count = |all: &[&str]| differences.clone().filter(|d| all.contains(d)).count();
    GROUPS.iter().map(|(_, word, all)| (count(all), *word)).filter(|(n, _)| *n > 0).collect()
}
