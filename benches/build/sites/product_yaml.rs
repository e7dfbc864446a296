//! A product as `product.yaml`; Hugo reads the same bytes as a data file.

use std::fmt::Write;

use crate::product::{EDITIONS, Feature, Group, Kind, OPTIONS, Product, Value};

/// The whole file.
pub fn write(product: &Product) -> String {
    let mut out = head(product);
    for (group, rows) in product.groups() {
        group_head(&mut out, group);
        for (feature, values) in rows.iter() {
            feature_head(&mut out, feature);
            for ((edition, _), value) in EDITIONS.iter().zip(values) {
                let _ = writeln!(out, "          {edition}: {}", cell(value, feature.kind));
            }
        }
    }
    out
}

fn head(product: &Product) -> String {
    let mut out = format!(
        "product: {}\nname: {}\ndescription: 四个版本的功能对照\nvendor: 示例\n\
         homepage: https://example.com/mail/\nverified: 2025-06-01\n\
         sources:\n  manual: {{title: 使用手册, url: \"https://example.com/help/\", seen: 2025-06-01}}\n\
         units:\n  item: {{name: 个}}\neditions:\n",
        product.id, product.name
    );
    for (edition, name) in EDITIONS {
        let _ = writeln!(out, "  - {{id: {edition}, name: {name}}}");
    }
    out.push_str("groups:\n");
    out
}

fn group_head(out: &mut String, group: &Group) {
    let _ = write!(out, "  - id: {}\n    name: {}\n    features:\n", group.id, group.name);
}

fn feature_head(out: &mut String, feature: &Feature) {
    let (kind, question) = match feature.kind {
        Kind::Support => ("support", "支持"),
        Kind::Count | Kind::Storage => ("limit", "是多少"),
        Kind::Set | Kind::Text => {
            (if feature.kind == Kind::Set { "set" } else { "text" }, "有哪些不同")
        }
    };
    let _ = write!(
        out,
        "      - id: {}\n        name: {}\n        question: {}{question}{}？\n        type: {kind}\n",
        feature.id,
        feature.name,
        feature.name,
        if kind == "support" { "吗" } else { "" },
    );
    match feature.kind {
        Kind::Count => out.push_str("        unit: item\n        better: more\n"),
        Kind::Storage => out.push_str("        unit: GiB\n        better: more\n"),
        Kind::Set => options(out),
        Kind::Support | Kind::Text => {}
    }
    out.push_str("        cells:\n");
}

fn options(out: &mut String) {
    let words = OPTIONS.map(|(id, name)| format!("{id}: {name}"));
    let _ = writeln!(out, "        options: {{{}}}", words.join(", "));
}

fn cell(value: &Value, kind: Kind) -> String {
    let unit = if kind == Kind::Storage { " GiB" } else { "" };
    match value {
        Value::Yes => "有".to_owned(),
        Value::No => "无".to_owned(),
        Value::Instead(way) => format!("{{is: 无, instead: {way}}}"),
        Value::Partial(part) => format!("{{is: 部分, md: {part}, src: [manual]}}"),
        Value::Limit(amount, None) => format!("{amount}{unit}"),
        Value::Limit(amount, Some(md)) => format!("{{limit: {amount}{unit}, md: {md}}}"),
        Value::Unlimited => "不限".to_owned(),
        Value::Set(held) => {
            format!("[{}]", held.iter().map(|&i| OPTIONS[i].0).collect::<Vec<_>>().join(", "))
        }
        Value::Text(words) => (*words).to_owned(),
    }
}
