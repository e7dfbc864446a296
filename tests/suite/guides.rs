//! What a customer does with a guide: the ticket, and the check of what has room.

use crate::support::Site;

const PRODUCT: &str = "content/products/mail/product.yaml";
const GUIDE: &str = "content/products/mail/upgrades/old-to-new.md";

fn guide(front: &str) -> Site {
    let site = Site::base();
    site.write(
        GUIDE,
        format!("---\ntitle: 升级 & 迁移\nfrom: old\nto: new\nreversible: true\n{front}---\n"),
    );
    site
}

fn page(site: &Site) -> String {
    let output = site.publish();
    let page = &output["products/mail/upgrades/old-to-new/index.html"];
    String::from_utf8_lossy(page).into_owned()
}

/// What stands between two stretches of a page.
fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    let rest = page.split_once(start).unwrap_or_else(|| panic!("no {start}")).1;
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0
}

const COLLECT: &str = "collect:
  - {id: company, name: 公司, type: text, hint: 与执照一致, placeholder: 某某公司}
  - {id: accounts, name: 帐号数, type: count, check: account-cap}
  - {id: plan, name: 套餐, type: choice, options: [基础版, 专业版], required: false}
";

/// The ticket's text with `[id]` where a value stands.
fn ticket(page: &str) -> String {
    let text = between(page, "<pre class=\"ticket-text\">", "</pre>");
    let mut out = String::new();
    for (at, piece) in text.split("<span data-place=\"").enumerate() {
        if at == 0 {
            out.push_str(piece);
            continue;
        }
        let (id, rest) = piece.split_once('"').expect("an id");
        out.push_str(&format!("[{id}]{}", rest.split_once("</span>").expect("a place").1));
    }
    out
}

#[test]
fn a_line_for_each_field_unless_the_guide_says_otherwise() {
    assert_eq!(ticket(&page(&guide(COLLECT))), "公司：[company]\n帐号数：[accounts]\n套餐：[plan]");
    let own = format!(
        "{COLLECT}ticket: |\n  【{{_product}}】{{_title}}：{{_from}} → {{_to}}\n\n  {{{{{{company}}}}}}，{{ accounts }} 个，{{plan}}\n"
    );
    let site = guide(&own);
    assert_eq!(
        ticket(&page(&site)),
        "【邮箱】升级 &amp; 迁移：旧版 → 新版\n\n{[company]}，[accounts] 个，[plan]"
    );
    let fields = "{company}{accounts}{plan}";
    let hashed = guide(&format!("{COLLECT}ticket: \"{{_consent}}{fields}\"\n"));
    let json = hashed.publish()["products/mail/upgrades/old-to-new/consent/consent.json"].clone();
    use sha2::{Digest, Sha256};
    let hash: String = Sha256::digest(&json).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(ticket(&page(&hashed)), format!("{hash}[company][accounts][plan]"));
}

#[test]
fn fields_as_the_guide_asks_for_them() {
    let page = page(&guide(COLLECT));
    let field = |id: &str| between(&page, &format!("data-field=\"{id}\""), "</div>").to_owned();
    let company = field("company");
    assert!(company.contains(" data-required") && company.contains(">与执照一致</p>"), "{company}");
    assert!(company.contains("placeholder=\"某某公司\""), "{company}");
    let accounts = field("accounts");
    assert!(
        accounts.contains("data-allowed=\"200\"") && accounts.contains("inputmode=\"numeric\""),
        "{accounts}"
    );
    assert!(accounts.contains("200 个；专业版：不限"), "{accounts}");
    let plan = field("plan");
    assert!(!plan.contains("data-required") && plan.contains("<option>专业版</option>"), "{plan}");
    assert!(plan.contains("（选填）"), "{plan}");
}

#[test]
fn a_ticket_is_mailed_where_the_organisation_reads_mail() {
    let site = guide(COLLECT);
    assert!(!page(&site).contains("mailto:"));
    site.edit(
        "crosswalk.yaml",
        "title:",
        "organisation: {name: 某公司, contacts: {phone: 021-1, mail: up@example.com}}\ntitle:",
    );
    assert!(page(&site).contains("href=\"mailto:up@example.com\""));
}

/// What stands in the attributes of the rows of limits: id, what is allowed, and when.
fn limits(page: &str) -> Vec<(String, String, Vec<String>)> {
    let attribute = |text: &str, name: &str| {
        let start = format!("{name}=\"");
        text.split_once(&start).map(|(_, rest)| rest.split('"').next().unwrap_or("").to_owned())
    };
    let rows =
        page.split("<tr data-limit=").skip(1).map(|row| row.split("</tr>").next().unwrap_or(""));
    rows.map(|row| {
        let id = row.trim_start_matches('"').split('"').next().unwrap_or("").to_owned();
        let cases =
            row.split("<li data-when=").skip(1).filter_map(|case| attribute(case, "data-allowed"));
        (id, attribute(row, "data-allowed").unwrap_or_default(), cases.collect())
    })
    .collect()
}

#[test]
fn limits_stand_as_exact_programs() {
    let site = guide(
        "given: {new: [basic]}\ncollect:\n  - {id: accounts, name: 帐号数, type: count, check: account-cap}\n  - {id: seats, name: 席位数, type: count}\nimpacts:\n  space: {severity: info, md: 容量变小}\n  price: {severity: info, md: 价格提高}\n",
    );
    let more = "      - id: public
        name: 公共邮箱
        type: limit
        better: more
        cells:
          old: 无
          new: {limit: {formula: \"3 + floor(accounts / 10) + seats\", max: 100}, cases: [{when: vip, limit: 不限}]}
      - id: space
        name: 容量
        type: limit
        unit: GB
        better: more
        cells: {old: 2 GB, new: 0.5 GB}
      - id: price
        name: 价格
        type: limit
        unit: 元
        better: less
        cells: {old: 10, new: 20}
      - id: start
        name: 起购
        type: limit
        cells: {old: 5, new: 5}
      - id: rest
        name: 其他
        type: limit
        better: more
        cells: {old: 5, new: 未核实}
";
    let text = site
        .read(PRODUCT)
        .replace("        unit: account\n", "        unit: account\n        better: more\n");
    site.write(PRODUCT, text + more);
    let page = page(&site);
    let row = |id: &str, allowed: &str, cases: &[&str]| {
        (
            id.to_owned(),
            allowed.to_owned(),
            cases.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>(),
        )
    };
    assert_eq!(
        limits(&page),
        [
            row("account-cap", "200", &[]),
            row("public", "3 $accounts 10 / floor + $seats + 100 min:2", &["unlimited"]),
            row("space", "536870912", &[]),
            row("rest", "", &[]),
            // Asked for because a formula counts it, and no limit stands for it.
            row("_seats", "unlimited", &[]),
        ]
    );
    assert!(
        page.contains(
            "<option value=\"1073741824\">GB</option><option value=\"1048576\">MB</option>"
        ),
        "units"
    );
    // What is lost and is no limit can be ticked.
    assert!(page.contains("<tr data-uses=\"wecom\""));
    assert!(!page.contains("<tr data-uses=\"space\""));
}

#[test]
fn what_was_ticked_is_ticked_anew_where_the_lists_change() {
    let steps = "steps:\n  - {id: go, phase: during, md: 升级}\n";
    let site = guide(steps);
    let version = |site: &Site| between(&page(site), "data-progress=\"", "\"").to_owned();
    let first = version(&site);
    site.edit(GUIDE, "reversible: true", "# 注释\nreversible: true\nduration: 一天");
    assert_eq!(version(&site), first);
    site.edit(GUIDE, "md: 升级", "md: 现在升级");
    assert_ne!(version(&site), first);
}
