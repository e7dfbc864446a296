//! Tables of editions: the heart of most pages.

use serde::Serialize;

use super::Crumb;

/// A column's head.
#[derive(Clone, Debug, Serialize)]
pub struct EditionView {
    /// The id, for `data-edition`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// `preview current superseded closing closed`, or empty; words in `t.status`.
    pub status: String,
    /// The closing day (`2026-01-31`), or empty.
    pub closes: String,
    /// The plans given in this column, joined (免费版), or empty.
    pub plan: String,
}

/// The mark of a difference.
#[derive(Clone, Debug, Serialize)]
pub struct MarkView {
    /// `lost deferred lowered narrowed mixed changed unknown raised widened gained same`, for `data-diff`.
    pub word: String,
    /// The word that readers see: `t.diff`, or `t.turned` where less is better and so a price that rises is *lowered*.
    pub words: String,
    /// `lost restricted changed unknown improved new same`: which colour; its name in `t.group`.
    pub group: String,
    /// The sign before the words: `t.sign`, or `t.turned_sign`.
    pub sign: String,
    /// The condition that decided, as words (VIP 成员), or empty.
    pub condition: String,
    /// Options that came with it, for sets.
    pub came: Vec<String>,
    /// Options that went.
    pub went: Vec<String>,
    /// For amounts that hang on a count: where which edition has more (31 个帐号起，新版更多), or empty.
    pub crossover: String,
}

/// A source behind the quiet ⓘ.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    /// Its title.
    pub title: String,
    /// Its address, or empty.
    pub url: String,
    /// When it was read (`2021-07-13`), or empty.
    pub seen: String,
    /// The sentence relied on, or empty.
    pub quote: String,
    /// In a cell of a table: the number of its footnote; else 0.
    pub number: usize,
}

/// Further reading.
#[derive(Clone, Debug, Serialize)]
pub struct MoreView {
    /// Its title.
    pub title: String,
    /// Its address, or empty.
    pub url: String,
    /// When it was read (`2021-07-13`), or empty.
    pub seen: String,
    /// In a cell of a table: the number of its footnote; else 0.
    pub number: usize,
}

/// A remark or a source below a table, however many cells name it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FootnoteView {
    /// A remark as HTML; empty for a source.
    pub words: String,
    /// A source's title, or empty.
    pub title: String,
    /// A source's address, or empty.
    pub url: String,
    /// When the source was read (`2021-07-13`), or empty.
    pub seen: String,
    /// The first rows that name it, with their anchors.
    pub rows: Vec<Crumb>,
    /// How many rows more do.
    pub others: usize,
}

/// What holds under a condition.
#[derive(Clone, Debug, Serialize)]
pub struct CaseView {
    /// The conditions, joined: `VIP 成员`.
    pub when: String,
    /// The state as in [`CellView::state`], or empty for a case that only adds words.
    pub state: String,
    /// The number of a limit, or empty.
    pub number: String,
    /// Whether the number is a formula, which may take several lines.
    pub formula: bool,
    /// Its unit, or empty.
    pub unit: String,
    /// The options of a set.
    pub options: Vec<String>,
    /// Its words as HTML, or empty.
    pub words: String,
}

/// One cell.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CellView {
    /// The edition's id.
    pub edition: String,
    /// The edition's name, for cards on narrow screens.
    pub edition_name: String,
    /// `yes no partial planned unknown na limit set text parts`; words in `t.state`, signs in `t.state_sign`.
    pub state: String,
    /// For a limit: the number as written, or the theme's word for unlimited.
    pub number: String,
    /// Whether the number is a formula, which may take several lines.
    pub formula: bool,
    /// The unit behind it, or empty.
    pub unit: String,
    /// For a limit: of what (`org` …), words in `t.per`; or empty.
    pub per: String,
    /// For a set: the names of its options, in the declared order.
    pub options: Vec<String>,
    /// The short words for tables, or empty.
    pub short: String,
    /// The words as HTML, or empty.
    pub words: String,
    /// The other way to the same end as HTML, or empty.
    pub instead: String,
    /// What holds under conditions.
    pub cases: Vec<CaseView>,
    /// A remark as HTML, or empty.
    pub note: String,
    /// In a table: the number of the remark's footnote; else 0.
    pub note_number: usize,
    /// In a table: the numbers of all its footnotes, those of its parts included.
    pub numbers: Vec<usize>,
    /// Since when, or empty.
    pub since: String,
    /// The review date of something planned, or empty.
    pub review: String,
    /// When somebody last looked (`2021-07-13`), or empty.
    pub verified: String,
    /// After how many days without another look it counts as stale, if it does today; else 0.
    pub stale: i64,
    /// Evidence.
    pub sources: Vec<SourceView>,
    /// Further reading.
    pub more: Vec<MoreView>,
    /// For a row of several facts: each with its name.
    pub parts: Vec<PartView>,
}

/// One of several facts in a cell.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    /// The part's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the edition says about it.
    pub cell: CellView,
}

/// One row: a feature.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// The row's anchor on this page.
    pub anchor: String,
    /// Anchors of its past ids, on the page that holds the bare ones.
    pub former: Vec<String>,
    /// The feature's id.
    pub feature: String,
    /// What it is called.
    pub name: String,
    /// The address of the feature: its row on the product page.
    pub url: String,
    /// The mark, when two editions are compared; `None` otherwise.
    pub mark: Option<MarkView>,
    /// For a row of parts: each part's name and mark, where it differs.
    pub part_marks: Vec<(String, MarkView)>,
    /// One per edition.
    pub cells: Vec<CellView>,
    /// Where several editions stand side by side: which of them say the same, a number for each (`0 0 1`); empty where
    /// no two do.
    pub alike: String,
    /// Whether all of them say the same.
    pub same: bool,
    /// Whom it concerns: ids.
    pub audience: Vec<String>,
    /// The change of one of its cells that is so young that it is marked.
    pub recent: Option<MarkedChange>,
    /// In a table that stays on a day of the past: the first change after that day.
    pub later: Option<MarkedChange>,
    /// What it says to readers of whom more is known, as JSON that may stand between single quotes; or empty.
    /// `p`: the plans that it names, from and to; `c`: other conditions; `r`: outcomes (difference, its condition, sides, parts, where amounts cross), the first
    /// for everyone; `k`: which outcome a reader's case has.
    pub cases: String,
}

/// What a script needs to let readers choose rows, columns and their own case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ToolsView {
    /// Whether there are rows which readers can leave out because they say the same in several columns.
    pub differences: bool,
    /// Whom rows concern.
    pub audiences: Vec<ChoiceView>,
    /// The plans of the edition that the customer has, where rows differ by them.
    pub from_plans: Vec<ChoiceView>,
    /// The plans of the edition that they go to.
    pub to_plans: Vec<ChoiceView>,
    /// Other conditions that rows depend on.
    pub conditions: Vec<ChoiceView>,
    /// The theme's words for differences, groups and the sentence, as JSON that may stand between single quotes.
    pub words: String,
}

/// Something to choose.
#[derive(Clone, Debug, Serialize)]
pub struct ChoiceView {
    /// What it is called in addresses.
    pub id: String,
    /// What it is called, or where it leads.
    pub name: String,
}

/// Rows under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its rows.
    pub rows: Vec<RowView>,
}

/// A table of editions: `<table class="compare">`.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// The product's id.
    pub product: String,
    /// What the product is called.
    pub product_name: String,
    /// The caption.
    pub caption: String,
    /// The first edition's id when two are compared, or empty.
    pub from: String,
    /// The second edition's id when two are compared, or empty.
    pub to: String,
    /// The columns.
    pub editions: Vec<EditionView>,
    /// The rows.
    pub groups: Vec<GroupView>,
    /// How many columns there are in all: names, editions, and the mark.
    pub columns: usize,
    /// How many rows are not shown because they are the same, when the table asked for differences.
    pub hidden: usize,
    /// When the matrix was last looked at, or empty.
    pub verified: String,
    /// After how many days without another look that day counts as stale, if it does today; else 0.
    pub stale: i64,
    /// For a table that stays on a day of the past.
    pub frozen: Option<FrozenView>,
    /// What stands before the numbers of its footnotes in their anchors (`_note_1`): empty for the first table on a page.
    pub notes_prefix: String,
    /// Its footnotes by number; none where tables of a page share a list.
    pub notes: Vec<FootnoteView>,
}

/// A change that a row is marked with.
#[derive(Clone, Debug, Serialize)]
pub struct MarkedChange {
    /// The day (`2026-01-31`).
    pub date: String,
    /// Its place on the page of changes, or empty.
    pub url: String,
}

/// A table or verdict of a day of the past.
#[derive(Clone, Debug, Serialize)]
pub struct FrozenView {
    /// The day of the record that it shows (`2026-01-31`).
    pub date: String,
    /// How many of its rows have changed since, as recorded.
    pub changed: usize,
    /// Whether everything that changed since is recorded.
    pub current: bool,
    /// The page of changes, or empty.
    pub url: String,
}

/// One stretch of the verdict bar.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictPart {
    /// `lost restricted changed unknown improved new same`.
    pub group: String,
    /// How many features.
    pub count: u32,
    /// The names of the features, for the words beneath; at most five.
    pub names: Vec<String>,
}

/// The counts of a comparison, losses first; groups without a feature are left out.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictView {
    /// The stretches.
    pub parts: Vec<VerdictPart>,
    /// How many features were compared.
    pub total: u32,
    /// Where it stands by itself: the two editions, with what is known of the reader (旧版 → 新版·基础版); else empty.
    pub title: String,
    /// The verdict as one sentence: 升级后失去 2 项，受限 3 项，新增 6 项；不可回退。
    pub sentence: String,
    /// Whether there is no way back (known from a guide for this pair).
    pub irreversible: bool,
    /// The comparison page, or empty.
    pub url: String,
    /// For a verdict of a day of the past.
    pub frozen: Option<FrozenView>,
}
