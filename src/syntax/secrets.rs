//! What looks like a secret in the settings: they are kept with the site, and often shown to others.

use super::catalogue as problem;
use super::fields::Reader;
use super::yaml::{Data, Node};

/// Parts of keys whose values are not for everybody.
const KEYS: &[&str] = &[
    "password",
    "passwd",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "privatekey",
    "credential",
    "密码",
    "密钥",
];

/// How the keys of some services begin, and how long they are at least.
const BEGINNINGS: &[(&str, usize)] = &[
    ("AKIA", 20),
    ("LTAI", 16),
    ("AKID", 20),
    ("ghp_", 36),
    ("github_pat_", 40),
    ("-----BEGIN ", 20),
];

/// The sections that later rooms hand to other programs, where a key's name is enough.
const SECTIONS: &[&str] = &["deploy", "extra"];

/// Reports every secret; its value is in no message.
pub fn refuse(reader: &mut Reader, node: &Node<'_>) {
    walk(reader, node, "", false);
}

fn walk(reader: &mut Reader, node: &Node<'_>, key: &str, named: bool) {
    match &node.data {
        Data::Scalar { text, .. } => {
            if is_secret(text) || (named && is_name(key) && is_written_out(text)) {
                let variable =
                    key.to_uppercase().replace(|c: char| !c.is_ascii_alphanumeric(), "_");
                let variable = variable.trim_matches('_');
                let variable = if variable.is_empty() { "SECRET" } else { variable };
                reader.report(problem::secret(reader.span(node.at), key, variable));
            }
        }
        Data::List(items) => items.iter().for_each(|item| walk(reader, item, key, named)),
        Data::Map(entries) => {
            for (inner, value) in entries {
                let named = named || SECTIONS.contains(&&*inner.text);
                walk(reader, value, &inner.text, named);
            }
        }
    }
}

fn is_name(key: &str) -> bool {
    let plain: String = key.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    KEYS.iter().any(|name| plain.contains(name))
}

/// Not empty, and no reference to a variable.
fn is_written_out(text: &str) -> bool {
    !text.trim().is_empty() && !text.starts_with('$') && !text.starts_with("env:")
}

/// The form of a service's key, or 40 hexadecimal digits and more.
fn is_secret(text: &str) -> bool {
    let hex = text.len() >= 40 && text.bytes().all(|b| b.is_ascii_hexdigit());
    hex || BEGINNINGS.iter().any(|(begin, least)| text.starts_with(begin) && text.len() >= *least)
}
