//! Ids: what may be one, and what could be one instead.

use crate::base::Bilingual;

/// Ids are `[a-z0-9][a-z0-9.-]*`, without `-vs-` (it joins two editions in an address), without a
/// dot at the end, and no name that Windows keeps for devices.
pub fn is_id(id: &str) -> bool {
    let first = id.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let rest =
        id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.');
    first && rest && !id.contains("-vs-") && !id.ends_with('.') && !is_reserved(id)
}

/// Whether Windows keeps the name for a device: `con`, `nul.txt`.
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|n| n.len() == 1 && matches!(n.as_bytes()[0], b'1'..=b'9'))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// The number that YAML 1.2's core schema, or the older one that other tools use, makes of an id.
pub fn number(id: &str) -> Option<String> {
    let digits = |text: &str| text.bytes().next().is_some_and(|b| b.is_ascii_digit() || b == b'.');
    if let Some(hex) = id.strip_prefix("0x") {
        return u64::from_str_radix(hex, 16).ok().map(|number| number.to_string());
    }
    let number: f64 = id.parse().ok().filter(|_| digits(id.trim_start_matches('-')))?;
    Some(number.to_string())
}

/// The rule that a text breaks which is no id.
pub fn broken_rule(id: &str) -> Bilingual {
    let (zh, en) = if is_reserved(id) {
        (
            "Windows 把这个名字留给设备，不能用作文件名；换一个名字",
            "Windows keeps this name for a device, so no file can have it: choose another one",
        )
    } else if id.contains("-vs-") {
        (
            "-vs- 在网址里连接两个版本，代号里不能有",
            "-vs- joins two editions in an address and cannot stand in an id",
        )
    } else {
        ("代号由小写字母、数字、- 和 . 组成", "ids consist of lower-case letters, digits, - and .")
    };
    Bilingual::new(zh, en)
}

/// What an id could be instead.
pub fn suggested_id(id: &str) -> String {
    let lower = id.to_ascii_lowercase();
    let mapped: String = lower
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' })
        .collect();
    let trimmed = mapped.trim_matches(['-', '.']).replace("-vs-", "-");
    match number(&trimmed) {
        Some(_) => format!("\"{trimmed}\""),
        None if is_id(&trimmed) => trimmed,
        None if is_reserved(&trimmed) => format!("my-{trimmed}"),
        None => "my-id".to_owned(),
    }
}
/// The id that one in capitals was to be, so that what refers to it rightly finds it; it was reported itself.
pub fn meant_id(id: String) -> String {
    let lower = id.to_ascii_lowercase();
    if is_id(&lower) { lower } else { id }
}
