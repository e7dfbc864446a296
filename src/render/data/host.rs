//! What hosts read: old addresses and headers, as Cloudflare Pages, Netlify and EdgeOne have them, and a
//! map for nginx.

use std::fmt::Write;

use crate::plan::{PageKind, Plan, Redirect, TableFormat};

/// Where hosts lead on.
fn rules(plan: &Plan) -> impl Iterator<Item = &Redirect> {
    plan.redirects.iter().filter(|redirect| redirect.is_rule(&plan.catalog))
}

/// `_redirects`: from, to, status. Hosts tell an address with a slash at its end from one without.
pub fn redirects(plan: &Plan) -> Vec<u8> {
    let mut out = String::new();
    for redirect in rules(plan) {
        let (from, to) = (plan.url(&redirect.from), plan.url(&redirect.to));
        if let Some(bare) = from.strip_suffix('/') {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{bare} {to} 301");
        }
        let _ = writeln!(out, "{from} {to} 301");
    }
    out.into_bytes()
}

/// Lines for nginx's `map $uri $moved_to { include …; }`. nginx holds decoded addresses against them.
pub fn nginx(plan: &Plan) -> Vec<u8> {
    let mut out = String::from(
        "# map $uri $moved_to { include /path/to/_redirects.map; }\n# server { if ($moved_to) { return 301 $moved_to; } … }\n",
    );
    let base = &plan.catalog.site.base_path;
    for redirect in rules(plan) {
        let (from, to) = (redirect.from.as_str(), plan.url(&redirect.to));
        if let Some(bare) = from.strip_suffix('/') {
            let _ = writeln!(out, "\"{base}{bare}\" \"{to}\";");
        }
        let _ = writeln!(out, "\"{base}{from}\" \"{to}\";");
    }
    out.into_bytes()
}

/// `_headers`: pages load nothing from elsewhere but pictures of hosts that the settings name, are no frames of
/// other sites, and reach readers as they were published. Tables and the API have some of their own.
pub fn headers(plan: &Plan) -> Vec<u8> {
    let hosts = &plan.catalog.site.picture_hosts;
    let named: String = hosts.iter().map(|host| format!(" {}", host.as_str())).collect();
    let pictures = if named.is_empty() { named } else { format!("; img-src 'self'{named}") };
    let mut out = format!(
        "{}*\n  Content-Security-Policy: default-src 'self'{pictures}; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'\n  X-Content-Type-Options: nosniff\n  X-Frame-Options: SAMEORIGIN\n  Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: camera=(), geolocation=(), microphone=()\n  Cache-Control: public, max-age=0, must-revalidate, no-transform\n",
        plan.catalog.site.base_path,
    );
    tables(plan, &mut out);
    out.into_bytes()
}

/// Programs on other sites may read the API; hosts that do not know Markdown would hand it out without its
/// charset.
fn tables(plan: &Plan, out: &mut String) {
    let base = &plan.catalog.site.base_path;
    let has = |wanted: fn(&PageKind) -> bool| plan.pages.iter().any(|page| wanted(&page.kind));
    if has(|kind| matches!(kind, PageKind::Api(_))) {
        // Writing to a string cannot fail.
        let _ = write!(out, "{base}api/*\n  Access-Control-Allow-Origin: *\n");
    }
    if has(|kind| matches!(kind, PageKind::Table(_, TableFormat::Markdown))) {
        let _ = write!(
            out,
            "{base}products/*/matrix.md\n  Content-Type: text/markdown; charset=utf-8\n"
        );
    }
}
