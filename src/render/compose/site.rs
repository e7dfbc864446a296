//! What every page of a language sees.

use super::Composer;
use crate::base::Lang;
use crate::model::Output;
use crate::plan::{Target, has_days};
use crate::render::view::{Crumb, MetaTag, PictureView, SiteView};

impl Composer<'_> {
    /// What every page of the language sees.
    pub fn site(&self) -> SiteView {
        let site = &self.plan.catalog.site;
        let below = |path: String| format!("{}{path}", site.base_path);
        let organisation = &site.organisation;
        let text =
            |text: &Option<std::sync::Arc<str>>| text.as_deref().unwrap_or_default().to_owned();
        let feed = |is_on: bool, name| if is_on { self.url(name) } else { String::new() };
        SiteView {
            lang: self.lang.to_string(),
            title: self.text(&site.title),
            description: self.optional(site.description.as_ref()),
            home: self.url(""),
            menu: site
                .menu
                .iter()
                .map(|item| Crumb { name: self.text(&item.name), url: self.menu_url(&item.url) })
                .collect(),
            organisation: self.text(site.operator()),
            logo: self.plan.logo.as_ref().and_then(|logo| self.picture(logo)),
            contacts: organisation
                .contacts
                .iter()
                .map(|(key, words)| self.way(key, &self.text(words)))
                .collect(),
            icp: text(&organisation.icp),
            public_security: text(&organisation.public_security),
            public_security_code: code_of(organisation.public_security.as_deref()),
            feed: feed(site.feeds.atom, "atom.xml"),
            json_feed: feed(site.feeds.json, "feed.json"),
            calendar: match has_days(&self.plan.catalog, None) {
                true => self.data_url("calendar.ics", Output::Calendar),
                false => String::new(),
            },
            archive: self.archive_url(),
            style: below(self.theme.asset("style.css")),
            icon: below(self.theme.asset("icon.svg")),
            police: below(self.theme.asset("police.svg")),
            assets: self
                .theme
                .asset_names()
                .map(|name| (name.to_owned(), below(self.theme.asset(name))))
                .collect(),
            languages: self.languages(),
            locale: locale(self.lang).to_owned(),
            verification: site
                .seo
                .verification
                .iter()
                .map(|(name, content)| MetaTag {
                    name: name.to_string(),
                    content: content.to_string(),
                })
                .collect(),
            no_transform: site.seo.no_transform,
            json_ld: site.seo.json_ld,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    fn languages(&self) -> Vec<Crumb> {
        let all = &self.plan.catalog.site.languages;
        let home = |tag: &Lang| self.plan.url(&self.plan.route(tag, ""));
        all.iter().map(|l| Crumb { name: l.name.to_string(), url: home(&l.tag) }).collect()
    }

    /// A picture of the site, with its absolute address.
    pub(super) fn picture(&self, target: &Target) -> Option<PictureView> {
        let origin = &self.plan.catalog.site.origin;
        match target {
            Target::Picture(url, size) => Some(PictureView {
                absolute: format!("{origin}{url}"),
                url: url.clone(),
                width: size.map(|(width, _)| width),
                height: size.map(|(_, height)| height),
            }),
            Target::Url(url) => Some(PictureView {
                absolute: url.clone(),
                url: url.clone(),
                width: None,
                height: None,
            }),
            _ => None,
        }
    }
}

/// The number of a public-security record, which its page is found by: 14 digits.
fn code_of(record: Option<&str>) -> String {
    let digits: String = record.unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 14 { digits } else { String::new() }
}

/// A language as Open Graph writes it.
fn locale(lang: &Lang) -> &str {
    match lang.as_str() {
        "zh-Hans" | "zh" => "zh_CN",
        "zh-Hant" => "zh_TW",
        "en" => "en_US",
        other => other,
    }
}
