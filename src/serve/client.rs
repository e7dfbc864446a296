//! What a served page gets beside its own bytes: one tag, and the files that it leads to.

use super::answer;
use super::state::State;
use crate::base::Tongue;

/// Where the script is. A site cannot have a file there while it is served.
pub const SCRIPT: &str = "/_crosswalk/live.js";
/// Where its style is.
pub const STYLE: &str = "/_crosswalk/live.css";
/// Where changes are told.
pub const EVENTS: &str = "/_crosswalk/events";

/// The script.
pub const JS: &str = include_str!("client/live.js");
/// Its style.
pub const CSS: &str = include_str!("client/live.css");

/// The tag. The token stands in the page, which other origins cannot read, and not in the script, which they could run.
pub fn tag(state: &State, path: &str, file: &str, token: &str, tongue: Tongue) -> String {
    let shape = answer::shape(&state.live, path);
    let lang = match tongue {
        Tongue::Zh => "zh",
        Tongue::En => "en",
    };
    let mark = state.live.marks.get(file).map_or("", |mark| mark.get(tongue));
    let data = [
        ("token", token),
        ("path", path),
        ("shape", &shape),
        ("since", &state.generation.to_string()),
        ("lang", lang),
        ("mark", mark),
    ];
    let mut tag = format!("<script src=\"{SCRIPT}\" defer");
    for (name, value) in data.into_iter().filter(|(_, value)| !value.is_empty()) {
        tag.push_str(&format!(" data-{name}=\"{}\"", escaped(value)));
    }
    tag + "></script>"
}

fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The page that stands in for a site that has not been without an error yet.
pub fn not_yet(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Zh => {
            "<!DOCTYPE html>\n<html lang=\"zh-Hans\">\n<head><meta charset=\"utf-8\"><title>还没有网站</title></head>\n\
             <body><p>还没有可以看的网站：先改正内容里的错误，改好后这里会自动刷新。</p></body>\n</html>\n"
        }
        Tongue::En => {
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>No site yet</title></head>\n\
             <body><p>There is no site to show yet: mend the errors in the content, and this page reloads by itself.</p></body>\n</html>\n"
        }
    }
}
