//! Languages in the names of files: `x.en.md`, `_index.zh-Hant.md`.

use super::catalogue as problem;
use crate::base::{Diagnostic, SourcePath, nearest};
use crate::model::Site;

/// Codes of ISO 639-1, and those of countries that people write for a language.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik is \
    it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my \
    na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so \
    sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu \
    cn hk jp us";

/// The last part of a file's name before `.md`, with what stands before it: `x`, `en`.
pub fn cut(path: &SourcePath) -> Option<(&str, &str)> {
    path.file_name().trim_end_matches(".md").rsplit_once('.')
}

/// Whether a part of a name is most likely meant as a language: one of the site's, whatever the case
/// of its letters, or what such tags look like. `js`, `0` and `final` are none.
pub fn is_language(tag: &str, site: &Site) -> bool {
    let mut parts = tag.split(['-', '_']);
    let code = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_code = CODES.split(' ').any(|known| known == code);
    let is_more =
        |part: &str| matches!(part.len(), 2 | 4) && part.bytes().all(|b| b.is_ascii_alphabetic());
    declared(tag, site) || (is_code && parts.all(is_more))
}

/// Whether the site has a language of this tag.
pub fn declared(tag: &str, site: &Site) -> bool {
    site.languages.iter().any(|language| language.tag.as_str() == tag)
}

/// Reports a file in a language that the site has not.
pub fn check(path: &SourcePath, site: &Site, out: &mut Vec<Diagnostic>) -> bool {
    let Some((stem, tag)) = cut(path) else { return true };
    // A section has no other name: whatever stands behind it was meant as a language.
    let is_meant = stem == "_index" || is_language(tag, site);
    if !is_meant || declared(tag, site) {
        return true;
    }
    let near = nearest(tag, site.languages.iter().map(|language| language.tag.as_str()));
    out.push(problem::unknown_language(path.whole(), tag, near));
    false
}
