//! A report as a page of its own: Markdown, or HTML that needs nothing else.

use std::fmt::Write as _;

use super::Section;
use crate::base::Tongue;

/// What a reader's browser needs to show the tables.
const STYLE: &str = "body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.7 system-ui,sans-serif;color-scheme:light dark}\
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{padding:.3rem .6rem;text-align:start;border-bottom:1px solid #8886;vertical-align:top}\
td:first-child{white-space:nowrap}h2{margin-top:2.5rem}";

/// The report as Markdown.
pub fn markdown(sections: &[Section]) -> String {
    let cell = |text: &String| text.replace('\\', "\\\\").replace('|', "\\|").replace('\n', " ");
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(cell).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut out = String::new();
    for section in sections {
        let _ = write!(out, "{} {}\n\n", "#".repeat(section.level.into()), section.title);
        if !section.words.is_empty() {
            let _ = write!(out, "{}\n\n", section.words);
        }
        if !section.rows.is_empty() {
            out.push_str(&line(&section.columns));
            out.push_str(&format!("|{}\n", " --- |".repeat(section.columns.len())));
            section.rows.iter().for_each(|row| out.push_str(&line(row)));
            out.push('\n');
        }
    }
    format!("{}\n", out.trim_end())
}

/// The report as HTML.
pub fn html(sections: &[Section], tongue: Tongue) -> String {
    let lang = match tongue {
        Tongue::Zh => "zh-Hans",
        Tongue::En => "en",
    };
    let title = sections.first().map_or("", |section| &*section.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"robots\" content=\"noindex\"><title>{}</title><style>{STYLE}</style></head>\n<body>\n",
        escaped(title)
    );
    for section in sections {
        let level = section.level;
        let _ = writeln!(out, "<h{level}>{}</h{level}>", escaped(&section.title));
        if !section.words.is_empty() {
            let _ = writeln!(out, "<p>{}</p>", escaped(&section.words));
        }
        if !section.rows.is_empty() {
            let head: Vec<String> = section
                .columns
                .iter()
                .map(|c| format!("<th scope=\"col\">{}</th>", escaped(c)))
                .collect();
            let _ = writeln!(out, "<table>\n<thead><tr>{}</tr></thead>\n<tbody>", head.concat());
            for row in &section.rows {
                let cells: Vec<String> =
                    row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
                let _ = writeln!(out, "<tr>{}</tr>", cells.concat());
            }
            out.push_str("</tbody>\n</table>\n");
        }
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
