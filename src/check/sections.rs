//! A report in tables, in the language of its reader.

use super::report::{Due, ProductReport, Report};
use crate::base::{Bilingual, Tongue};

/// A heading, a sentence, and a table under it; without rows there is none.
#[derive(Clone, Debug)]
pub struct Section {
    /// 1 for the report, 2 for a product, 3 for what is said about it.
    pub level: u8,
    /// The heading.
    pub title: String,
    /// What there is to say in a sentence, or empty.
    pub words: String,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// The report in tables.
pub fn sections(report: &Report, tongue: Tongue) -> Vec<Section> {
    let said = |zh: String, en: String| Bilingual::new(zh, en).get(tongue).to_owned();
    let words = said(
        format!("{} 的情况，共 {} 个产品。", report.today, report.products.len()),
        format!("As of {}; products: {}.", report.today, report.products.len()),
    );
    let title = said("功能表核对报告".to_owned(), "The state of the matrices".to_owned());
    let mut all = vec![Section { level: 1, title, words, columns: Vec::new(), rows: Vec::new() }];
    for product in &report.products {
        of_product(product, tongue, &mut all);
    }
    all
}

fn of_product(product: &ProductReport, tongue: Tongue, out: &mut Vec<Section>) {
    let said = |zh: &str, en: &str| match tongue {
        Tongue::Zh => zh.to_owned(),
        Tongue::En => en.to_owned(),
    };
    let (p, words) = (product, summary(product, tongue));
    let title = format!("{}（{}）", p.name, p.id);
    out.push(Section { level: 2, title, words, columns: Vec::new(), rows: Vec::new() });
    let mut table = |title: String, columns: Vec<String>, rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            out.push(Section { level: 3, title, words: String::new(), columns, rows });
        }
    };
    let named = |all: &[(String, String)]| -> Vec<Vec<String>> {
        all.iter().map(|(target, name)| vec![target.clone(), name.clone()]).collect()
    };
    let dated = |all: &[Due], passed: &str| -> Vec<Vec<String>> {
        let mark = |due: &Due| if due.passed { passed.to_owned() } else { String::new() };
        all.iter()
            .map(|due| vec![due.day.to_string(), due.target.clone(), due.name.clone(), mark(due)])
            .collect()
    };
    let cell = || vec![said("位置", "place"), said("内容", "fact")];
    let day = |name: String| {
        vec![name, said("位置", "place"), said("内容", "fact"), said("状态", "state")]
    };
    let stale = said("过期", "stale");
    table(
        said("过期的内容", "Stale facts"),
        day(said("核实于", "verified")),
        dated(&p.stale, &stale),
    );
    table(
        said("计划", "Plans"),
        day(said("复核日期", "review")),
        dated(&p.plans, &said("已过", "overdue")),
    );
    table(
        said("关闭日期", "Closing dates"),
        day(said("关闭于", "closes")),
        dated(&p.closings, &said("已关闭", "closed")),
    );
    table(said("未核实", "Unknown"), cell(), named(&p.unknown));
    table(said("没有来源", "Without a source"), cell(), named(&p.unsourced));
    table(
        said("最久没有核实的", "Looked at longest ago"),
        day(said("核实于", "verified")),
        dated(&p.oldest, &stale),
    );
}

/// What there is to say about a product in a sentence.
fn summary(product: &ProductReport, tongue: Tongue) -> String {
    let percent = (product.sourced * 100).checked_div(product.cells).unwrap_or(100);
    let p = product;
    match tongue {
        Tongue::Zh => format!(
            "{} 格，有来源 {} 格（{percent}%），没有来源 {} 格；未核实 {} 格，没有核实日期 {} 格，过期 {} 格；{} 篇文章或页面提到它，升级指南 {} 份。",
            p.cells,
            p.sourced,
            p.unsourced.len(),
            p.unknown.len(),
            p.undated,
            p.stale.len(),
            p.articles,
            p.guides,
        ),
        Tongue::En => format!(
            "{} cells: {} with a source ({percent}%), {} without; {} unknown, {} never dated, {} stale; articles and pages that speak of it: {}, guides: {}.",
            p.cells,
            p.sourced,
            p.unsourced.len(),
            p.unknown.len(),
            p.undated,
            p.stale.len(),
            p.articles,
            p.guides,
        ),
    }
}
