//! Calendars (RFC 5545): when editions close, and when plans are looked at again.

use crate::model::Product;
use crate::plan::{CalendarEvent, Occasion, address_of_feature, events};
use crate::render::compose::Composer;

/// How many octets a line has at most, without its end.
const LINE: usize = 75;

/// The calendar of a product, or of the whole site. The same content gives the same bytes: a stamp is the day of
/// the last look, not the clock's.
pub fn calendar(composer: &Composer<'_>, product: Option<usize>) -> Vec<u8> {
    let catalog = &composer.plan.catalog;
    let name = match product {
        Some(at) => catalog.products[at].name.get(composer.lang),
        None => catalog.site.title.get(composer.lang),
    };
    let mut out = Lines(String::new());
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//crosswalk//crosswalk//EN");
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    out.line("X-WR-CALNAME", &text(name));
    for event in events(catalog, product) {
        one(composer, &event, &mut out);
    }
    out.line("END", "VCALENDAR");
    out.0.into_bytes()
}

fn one(composer: &Composer<'_>, event: &CalendarEvent, out: &mut Lines) {
    let plan = composer.plan;
    let product = &plan.catalog.products[event.product];
    let edition = &product.editions[event.edition];
    let (what, url) = match event.what {
        Occasion::Closes => (None, plan.product_url(composer.lang, product)),
        Occasion::Review(row, fact) => {
            let feature = product.features().nth(row);
            let url = feature.map(|f| plan.feature_url(composer.lang, event.product, f));
            (feature.map(|feature| (feature, fact)), url.unwrap_or_default())
        }
    };
    let names = [
        ("product", product.name.get(composer.lang)),
        ("edition", edition.name.get(composer.lang)),
        ("feature", what.map_or("", |(feature, _)| feature.name.get(composer.lang))),
    ];
    let (key, id) = match what {
        None => ("calendar_closes", format!("closes/{}/{}", product.id, edition.id)),
        Some((feature, fact)) => {
            let row = address_of_feature(feature, fact);
            ("calendar_review", format!("review/{}/{row}/{}", product.id, edition.id))
        }
    };
    let origin = &plan.catalog.site.origin;
    let host = origin.split_once("://").map_or(&**origin, |(_, host)| host);
    let day = event.day.strftime("%Y%m%d").to_string();
    let stamp = event.verified.unwrap_or(event.day).strftime("%Y%m%dT000000Z").to_string();
    out.line("BEGIN", "VEVENT");
    out.line("UID", &text(&format!("{id}@{host}")));
    out.line("DTSTAMP", &stamp);
    out.line("DTSTART;VALUE=DATE", &day);
    out.line("SUMMARY", &text(&composer.words.fill(key, &names)));
    out.line("URL", &format!("{origin}{url}"));
    out.line("CATEGORIES", &text(product_name(product, composer)));
    out.line("TRANSP", "TRANSPARENT");
    out.line("END", "VEVENT");
}

fn product_name<'p>(product: &'p Product, composer: &Composer<'_>) -> &'p str {
    product.name.get(composer.lang)
}

/// A text as a value (section 3.3.11).
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Content lines (section 3.1): folded by octets, between characters, and ended by CRLF.
struct Lines(String);

impl Lines {
    fn line(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if width + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut lines = Lines(String::new());
        lines.line("SUMMARY", &"版本".repeat(40));
        assert!(lines.0.ends_with("\r\n"));
        let folded: Vec<&str> = lines.0.split_terminator("\r\n").collect();
        assert!(folded.len() > 3 && folded.iter().all(|line| line.len() <= LINE));
        let joined: String = lines.0.replace("\r\n ", "");
        assert_eq!(joined, format!("SUMMARY:{}\r\n", "版本".repeat(40)));
    }

    #[test]
    fn signs_of_the_format_are_escaped() {
        assert_eq!(text("a,b;c\\d\ne\tf"), "a\\,b\\;c\\\\d\\ne f");
    }
}
