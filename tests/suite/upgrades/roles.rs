//! Whom a guide speaks to: parts by role, the notice for members, what concerns whom afterwards.

use super::{DATABASE, PLANS, guide, one, section, site, texts};
use crate::real_site::html::{Element, all, text};
use crate::support::{Site, Tree};

#[test]
fn each_role_reads_its_own_part() {
    let tree = site("database").publish();
    let whole = guide(&tree, &format!("{DATABASE}11-to-13/"));
    let roles = one(&whole, "nav", "roles");
    assert_eq!(texts(&roles.all("a")), ["数据库管理员", "应用开发者"]);
    let part = guide(&tree, &format!("{DATABASE}11-to-13/developer/"));
    let canonical = all(&part, "link").into_iter();
    let mut canonical = canonical.filter(|link| link.attribute("rel") == Some("canonical"));
    let address = "https://db.example.com/products/shiku/upgrades/11-to-13/developer/";
    assert_eq!(canonical.next().unwrap().attribute("href"), Some(address));
    // Their loss and their step; what is for nobody in particular; nothing of the administrators'.
    assert!(section(&part, "_losses").text().contains("旧式密码认证"));
    assert_eq!(section(&part, "_steps").all("li").len(), 1);
    let rows: Vec<_> =
        all(&part, "tr").into_iter().filter_map(|row| row.attribute("data-feature")).collect();
    assert_eq!(rows, ["query-cache", "protocol"]);
    assert!(!part.contains("在线重建索引") && !part.contains("用 11 导出"));
    assert!(part.contains("href=\"/products/shiku/upgrades/11-to-13/\""));
    assert!(part.contains("href=\"/products/shiku/upgrades/11-to-13/admin/\""));
    let admin = guide(&tree, &format!("{DATABASE}11-to-13/admin/"));
    assert_eq!(section(&admin, "_steps").all("li").len(), 3);
    assert!(one(&admin, "section", "hold").text().contains("磁盘剩余空间"));
}

#[test]
fn a_part_is_made_only_where_it_differs_from_the_whole() {
    let site = Site::base();
    site.write(
        "content/products/mail/upgrades/old-to-new.md",
        "---\ntitle: 升级\nfrom: old\nto: new\nreversible: true\nsteps:\n  - {id: go, phase: during, by: admin, md: 切换}\n---\n",
    );
    let made = |tree: &Tree| {
        let below = "products/mail/upgrades/old-to-new/";
        let parts = tree.keys().filter_map(|path| path.strip_prefix(below)?.split_once('/'));
        let roles = parts.map(|(role, _)| role.to_owned()).filter(|role| role != "consent");
        roles.collect::<Vec<_>>()
    };
    assert!(made(&site.publish()).is_empty(), "one role reads all of it");
    site.edit(
        "content/products/mail/upgrades/old-to-new.md",
        "md: 切换}\n",
        "md: 切换}\n  - {id: look, phase: after, by: member, md: 看一看}\n",
    );
    assert_eq!(made(&site.publish()), ["admin", "member"]);
}

#[test]
fn members_get_a_notice_to_pass_on() {
    let tree = site("plans").publish();
    let html = guide(&tree, &format!("{PLANS}free-to-enterprise/member/"));
    let copies: Vec<_> =
        all(&html, "textarea").iter().filter_map(|t| t.attribute("data-copy")).collect();
    assert_eq!(copies, ["text", "html"]);
    let notice = &all(&html, "textarea")[0];
    let lines: Vec<&str> = notice.inner.trim().lines().collect();
    let expected = [
        "各位同事：",
        "",
        "我们使用的云笺将从免费版升级到企业版，升级后不可回退。与大家有关的变化如下。",
        "",
        "受限：",
        "- 公开链接：有 → 无（可改用：由管理员逐个授权）",
        "",
        "提升：",
        "- 存储空间：5 GiB → 不限",
        "",
        "新增：",
        "- 历史版本：无 → 有",
        "",
        "需要大家做的：",
        "- 升级后：重新登录一次",
        "",
        "完整的说明：https://plans.example.com/products/yunjian/upgrades/free-to-enterprise/member/",
    ];
    assert_eq!(lines, expected);
    // The same as HTML, which is shown as source: two escapes deep in the page.
    let source = all(&html, "textarea")[1].text();
    assert!(source.starts_with("<p>各位同事：</p>"), "{source}");
    assert_eq!(text(&source.replace("</li>", " ")).matches('→').count(), 3);
    let hant = guide(&tree, &format!("zh-hant/{PLANS}free-to-enterprise/member/"));
    assert!(all(&hant, "textarea")[0].text().contains("公開連結"));
}

#[test]
fn the_differences_of_a_guide_are_parted_by_whom_they_concern() {
    let tree = site("database").publish();
    let html = guide(&tree, &format!("{DATABASE}v10-to-v14/"));
    let changes = section(&html, "_changes");
    assert_eq!(texts(&changes.all("h3")), ["数据库管理员", "应用开发者", "对所有人"]);
    let rows = |table: &Element<'_>| -> Vec<String> {
        let rows = table.all("tr").into_iter();
        let rows = rows.filter(|row| row.attribute("data-feature").is_some());
        rows.map(|row| row.attribute("id").unwrap().to_owned()).collect()
    };
    let tables = changes.all("table");
    // The first table keeps the bare ids, later ones are prefixed.
    assert_eq!(rows(&tables[0]), ["size", "connections", "replication", "online-rebuild"]);
    assert_eq!(rows(&tables[1]), ["developer-json-path"]);
    assert_eq!(rows(&tables[2]), ["all-protocol"]);
}
