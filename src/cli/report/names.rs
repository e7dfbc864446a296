//! What reads otherwise beside the cells, in words.

use serde_json::{Value as Json, json};

use super::said::Said;
use crate::base::Tongue;
use crate::derive::{Aspect, NameChange, Reads};
use crate::model::{Status, Text};

/// One change in a line.
pub fn line(said: Said<'_>, change: &NameChange) -> String {
    let (old, new) = sides(said, change);
    let (what, id) = (aspect(said, change.aspect), &change.id);
    match said.tongue() {
        Tongue::Zh => format!("{what}（{id}）：{old} → {new}"),
        Tongue::En => format!("{what} ({id}): {old} → {new}"),
    }
}

/// One change as data, in the site's default language and, where only others changed, in one of those.
pub fn json(change: &NameChange) -> Json {
    let side = |reads: &Reads, words: &str| match reads {
        Reads::Nothing => Json::Null,
        Reads::Words(_) => json!(words),
        Reads::Status(status) => json!(status.word()),
        Reads::Day(day) => json!(day.to_string()),
    };
    let (old, new) = wordings(&change.old, &change.new, Text::base);
    json!({
        "of": change.aspect.word(),
        "id": change.id,
        "old": side(&change.old, &old),
        "new": side(&change.new, &new),
    })
}

fn sides(said: Said<'_>, change: &NameChange) -> (String, String) {
    let side = |reads: &Reads, words: String| match reads {
        Reads::Nothing => said.say("（没有写）", "(nothing)").to_owned(),
        Reads::Words(_) => words,
        Reads::Status(status) => self::status(said, *status).to_owned(),
        Reads::Day(day) => day.to_string(),
    };
    let (old, new) = wordings(&change.old, &change.new, |text| said.text(text));
    (side(&change.old, old), side(&change.new, new))
}

/// Both wordings in a language; where they are alike there, in the first one in which they are not.
fn wordings<'t>(
    old: &'t Reads,
    new: &'t Reads,
    read: impl Fn(&'t Text) -> &'t str,
) -> (String, String) {
    let words = |reads: &'t Reads| match reads {
        Reads::Words(text) => Some(text),
        _ => None,
    };
    let (old, new) = (words(old), words(new));
    let one = |text: Option<&'t Text>| text.map(&read).unwrap_or_default().to_owned();
    let all = |text: Option<&'t Text>| text.into_iter().flat_map(Text::all).collect::<Vec<_>>();
    if one(old) != one(new) {
        return (one(old), one(new));
    }
    let (olds, news) = (all(old), all(new));
    let other = |words: &[&str], than: &[&str]| {
        let other = words.iter().find(|word| !than.contains(word)).or(words.last());
        other.copied().unwrap_or_default().to_owned()
    };
    (other(&olds, &news), other(&news, &olds))
}

fn aspect(said: Said<'_>, aspect: Aspect) -> &'static str {
    let (zh, en) = match aspect {
        Aspect::Product => ("产品改名", "product renamed"),
        Aspect::Edition => ("版本改名", "edition renamed"),
        Aspect::Group => ("分组改名", "group renamed"),
        Aspect::Feature => ("功能改名", "feature renamed"),
        Aspect::Part => ("分项改名", "part renamed"),
        Aspect::Option => ("选项改名", "option renamed"),
        Aspect::Condition => ("条件改名", "condition renamed"),
        Aspect::Unit => ("单位改了", "unit"),
        Aspect::Question => ("问题改了", "question"),
        Aspect::Status => ("版本的状态", "status of the edition"),
        Aspect::Released => ("版本的发布日期", "release of the edition"),
        Aspect::Closes => ("版本的关闭日期", "closing of the edition"),
    };
    said.say(zh, en)
}

fn status(said: Said<'_>, status: Status) -> &'static str {
    let (zh, en) = match status {
        Status::Preview => ("预览", "preview"),
        Status::Current => ("现行", "current"),
        Status::Superseded => ("已有新版", "superseded"),
        Status::Closing => ("即将关闭", "closing soon"),
        Status::Closed => ("已关闭", "closed"),
    };
    said.say(zh, en)
}
