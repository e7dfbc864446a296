//! What every page has.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ContactWay;

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// The words.
    pub name: String,
    /// The address, with the base path; empty for the page itself.
    pub url: String,
}

/// A picture of the site.
#[derive(Clone, Debug, Serialize)]
pub struct PictureView {
    /// The address with the base path.
    pub url: String,
    /// The absolute address.
    pub absolute: String,
    /// In pixels, where that is known.
    pub width: Option<u32>,
    /// In pixels, where that is known.
    pub height: Option<u32>,
}

/// A `<meta>` with its name.
#[derive(Clone, Debug, Serialize)]
pub struct MetaTag {
    /// The name.
    pub name: String,
    /// What it says.
    pub content: String,
}

/// The site as every template sees it, as `site`. One per language.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// The language's tag, for `<html lang>`.
    pub lang: String,
    /// The site's title.
    pub title: String,
    /// What the site is.
    pub description: String,
    /// The home page of this language.
    pub home: String,
    /// The menu.
    pub menu: Vec<Crumb>,
    /// Who runs the site.
    pub organisation: String,
    /// Its logo.
    pub logo: Option<PictureView>,
    /// The ways to reach it.
    pub contacts: Vec<ContactWay>,
    /// The ICP licence number, or empty.
    pub icp: String,
    /// The public-security record number, or empty.
    pub public_security: String,
    /// The same as digits, which the register's page is found by; or empty.
    pub public_security_code: String,
    /// The site's Atom feed, or empty.
    pub feed: String,
    /// The site's JSON Feed, or empty.
    pub json_feed: String,
    /// Closing and review dates of all products as a calendar, or empty.
    pub calendar: String,
    /// The archive of this language, or empty.
    pub archive: String,
    /// The style sheet, with its fingerprint.
    pub style: String,
    /// The icon, with its fingerprint.
    pub icon: String,
    /// The picture beside the public-security record, with its fingerprint.
    pub police: String,
    /// Every asset of the theme, by its name below `assets/`: its address with its fingerprint.
    pub assets: BTreeMap<String, String>,
    /// The languages: name and home page.
    pub languages: Vec<Crumb>,
    /// The language as Open Graph writes it (`zh_CN`).
    pub locale: String,
    /// What proves to search engines whose site it is.
    pub verification: Vec<MetaTag>,
    /// Whether proxies are asked to leave pages as they are.
    pub no_transform: bool,
    /// Whether pages say what they are in JSON-LD.
    pub json_ld: bool,
    /// crosswalk's version.
    pub version: String,
}

/// What the head and the breadcrumb of a page need, as `page.meta`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MetaView {
    /// The page's own title, without the site's.
    pub title: String,
    /// The title where only that and a picture is shown, if it says more than the page's own; or empty.
    pub card: String,
    /// One sentence, or empty.
    pub description: String,
    /// The address with the base path.
    pub url: String,
    /// The absolute address.
    pub canonical: String,
    /// The way from home to here, home first, this page last.
    pub breadcrumb: Vec<Crumb>,
    /// The same page in other languages: tag as `name`, absolute address as `url`.
    pub alternates: Vec<Crumb>,
    /// `website` or `article`, for Open Graph.
    pub kind: String,
    /// Publication in RFC 3339, or empty.
    pub published: String,
    /// Last change in RFC 3339, or empty.
    pub updated: String,
    /// The Atom feed of the page's own list, or empty.
    pub feed: String,
    /// Whether search engines should leave the page out.
    pub noindex: bool,
    /// The picture that stands for the page.
    pub image: Option<PictureView>,
    /// Whether a machine wrote it.
    pub ai_generated: bool,
    /// The page's JSON-LD, each ready to stand in a `<script type="application/ld+json">`. It follows from
    /// the rest of the view and the site's, and is made when the page is.
    pub json_ld: Vec<String>,
}
