//! Words for states: those that cells hold, and what people write for them.

use crate::base::{Nearest, nearest};

/// The words for states, in the order in which messages list them.
const STATES: &[(&str, State)] = &[
    ("有", State::Yes),
    ("无", State::No),
    ("部分", State::Partial),
    ("计划", State::Planned),
    ("未核实", State::Unknown),
    ("不适用", State::Na),
    ("支持", State::Yes),
    ("不支持", State::No),
    ("yes", State::Yes),
    ("no", State::No),
    ("partial", State::Partial),
    ("planned", State::Planned),
    ("unknown", State::Unknown),
    ("na", State::Na),
];

/// What people write for a state, and the word for it.
const MEANT: &[(&str, &[&str])] = &[
    ("有", &["是", "可以", "能", "√", "✓", "✔", "☑", "○", "true", "on", "y", "已支持", "可用"]),
    (
        "无",
        &[
            "否",
            "没有",
            "不可以",
            "不能",
            "×",
            "✗",
            "✘",
            "✕",
            "x",
            "false",
            "off",
            "n",
            "暂无",
            "不可用",
        ],
    ),
    ("未核实", &["未知", "不详", "不清楚", "不知道", "待定", "待确认", "待核实", "?", "？", "tbd"]),
    ("不适用", &["n/a", "-", "—", "——", "/", "无关"]),
    ("部分", &["部分支持", "有限", "有条件"]),
    ("计划", &["计划中", "规划中", "即将支持", "即将"]),
];

/// What a fact may be said to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is there.
    Yes,
    /// It is not.
    No,
    /// Some of it is.
    Partial,
    /// It is to come.
    Planned,
    /// Nobody has looked.
    Unknown,
    /// It makes no sense here.
    Na,
}

/// The state that a word stands for.
pub fn of(word: &str) -> Option<State> {
    STATES.iter().find(|(w, _)| *w == word).map(|(_, state)| *state)
}

/// What a word that stands for no state was most likely meant for.
pub fn near(word: &str) -> Nearest {
    let small = word.to_lowercase();
    let meant = MEANT.iter().find(|(_, words)| words.contains(&&*small));
    nearest(meant.map_or(word, |(state, _)| state), STATES.iter().map(|(word, _)| *word))
}
