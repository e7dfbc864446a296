//! The founding article held against the built site: every cell of its table, its help pages, what
//! it asks before an upgrade, what it says of itself, and what it does not say.

mod cells;
mod prose;

use std::collections::BTreeSet;

use crate::real_site::html::{Element, all, text};
use crate::real_site::{
    ARTICLE, COMPARE, GUIDE, PRODUCT, cells, file, pages, publish, rows, tables,
};
use crate::support::{Site, Tree};
use cells::{CLOSING, CONSOLE, Cell, MEMBER, Row, SERVICES};

/// For whom a page is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reader {
    /// Whoever comes by.
    Anyone,
    /// A customer who goes from the free plan to the basic one.
    Upgrading,
}

const PAGES: [(&str, Reader); 3] =
    [(PRODUCT, Reader::Anyone), (COMPARE, Reader::Anyone), (ARTICLE, Reader::Upgrading)];

/// What the evidence behind the ⓘ says, and what the cell says without it.
fn parted<'h>(cell: &Element<'h>) -> (&'h str, &'h str) {
    cell.inner.split_once("<details class=\"info\">").unwrap_or((cell.inner, ""))
}

/// A number with its unit.
fn is_amount(span: &Element<'_>) -> bool {
    span.attribute("class").is_some_and(|class| class.split(' ').any(|c| c == "num"))
}

/// The words that a text does not have in this order.
fn missing<'w>(words: &[&'w str], said: &str) -> Option<&'w str> {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let said = squeezed(said);
    let mut rest = said.as_str();
    for word in words {
        match rest.split_once(&squeezed(word)) {
            Some((_, after)) => rest = after,
            None => return Some(word),
        }
    }
    None
}

/// Everything in which a cell is not the printed one.
fn faults_of_cell(cell: &Element<'_>, printed: &Cell, reader: Reader) -> Vec<String> {
    let (said, evidence) = parted(cell);
    let said = text(said);
    let mut faults = Vec::new();
    if cell.attribute("data-state") != Some(printed.state) {
        faults.push(format!("is not {}: {:?}", printed.state, cell.attribute("data-state")));
    }
    let amount =
        all(parted(cell).0, "span").into_iter().find(is_amount).map(|number| number.text());
    if printed.state == "limit" && amount.as_deref() != printed.words.first().copied() {
        faults.push(format!("is not {}: {amount:?}", printed.words[0]));
    }
    faults.extend(missing(printed.words, &said).map(|word| format!("lacks {word}: {said}")));
    for word in printed.other_plan {
        if missing(&[word], &said).is_none() != (reader == Reader::Anyone) {
            faults.push(format!("{word} is for {reader:?}: {said}"));
        }
    }
    let quotes = all(evidence, "q").into_iter().map(|quote| quote.text());
    let unknown = quotes.filter(|q| !printed.printed.contains(q) && !CLOSING.contains(q));
    faults.extend(unknown.map(|quote| format!("quotes what was not printed: {quote}")));
    if !evidence.contains("旧版升级新版流程") {
        faults.push("does not name its source".to_owned());
    }
    faults
}

/// The addresses at the vendor's that a row leads to.
fn links<'h>(row: &Element<'h>) -> BTreeSet<String> {
    let addresses = row.all("a").into_iter().filter_map(|a| a.attribute("href"));
    let vendor = |address: &&str| address.starts_with("https://work.weixin.qq.com/");
    addresses.filter(vendor).map(text).collect()
}

/// Everything in which a row is not the printed one.
fn faults_of_row(row: &Element<'_>, printed: &Row, reader: Reader) -> Vec<String> {
    let mut faults = Vec::new();
    if row.attribute("data-feature") != Some(printed.id) {
        faults.push(format!("is {:?}", row.attribute("data-feature")));
    }
    let both = [("legacy", &printed.legacy), ("fusion", &printed.fusion)];
    let found = cells(row);
    if found.len() != both.len() {
        faults.push(format!("has {} cells", found.len()));
    }
    for (cell, (edition, printed)) in found.iter().zip(both) {
        if cell.attribute("data-edition") != Some(edition) {
            faults.push(format!("has no {edition} where it belongs"));
        }
        let of_cell = faults_of_cell(cell, printed, reader);
        faults.extend(of_cell.into_iter().map(|fault| format!("{edition} {fault}")));
    }
    let expected: BTreeSet<String> = printed.links.iter().map(|l| (*l).to_owned()).collect();
    if links(row) != expected {
        faults.push(format!("leads to {:?}", links(row)));
    }
    faults.into_iter().map(|fault| format!("{} {fault}", printed.id)).collect()
}

/// Everything in which the first table of a page is not the printed one.
fn faults(html: &str, reader: Reader) -> Vec<String> {
    let all = tables(html)[0].all("tbody");
    let named = |body: &Element<'_>, name: &str| body.all("th")[0].text() == name;
    if all.len() < 2 || !named(&all[0], "管理后台") || !named(&all[1], "成员端") {
        return vec!["the two groups of the printed table do not come first".to_owned()];
    }
    let mut faults = Vec::new();
    for (body, printed) in all.iter().zip([&CONSOLE[..], &MEMBER]) {
        let found = rows(body);
        if found.len() != printed.len() {
            faults.push(format!("{} rows, printed are {}", found.len(), printed.len()));
        }
        let pairs = found.iter().zip(printed);
        faults.extend(pairs.flat_map(|(row, printed)| faults_of_row(row, printed, reader)));
    }
    faults
}

#[test]
fn every_printed_cell_stands_on_the_site() {
    assert_eq!((CONSOLE.len(), MEMBER.len()), (14, 8));
    for (path, reader) in PAGES {
        assert_eq!(faults(file(path), reader), [""; 0], "{path}");
    }
}

#[test]
fn an_edition_in_place_of_the_other_is_noticed() {
    for (path, reader) in PAGES {
        let printed = CONSOLE.iter().chain(&MEMBER);
        for (row, printed) in rows(&tables(file(path))[0]).iter().zip(printed) {
            let found = cells(row);
            for (cell, other) in [(found[0], &printed.fusion), (found[1], &printed.legacy)] {
                let faults = faults_of_cell(&cell, other, reader);
                assert!(!faults.is_empty(), "{path}: {}", printed.id);
            }
        }
    }
}

/// The faults of the whole matrix after an edit of the product, which stands alone here: articles
/// that say something else would stop the build before this test could see it.
fn after(from: &str, to: &str) -> Vec<String> {
    const PATH: &str = "content/products/exmail/product.yaml";
    let site = Site::empty();
    site.write(
        "crosswalk.yaml",
        "version: 1\ntitle: 对照\nbase_url: \"https://www.example.com/\"\n",
    );
    site.write(PATH, Site::real().read(PATH));
    site.edit(PATH, from, to);
    let tree: Tree = publish(&site);
    faults(std::str::from_utf8(&tree[PRODUCT]).expect("UTF-8"), Reader::Anyone)
}

#[test]
fn a_changed_matrix_is_noticed() {
    let edits = [
        ("limit: 50", "limit: 60", "account-cap legacy is not 50个"),
        ("set: [wechat-scan, wecom-scan]", "set: [wechat-scan]", "admin-sign-in fusion lacks"),
        ("md: 默认显示姓名、邮箱", "md: 默认显示姓名", "autocomplete legacy lacks"),
        ("more: [help-579, help-565]", "more: [help-565]", "autocomplete leads to"),
        ("instead: 管理员邮箱和 corpid", "instead: 另设管理员", "admin-account fusion lacks"),
        ("quote: 可以直接更换微信", "quote: 可以随时更换微信", "admin-wechat legacy quotes"),
    ];
    for (from, to, fault) in edits {
        let found = after(from, to);
        assert!(found.first().is_some_and(|first| first.starts_with(fault)), "{from}: {found:?}");
        let of_one_row = |fault: &String| fault.split(' ').next() == found[0].split(' ').next();
        assert!(found.iter().all(of_one_row), "{from}: {found:?}");
    }
}

#[test]
fn the_services_of_vip_accounts_stand_apart() {
    for path in [PRODUCT, COMPARE] {
        let bodies = tables(file(path))[0].all("tbody");
        assert_eq!(bodies.len(), 3, "{path}");
        let found = rows(&bodies[2]);
        assert_eq!(found.len(), SERVICES.len(), "{path}");
        for (row, (id, name)) in found.iter().zip(SERVICES) {
            assert_eq!(row.attribute("data-feature"), Some(id), "{path}");
            assert_eq!(row.all("th")[0].text(), name, "{path}");
            assert!(CLOSING.contains(name));
            is_for_vip_only(row, "unknown", path);
        }
    }
}

/// A row that says what the old edition has, and that the new one has it for VIP members.
fn is_for_vip_only(row: &Element<'_>, legacy: &str, path: &str) {
    let of: Vec<_> = cells(row).iter().filter_map(|cell| cell.attribute("data-state")).collect();
    assert_eq!(of, [legacy, "partial"], "{path}");
    let said = text(parted(&cells(row)[1]).0);
    assert_eq!(
        missing(&["部分", "VIP 帐号的增值服务", "VIP 成员✓有"], &said),
        None,
        "{path}: {said}"
    );
    assert_eq!(said.matches('✓').count(), 1, "{path}: {said}");
}

#[test]
fn nobody_reads_of_vip_services_without_their_condition() {
    let mut count = 0;
    for (path, html) in pages() {
        for row in tables(html).iter().flat_map(rows) {
            let feature = row.attribute("data-feature").unwrap_or_default();
            if ["secret-mail", "bulk-mail"].contains(&feature) {
                count += 1;
                is_for_vip_only(&row, "no", path);
                if let Some(change) =
                    row.all("td").iter().find(|td| td.attribute("data-edition").is_none())
                {
                    assert!(change.text().contains("VIP 成员"), "{path}: {feature}");
                }
            }
        }
    }
    assert!(count >= 2 * PAGES.len() + 2, "the tables of the matrix, the guide and the articles");
}

#[test]
fn the_guide_asks_what_the_article_asks() {
    let html = file(GUIDE);
    let items = |class: &str, tag: &str| {
        let list = all(html, tag).into_iter().find(|l| l.attribute("class") == Some(class));
        list.unwrap_or_else(|| panic!("no {class}"))
    };
    let checks: Vec<_> = items("checks", "ul").all("li").iter().map(Element::text).collect();
    let printed =
        ["明确告知新版与旧版的功能区别", "升级新版后不可回退", "了解《旧版升级新版流程》文档"];
    assert_eq!(checks.len(), printed.len());
    for (check, words) in checks.iter().zip(printed) {
        assert!(check.contains(words) && check.contains("须客户确认"), "{check}");
    }
    let asked: Vec<_> = items("collect", "dl").all("dt").iter().map(Element::text).collect();
    assert_eq!(asked, ["管理员帐号", "公司名称", "企业邮箱帐号数"]);
    let steps = all(html, "ol").into_iter().filter(|ol| ol.attribute("class") == Some("steps"));
    let steps: Vec<_> = steps.flat_map(|ol| ol.all("li")).map(|step| step.text()).collect();
    assert_eq!(steps.len(), 2, "{steps:?}");
    assert!(
        steps[0].starts_with("经销商") && steps[0].ends_with("提单协助开通升级入口"),
        "{steps:?}"
    );
    assert!(steps[1].ends_with("按文档指引完成升级"), "{steps:?}");
    let hold = text(items("hold", "section").inner);
    let words = ["创建成员帐号、修改密码", "抵触", "先不受理"];
    assert_eq!(missing(&words, &hold), None, "{hold}");
}
