//! What a customer is told before an upgrade, in one canonical form: whoever keeps its hash can prove later
//! what was told.
//!
//! The form is versioned and apart from every other data file, so that those may grow without changing a
//! hash. It holds the words of the default language as they were written, keyed by ids wherever there are
//! ids, so that neither the order of a file nor a comment changes it; no evidence, no notes, no dates on
//! which somebody looked, no address, nothing of the build. There are no numbers in it: amounts are words,
//! as they are told.

use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

use super::{Comparison, Difference, FactDifference, FeatureDifference, under};
use crate::base::Lang;
use crate::model::{
    Case, Cell, Fact, Feature, Given, Guide, Limit, Literal, Product, ProseText, Quantity, Show,
    Source, Value,
};

/// The name of the form. Whatever changes its bytes gets another number.
const SCHEMA: &str = "crosswalk-consent/1";

/// How many digits of a hash name it among people.
pub const SHORT_CONSENT: usize = 12;

/// What is told in one version of a guide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consent {
    /// The data in the canonical form of RFC 8785.
    pub bytes: Vec<u8>,
    /// Their SHA-256, in 64 lower-case hexadecimal digits.
    pub hash: String,
}

impl Consent {
    /// The first digits, for people.
    pub fn short(&self) -> &str {
        &self.hash[..SHORT_CONSENT]
    }
}

/// What a guide of a product tells. `comparison` is that of its editions under what it takes as given;
/// `language` is the site's default.
pub fn consent(
    product: &Product,
    guide: &Guide,
    comparison: &Comparison,
    language: &Lang,
) -> Consent {
    let told = Told { product, given: &guide.given, comparison };
    let bytes = canonical(&told.guide(guide, language));
    let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Consent { bytes, hash }
}

/// JSON in the canonical form of RFC 8785. What holds no number beyond what is exact cannot fail.
fn canonical(value: &Json) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).unwrap_or_default()
}

struct Told<'a> {
    product: &'a Product,
    given: &'a Given,
    comparison: &'a Comparison,
}

type Object = Map<String, Json>;

impl Told<'_> {
    fn guide(&self, guide: &Guide, language: &Lang) -> Json {
        let mut hold_if: Vec<&str> =
            guide.hold_if.iter().filter_map(|h| written(Some(&h.words))).collect();
        hold_if.sort_unstable();
        let features = || self.product.features();
        let losses = self.comparison.shown(Show::Losses);
        let mut losses: Vec<&str> =
            losses.filter_map(|at| features().nth(at)).map(|feature| &*feature.id).collect();
        losses.sort_unstable();
        let rows = features().zip(&self.comparison.rows);
        let differences: Object = rows
            .filter(|(_, row)| row.difference != Difference::Same)
            .map(|(feature, row)| (feature.id.to_string(), self.row(feature, row)))
            .collect();
        let mut out = Object::new();
        put(&mut out, "schema", Some(SCHEMA));
        put(&mut out, "language", Some(language.as_str()));
        put(&mut out, "guide", Some(&*guide.id));
        put(&mut out, "title", Some(guide.title.base()));
        put(&mut out, "no_way_back", written(guide.no_way_back.as_ref()));
        out.insert("product".to_owned(), named(&self.product.id, self.product.name.base()));
        for (key, at) in [("from", self.comparison.from), ("to", self.comparison.to)] {
            let edition = &self.product.editions[at];
            out.insert(key.to_owned(), named(&edition.id, edition.name.base()));
        }
        out.insert("given".to_owned(), Json::Object(self.given()));
        out.insert("reversible".to_owned(), json!(guide.reversible));
        out.insert("hold_if".to_owned(), json!(hold_if));
        out.insert("preconditions".to_owned(), Json::Object(preconditions(guide)));
        out.insert("losses".to_owned(), json!(losses));
        out.insert("differences".to_owned(), Json::Object(differences));
        Json::Object(out)
    }

    /// Per edition what is known to hold in it: `{"fusion": {"basic": "基础版"}}`.
    fn given(&self) -> Object {
        let known = self.given.0.iter().filter(|(_, conditions)| !conditions.is_empty());
        let edition = |(edition, conditions): &(usize, Vec<usize>)| {
            let of = conditions.iter().map(|at| &self.product.conditions[*at]);
            let of: Object =
                of.map(|c| (c.id.to_string(), c.name.base().to_owned().into())).collect();
            (self.product.editions[*edition].id.to_string(), Json::Object(of))
        };
        known.map(edition).collect()
    }

    fn row(&self, feature: &Feature, row: &FeatureDifference) -> Json {
        let mut out = Object::new();
        put(&mut out, "name", Some(feature.name.base()));
        put(&mut out, "difference", Some(row.difference.word()));
        let facts = feature.facts.iter().zip(&row.facts);
        if feature.has_parts() {
            let part = |(fact, found): (&Fact, &FactDifference)| {
                let (id, name) = fact.part.as_ref()?;
                let mut out = self.sides(fact);
                put(&mut out, "name", Some(name.base()));
                put(&mut out, "difference", Some(found.difference.word()));
                Some((id.to_string(), Json::Object(out)))
            };
            out.insert("parts".to_owned(), Json::Object(facts.filter_map(part).collect()));
        } else if let Some((fact, _)) = facts.into_iter().next() {
            out.extend(self.sides(fact));
        }
        Json::Object(out)
    }

    /// A fact before and after.
    fn sides(&self, fact: &Fact) -> Object {
        let side = |key: &str, at: usize| {
            let cell = under(self.product, &fact.cells[at], at, self.given);
            (key.to_owned(), Json::Object(self.cell(fact, &cell)))
        };
        [side("from", self.comparison.from), side("to", self.comparison.to)].into_iter().collect()
    }

    fn cell(&self, fact: &Fact, cell: &Cell) -> Object {
        let mut out = value(&cell.value, fact);
        if matches!(cell.value, Value::Limit(_)) {
            put(&mut out, "per", cell.per.as_deref().or(fact.per.as_deref()));
        }
        put(&mut out, "md", written(cell.words.as_ref()));
        put(&mut out, "short", cell.short.as_ref().map(|short| short.base()));
        put(&mut out, "instead", written(cell.instead.as_ref()));
        if !cell.cases.is_empty() {
            let cases = cell.cases.iter().map(|case| Json::Object(self.case(fact, case)));
            out.insert("cases".to_owned(), cases.collect());
        }
        out
    }

    /// The first case that holds wins, so their order says something and stays.
    fn case(&self, fact: &Fact, case: &Case) -> Object {
        let mut out = case.value.as_ref().map(|v| value(v, fact)).unwrap_or_default();
        put(&mut out, "md", written(case.words.as_ref()));
        let when: Object = case.when.iter().map(|literal| self.literal(literal)).collect();
        out.insert("when".to_owned(), Json::Object(when));
        out
    }

    fn literal(&self, literal: &Literal) -> (String, Json) {
        let condition = &self.product.conditions[literal.condition];
        let name = condition.not.as_ref().filter(|_| literal.negated).unwrap_or(&condition.name);
        let not = if literal.negated { "not " } else { "" };
        (format!("{not}{}", condition.id), name.base().into())
    }
}

fn preconditions(guide: &Guide) -> Object {
    let one = |p: &crate::model::Precondition| {
        let mut out = Object::new();
        put(&mut out, "md", written(Some(&p.words)));
        put(&mut out, "by", p.by.as_deref());
        out.insert("consent".to_owned(), json!(p.consent));
        (p.id.to_string(), Json::Object(out))
    };
    guide.preconditions.iter().map(one).collect()
}

/// `state`, and what goes with it.
fn value(value: &Value, fact: &Fact) -> Object {
    let mut out = Object::new();
    put(&mut out, "state", Some(value.state()));
    let amount = |quantity: &Quantity| words(&quantity.number, quantity.unit.base());
    match value {
        Value::Limit(Limit::Unlimited) => put(&mut out, "amount", Some("unlimited")),
        Value::Limit(Limit::Amount(quantity)) => put(&mut out, "amount", Some(&amount(quantity))),
        Value::Limit(Limit::Formula(formula)) => {
            let unit = formula.unit.base();
            put(&mut out, "formula", Some(&words(&formula.write(&Source), unit)));
            put(&mut out, "min", formula.min.as_ref().map(amount).as_deref());
            put(&mut out, "max", formula.max.as_ref().map(amount).as_deref());
        }
        Value::Set(options) => {
            let option = |at: &u16| &fact.options[usize::from(*at)];
            let options = options.iter().map(option);
            let options: Object =
                options.map(|o| (o.id.to_string(), o.name.base().to_owned().into())).collect();
            out.insert("options".to_owned(), Json::Object(options));
        }
        Value::Planned(review) => {
            put(&mut out, "review", review.map(|day| day.to_string()).as_deref());
        }
        Value::Yes | Value::No | Value::Partial | Value::Unknown | Value::Na | Value::Text => {}
    }
    out
}

fn named(id: &str, name: &str) -> Json {
    json!({ "id": id, "name": name })
}

fn words(number: &str, unit: &str) -> String {
    format!("{number} {unit}").trim().to_owned()
}

/// The Markdown as written, in the default language.
fn written(text: Option<&ProseText>) -> Option<&str> {
    text.and_then(|text| text.all().next()).map(|prose| &*prose.source)
}

fn put(out: &mut Object, key: &str, words: Option<&str>) {
    if let Some(words) = words {
        out.insert(key.to_owned(), words.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical_text(json: &str) -> String {
        let value = serde_json::from_str(json).expect("JSON");
        String::from_utf8(canonical(&value)).expect("UTF-8")
    }

    /// RFC 8785, section 3.2.2 and 3.2.4.
    #[test]
    fn the_sample_of_the_rfc() {
        let sample = r#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        let expected = r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
        assert_eq!(canonical_text(sample), expected);
    }

    /// RFC 8785, section 3.2.3: keys are sorted by UTF-16 code units, not by code points.
    #[test]
    fn keys_are_sorted_as_the_rfc_has_them() {
        let sample = r#"{
            "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
        }"#;
        let order = [
            "Carriage Return",
            "One",
            "Control",
            "Latin Small Letter O With Diaeresis",
            "Euro Sign",
            "Emoji: Grinning Face",
            "Hebrew Letter Dalet With Dagesh",
        ];
        let text = canonical_text(sample);
        let found: Vec<usize> = order.iter().map(|name| text.find(name).expect(name)).collect();
        assert!(found.is_sorted(), "{text}");
    }

    /// RFC 8785, appendix B, and the escapes of section 3.2.2.2.
    #[test]
    fn numbers_and_escapes() {
        let sample = r#"[0, -0.0, 5e-324, -5e-324, 1.7976931348623157e308, 9007199254740992, 1e21, 1e-7, 0.000001]"#;
        let expected =
            "[0,0,5e-324,-5e-324,1.7976931348623157e+308,9007199254740992,1e+21,1e-7,0.000001]";
        assert_eq!(canonical_text(sample), expected);
        let escapes = r#""\u0000\b\t\n\f\r\u001f\u007f\u2028功能""#;
        assert_eq!(canonical_text(escapes), "\"\\u0000\\b\\t\\n\\f\\r\\u001f\u{7f}\u{2028}功能\"");
    }
}
