//! What every page has.

use serde::Serialize;

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// The words.
    pub name: String,
    /// The address, with the base path; empty for the page itself.
    pub url: String,
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
    /// Telephone, mail, hours …: label and words.
    pub contacts: Vec<Crumb>,
    /// The ICP licence number, or empty.
    pub icp: String,
    /// The public-security record number, or empty.
    pub public_security: String,
    /// The site's Atom feed, or empty.
    pub feed: String,
    /// The site's JSON Feed, or empty.
    pub json_feed: String,
    /// The archive of this language, or empty.
    pub archive: String,
    /// The style sheet, with its fingerprint.
    pub style: String,
    /// The icon, with its fingerprint.
    pub icon: String,
    /// The languages: name and home page.
    pub languages: Vec<Crumb>,
    /// crosswalk's version.
    pub version: String,
}

/// What the head and the breadcrumb of a page need, as `page.meta`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MetaView {
    /// The page's own title, without the site's.
    pub title: String,
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
    /// The page's JSON-LD, ready to stand in a `<script type="application/ld+json">`; or empty.
    pub json_ld: String,
}
