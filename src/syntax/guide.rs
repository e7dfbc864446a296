//! An upgrade guide as written.

use serde::{Deserialize, Serialize};

use super::fields::{Fields, Reader};
use super::text::Decoded;
use super::ticket::TicketDoc;
use super::words::{ProseWords, Words, lone};
use super::yaml::Node;
use crate::base::{Bilingual, Located, Range, SourcePath};
use crate::model::RequestedGiven;

/// A guide's front matter, and the prose below it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct GuideDoc {
    /// The file.
    pub path: SourcePath,
    /// The front matter.
    pub at: Range,
    /// `title`.
    pub title: Option<Words>,
    /// `description`.
    pub description: Option<Words>,
    /// `from`.
    pub from: Option<Located<String>>,
    /// `to`.
    pub to: Option<Located<String>>,
    /// `given`.
    pub given: RequestedGiven,
    /// `reversible`.
    pub reversible: Option<Located<bool>>,
    /// `no_way_back`.
    pub no_way_back: Option<ProseWords>,
    /// `hold_if`.
    pub hold_if: Vec<ProseWords>,
    /// `preconditions`.
    pub preconditions: Vec<PreconditionDoc>,
    /// `collect`.
    pub collect: Vec<CollectDoc>,
    /// `steps`.
    pub steps: Vec<StepDoc>,
    /// `impacts`.
    pub impacts: Vec<ImpactDoc>,
    /// `questions`.
    pub questions: Vec<(Words, ProseWords)>,
    /// `once`.
    pub once: Option<ProseWords>,
    /// `duration`.
    pub duration: Option<ProseWords>,
    /// `downtime`.
    pub downtime: Option<ProseWords>,
    /// `cost`.
    pub cost: Option<ProseWords>,
    /// `ticket`.
    pub ticket: Option<TicketDoc>,
    /// The prose.
    pub body: ProseWords,
}

/// A precondition as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct PreconditionDoc {
    /// Its id.
    pub id: Located<String>,
    /// `md`.
    pub words: Option<ProseWords>,
    /// `by`.
    pub by: Option<Located<String>>,
    /// `consent`.
    pub consent: bool,
}

/// A field to collect, as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct CollectDoc {
    /// Its id.
    pub id: Located<String>,
    /// `name`.
    pub name: Option<Words>,
    /// `type`: text, email, phone, count, date, url, choice in this order.
    pub kind: u8,
    /// `check`.
    pub check: Option<Located<String>>,
    /// `options`.
    pub options: Vec<Words>,
    /// `required`.
    pub required: bool,
    /// `hint`.
    pub hint: Option<Words>,
    /// `placeholder`.
    pub placeholder: Option<Words>,
}

/// A step as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct StepDoc {
    /// Its id.
    pub id: Located<String>,
    /// `phase`: 0 before, 1 during, 2 after.
    pub phase: u8,
    /// `by`.
    pub by: Option<Located<String>>,
    /// `md`.
    pub words: Option<ProseWords>,
}

/// An impact as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct ImpactDoc {
    /// The feature.
    pub feature: Located<String>,
    /// `severity`: 0 info, 1 warn, 2 block.
    pub severity: u8,
    /// `md`.
    pub words: Option<ProseWords>,
    /// Whether it could not be read: that has been told.
    pub broken: bool,
}

/// Reads a guide's front matter, which stands in `file`.
pub fn read(
    reader: &mut Reader,
    node: &Node<'_>,
    file: &Decoded<'_>,
    body: ProseWords,
) -> Option<GuideDoc> {
    let mut fields = reader.fields(node, Bilingual::new("升级指南", "an upgrade guide"))?;
    fields.version(reader);
    let doc = GuideDoc {
        path: reader.path.clone(),
        at: node.at,
        title: fields.need("title", reader).and_then(|n| reader.words(n)),
        description: fields.read("description", reader, Reader::words),
        from: fields.need("from", reader).and_then(|n| reader.string(n)),
        to: fields.need("to", reader).and_then(|n| reader.string(n)),
        given: fields.take("given").map(|n| given(reader, n)).unwrap_or_default(),
        reversible: fields
            .need("reversible", reader)
            .and_then(|n| reader.boolean(n).map(|value| Located::new(value, n.at))),
        no_way_back: fields.read("no_way_back", reader, Reader::prose),
        hold_if: fields.each("hold_if", reader, hold_if),
        preconditions: fields.each("preconditions", reader, precondition),
        collect: fields.each("collect", reader, collect),
        steps: fields.each("steps", reader, step),
        impacts: fields.take("impacts").map(|n| impacts(reader, n)).unwrap_or_default(),
        questions: fields.each("questions", reader, question),
        once: fields.read("once", reader, Reader::prose),
        duration: fields.read("duration", reader, Reader::prose),
        downtime: fields.read("downtime", reader, Reader::prose),
        cost: fields.read("cost", reader, Reader::prose),
        ticket: fields
            .read("ticket", reader, Reader::words)
            .map(|words| TicketDoc::new(words, file)),
        body,
    };
    fields.finish(reader);
    Some(doc)
}

/// Reads `given: {legacy: [free]}`.
pub fn given(reader: &mut Reader, node: &Node<'_>) -> RequestedGiven {
    let entries = reader.entries(node);
    let mut all = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let edition = Located::new(key.text.clone().into_owned(), key.at);
        all.push((edition, reader.strings(value)));
    }
    all
}

fn hold_if(reader: &mut Reader, node: &Node<'_>) -> Option<ProseWords> {
    if node.scalar().is_some() {
        return reader.prose(node);
    }
    let mut fields =
        reader.fields(node, Bilingual::new("hold_if 里的一项", "a reason to hold back"))?;
    let words = fields.need("md", reader).and_then(|n| reader.prose(n));
    fields.finish(reader);
    words
}

fn id(fields: &mut Fields<'_, '_>, reader: &mut Reader) -> Option<Located<String>> {
    fields.need("id", reader).and_then(|n| reader.id(n))
}

fn precondition(reader: &mut Reader, node: &Node<'_>) -> Option<PreconditionDoc> {
    let mut fields = reader.fields(node, Bilingual::new("前提", "a precondition"))?;
    let id = id(&mut fields, reader);
    let words = fields.need("md", reader).and_then(|n| reader.prose(n));
    let by = fields.read("by", reader, Reader::string);
    let consent = fields.read("consent", reader, Reader::boolean).unwrap_or(false);
    fields.finish(reader);
    Some(PreconditionDoc { id: id?, words, by, consent })
}

fn collect(reader: &mut Reader, node: &Node<'_>) -> Option<CollectDoc> {
    const COUNT: u8 = 3;
    const CHOICE: u8 = 6;
    const TYPES: &[(&str, u8)] = &[
        ("text", 0),
        ("email", 1),
        ("phone", 2),
        ("count", COUNT),
        ("date", 4),
        ("url", 5),
        ("choice", CHOICE),
    ];
    let mut fields =
        reader.fields(node, Bilingual::new("collect 里的一项", "a field to collect"))?;
    let id = id(&mut fields, reader);
    let name = fields.need("name", reader).and_then(|n| reader.words(n));
    let kind = fields.need("type", reader).and_then(|n| reader.choice(n, TYPES));
    let check = fields.read("check", reader, Reader::string);
    let mut options = fields.each_name("options", reader, Reader::words);
    if options.is_empty()
        && let Some(node) = fields.take("options").filter(|node| !node.says_nothing())
        && let Some(text) = node.scalar()
    {
        // Kept, so that no choice is missed: that they stand in one text was reported.
        options.push(lone(Located::new(text.to_owned(), node.at)));
    }
    // A type that cannot be read has been told; what else is written says which one was meant.
    let kind = kind.unwrap_or(match (&check, options.is_empty()) {
        (Some(_), _) => COUNT,
        (None, false) => CHOICE,
        (None, true) => 0,
    });
    let required = fields.read("required", reader, Reader::boolean).unwrap_or(true);
    let hint = fields.read("hint", reader, Reader::words);
    let placeholder = fields.read("placeholder", reader, Reader::words);
    fields.finish(reader);
    Some(CollectDoc { id: id?, name, kind, check, options, required, hint, placeholder })
}

fn step(reader: &mut Reader, node: &Node<'_>) -> Option<StepDoc> {
    const PHASES: &[(&str, u8)] = &[("before", 0), ("during", 1), ("after", 2)];
    let mut fields = reader.fields(node, Bilingual::new("步骤", "a step"))?;
    let id = id(&mut fields, reader);
    let phase = fields.need("phase", reader).and_then(|n| reader.choice(n, PHASES)).unwrap_or(1);
    let by = fields.read("by", reader, Reader::string);
    let words = fields.need("md", reader).and_then(|n| reader.prose(n));
    fields.finish(reader);
    Some(StepDoc { id: id?, phase, by, words })
}

fn impacts(reader: &mut Reader, node: &Node<'_>) -> Vec<ImpactDoc> {
    let entries = reader.entries(node);
    let mut all = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let feature = Located::new(key.text.clone().into_owned(), key.at);
        all.push(impact(reader, feature, value));
    }
    all
}

fn impact(reader: &mut Reader, feature: Located<String>, node: &Node<'_>) -> ImpactDoc {
    const SEVERITIES: &[(&str, u8)] = &[("info", 0), ("warn", 1), ("block", 2)];
    let Some(mut fields) = reader.fields(node, Bilingual::new("影响", "an impact")) else {
        return ImpactDoc { feature, severity: 0, words: None, broken: true };
    };
    let severity =
        fields.need("severity", reader).and_then(|n| reader.choice(n, SEVERITIES)).unwrap_or(0);
    let words = fields.read("md", reader, Reader::prose);
    fields.finish(reader);
    ImpactDoc { feature, severity, words, broken: false }
}

fn question(reader: &mut Reader, node: &Node<'_>) -> Option<(Words, ProseWords)> {
    let mut fields = reader.fields(node, Bilingual::new("问答", "a question"))?;
    let q = fields.need("q", reader).and_then(|n| reader.words(n));
    let a = fields.need("a", reader).and_then(|n| reader.prose(n));
    fields.finish(reader);
    Some((q?, a?))
}
