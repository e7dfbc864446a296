//! What is collected before an upgrade, and the text that is sent with it.

use super::Composer;
use super::table::resolved;
use crate::derive::Consent;
use crate::model::{
    Cell, Feature, Field, FieldType, Guide, Kind, Limit, TicketPart, Value, joined_tickets,
    renamed_ticket, ticket_parts,
};
use crate::render::html;
use crate::render::view::{FieldView, TicketPartView, TicketView};

impl Composer<'_> {
    pub(super) fn fields(&self, guide: &Guide) -> Vec<FieldView> {
        let field = |field: &Field| {
            let mut view = self.field(guide, field);
            if !guide.is_written() {
                view.limit = self.limits_on_the_way(guide, field);
            }
            view
        };
        guide.collect.iter().map(field).collect()
    }

    /// On a way of several transitions, what each of their targets allows.
    fn limits_on_the_way(&self, guide: &Guide, field: &Field) -> String {
        let hops = guide.hops.iter().map(|hop| &self.plan.catalog.guides[*hop]);
        let limits = hops.filter_map(|hop| {
            let twin = hop.collect.iter().find(|f| f.name == field.name && f.kind == field.kind);
            Some(self.field(hop, twin?).limit).filter(|limit| !limit.is_empty())
        });
        limits.collect::<Vec<_>>().join("<br>")
    }

    fn field(&self, guide: &Guide, field: &Field) -> FieldView {
        let product = &self.plan.catalog.products[guide.product];
        let edition = product.editions[guide.to].name.get(self.lang);
        let feature = field.check.as_deref().and_then(|id| product.feature(id));
        let cell = feature.and_then(|feature| self.limit_cell(guide, feature));
        let fill = |key: &str, value: &str| {
            self.words.fill(key, &[("edition", edition), ("value", value)])
        };
        let (mut limit, mut over, mut allowed) = Default::default();
        if let Some(cell) = &cell {
            let value = self.allowance(guide, cell);
            html::push_escaped(&mut limit, &fill("field_limit", &value));
            // Without a bound there is nothing to be over.
            if let Value::Limit(bound) = &cell.value
                && *bound != Limit::Unlimited
            {
                allowed = bound.program().unwrap_or_default();
                over = fill("field_over", &value);
            }
        }
        FieldView {
            id: field.id.to_string(),
            name: self.text(&field.name),
            kind: field_type(field.kind).to_owned(),
            limit,
            allowed,
            over,
            required: field.required,
            hint: self.optional(field.hint.as_ref()),
            placeholder: self.optional(field.placeholder.as_ref()),
            options: field.options.iter().map(|option| self.text(option)).collect(),
        }
    }

    /// What the target says about a feature's first limit.
    fn limit_cell(&self, guide: &Guide, feature: &Feature) -> Option<Cell> {
        let product = &self.plan.catalog.products[guide.product];
        let at = feature.facts.iter().position(|fact| fact.kind == Kind::Limit)?;
        let cells = resolved(product, feature, guide.to, &guide.given);
        cells.into_iter().nth(at).map(std::borrow::Cow::into_owned)
    }

    /// `200 个；已验证或认证主体：不限`.
    fn allowance(&self, guide: &Guide, cell: &Cell) -> String {
        let product = &self.plan.catalog.products[guide.product];
        let joiner = self.words.get("allowance_joiner");
        let cases = cell.cases.iter().filter_map(|case| {
            let value = case.value.as_ref().filter(|value| matches!(value, Value::Limit(_)))?;
            let (when, value) = (self.when(product, &case.when), self.amount_words(value, product));
            Some(self.words.fill("allowance_case", &[("when", &when), ("value", &value)]))
        });
        let all: Vec<String> =
            std::iter::once(self.amount_words(&cell.value, product)).chain(cases).collect();
        all.join(joiner)
    }

    /// `200 个`, `不限`, `无`.
    pub(super) fn amount_words(&self, value: &Value, product: &crate::model::Product) -> String {
        let (number, unit) = self.amount(value, product);
        if number.is_empty() {
            return self.words.get(&format!("state.{}", value.state())).to_owned();
        }
        format!("{number} {unit}").trim().to_owned()
    }

    /// The text that the guide wants sent; a line for each field where it does not say.
    pub(super) fn ticket(&self, guide: &Guide, told: &Consent) -> TicketView {
        let product = &self.plan.catalog.products[guide.product];
        let text = match guide.is_written() {
            true => self.ticket_text(guide),
            false => self.ticket_on_the_way(guide),
        };
        let title = self.text(&guide.title);
        let part = |part| {
            let words = |words: &str| TicketPartView { words: words.into(), field: String::new() };
            match part {
                TicketPart::Words(text) | TicketPart::Stray(text) => words(text),
                TicketPart::Place("_title") => words(&title),
                TicketPart::Place("_product") => words(product.name.get(self.lang)),
                TicketPart::Place("_from") => {
                    words(product.editions[guide.from].name.get(self.lang))
                }
                TicketPart::Place("_to") => words(product.editions[guide.to].name.get(self.lang)),
                TicketPart::Place("_consent") => words(&told.hash),
                TicketPart::Place(id) => {
                    let field = guide.collect.iter().find(|field| *field.id == *id);
                    let name = field.map(|field| self.text(&field.name)).unwrap_or_default();
                    TicketPartView { words: name, field: id.to_owned() }
                }
            }
        };
        TicketView {
            parts: ticket_parts(&text).into_iter().map(|(_, found)| part(found)).collect(),
            mail: self.mail(),
            subject: title,
        }
    }

    fn ticket_text(&self, guide: &Guide) -> String {
        let text = guide.ticket.as_ref().map(|text| text.get(self.lang).trim_end().to_owned());
        text.unwrap_or_else(|| {
            let line = |field: &Field| {
                let name = self.text(&field.name).replace('{', "{{").replace('}', "}}");
                self.words.fill(
                    "ticket_line",
                    &[("name", &name), ("place", &format!("{{{}}}", field.id))],
                )
            };
            guide.collect.iter().map(line).collect::<Vec<_>>().join("\n")
        })
    }

    /// On a way of several transitions, what all of their tickets ask for, once.
    fn ticket_on_the_way(&self, guide: &Guide) -> String {
        let hops = guide.hops.iter().map(|hop| &self.plan.catalog.guides[*hop]);
        joined_tickets(hops.map(|hop| {
            let text = self.ticket_text(hop);
            renamed_ticket(&text, |id| {
                let own = hop.collect.iter().find(|field| *field.id == *id)?;
                Some(twin(guide, own)?.id.to_string())
            })
        }))
    }

    /// Where the organisation reads mail.
    fn mail(&self) -> String {
        let contacts = &self.plan.catalog.site.organisation.contacts;
        let is_mail = |key: &str| matches!(key, "mail" | "email");
        let found = contacts.iter().find(|(key, text)| is_mail(key) && text.base().contains('@'));
        found.map(|(_, text)| text.get(self.lang).trim().to_owned()).unwrap_or_default()
    }
}

/// The field of a joined guide that a field of one of its transitions became: an id that means two things got
/// a number there.
fn twin<'g>(guide: &'g Guide, own: &Field) -> Option<&'g Field> {
    let same = |field: &&Field| {
        field.name == own.name && field.kind == own.kind && field.options == own.options
    };
    let all = || guide.collect.iter().filter(same);
    all().find(|field| field.id == own.id).or_else(|| all().next())
}

fn field_type(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Text => "text",
        FieldType::Email => "email",
        FieldType::Phone => "phone",
        FieldType::Count => "count",
        FieldType::Date => "date",
        FieldType::Url => "url",
        FieldType::Choice => "choice",
    }
}
