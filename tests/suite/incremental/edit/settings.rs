//! Edits of settings, sections, theme and copied files.

use super::{Kind, done, turned};
use crate::incremental::random::Random;
use crate::incremental::site::{Section, Site, name, sentence};

/// Every kind of them.
pub const KINDS: &[Kind] = &[
    ("settings: title", 2, |site, random| {
        site.settings.title = name(random);
        done()
    }),
    ("settings: menu", 2, |site, random| {
        match random.at(&site.settings.menu).filter(|_| random.percent(50)) {
            Some(at) => drop(site.settings.menu.remove(at)),
            None => site.settings.menu.push(name(random)),
        }
        done()
    }),
    ("settings: paginate", 2, |site, random| {
        site.settings.paginate = 3 + random.below(20);
        done()
    }),
    ("settings: base_url", 2, |site, random| {
        let bases = ["https://www.example.com/", "http://example.org", "https://example.net/a/b/"];
        site.settings.base_url = (*random.pick(&bases)).to_owned();
        done()
    }),
    ("settings: languages", 2, |site, _| {
        site.settings.english = !site.settings.english;
        done()
    }),
    ("settings: timezone", 2, |site, random| {
        let zones = ["Asia/Shanghai", "UTC", "America/Los_Angeles"];
        site.settings.timezone = (*random.pick(&zones)).to_owned();
        done()
    }),
    ("settings: publish", 2, |site, _| {
        site.settings.journal = !site.settings.journal;
        done()
    }),
    ("settings: theme", 1, |site, _| {
        site.settings.theme = !site.settings.theme;
        done()
    }),
    ("section: title", 2, |site, random| {
        let at = random.at(&site.sections)?;
        site.sections[at].title = name(random);
        done()
    }),
    ("section: paginate", 2, |site, random| {
        let at = random.at(&site.sections)?;
        site.sections[at].paginate = random.percent(60).then(|| 2 + random.below(9));
        done()
    }),
    ("section: new", 1, |site, random| {
        let folder = format!("section-{}", site.next());
        site.sections.push(Section { folder, title: name(random), paginate: None });
        done()
    }),
    ("section: deleted", 1, |site, random| {
        let gone = random.at(&site.sections).filter(|_| site.sections.len() > 1)?;
        site.sections.remove(gone);
        site.articles.retain(|article| article.section != Some(gone));
        for section in site.articles.iter_mut().filter_map(|article| article.section.as_mut()) {
            *section -= usize::from(*section > gone);
        }
        done()
    }),
    ("section: folder renamed", 1, |site, random| {
        let at = random.at(&site.sections)?;
        let place = |site: &Site| format!("content/{}/", site.sections[at].folder);
        let before = place(site);
        site.sections[at].folder = format!("renamed-{}", site.next());
        let after = place(site);
        let files = site.files();
        let below = files.keys().filter_map(|path| path.strip_prefix(&after));
        Some(below.map(|path| (format!("{before}{path}"), format!("{after}{path}"))).collect())
    }),
    ("theme: template of pages", 2, |site, random| {
        site.theme.page = remark(site.theme.page.is_some(), random);
        done()
    }),
    ("theme: template of lists", 2, |site, random| {
        site.theme.list = remark(site.theme.list.is_some(), random);
        done()
    }),
    ("theme: words", 2, |site, random| {
        site.theme.tags = name(random);
        done()
    }),
    ("theme: style", 2, |site, random| {
        site.theme.style = format!("body {{ margin: {}px }}\n", random.below(90));
        done()
    }),
    ("theme: latest", 1, |site, random| {
        site.theme.latest = random.below(12);
        done()
    }),
    ("theme: asset", 1, |site, random| {
        site.theme.extra = remark(site.theme.extra.is_some(), random);
        done()
    }),
    ("static: new", 2, |site, random| {
        let path = format!("files/new-{}.txt", site.next());
        site.copied.insert(path, sentence(random).into_bytes());
        done()
    }),
    ("static: changed", 3, |site, random| {
        let path = copied(site, random)?;
        site.copied.insert(path, sentence(random).into_bytes());
        done()
    }),
    ("static: as long as before", 4, |site, random| {
        let path = copied(site, random)?;
        let bytes = turned(std::str::from_utf8(&site.copied[&path]).ok()?)?;
        site.copied.insert(path, bytes.into_bytes());
        done()
    }),
    ("static: deleted", 2, |site, random| {
        let path = copied(site, random)?;
        site.copied.remove(&path);
        done()
    }),
    ("static: renamed", 2, |site, random| {
        let path = copied(site, random)?;
        let fresh = format!("files/renamed-{}.txt", site.next());
        let bytes = site.copied.remove(&path)?;
        site.copied.insert(fresh.clone(), bytes);
        Some(vec![(format!("static/{path}"), format!("static/{fresh}"))])
    }),
    ("static: a file becomes a folder", 1, |site, random| {
        let path = copied(site, random).filter(|path| !path.ends_with("/index.txt"))?;
        let bytes = site.copied.remove(&path)?;
        site.copied.insert(format!("{path}/index.txt"), bytes);
        done()
    }),
];

fn copied(site: &Site, random: &mut Random) -> Option<String> {
    let paths: Vec<&String> = site.copied.keys().collect();
    random.at(&paths).map(|at| paths[at].clone())
}

/// Another remark, or now and then none.
fn remark(there: bool, random: &mut Random) -> Option<String> {
    (!there || random.percent(70)).then(|| name(random))
}
