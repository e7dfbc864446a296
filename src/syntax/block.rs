//! Blocks: fenced code whose info string names one, with YAML inside.

use std::sync::Arc;

use super::catalogue as problem;
use super::fields::{Fields, Reader};
use super::{guide, markdown, yaml};
use crate::base::{Bilingual, Range, nearest};
use crate::model::{
    BlockRequest, ChecklistOf, ChecklistRequest, CompareRequest, ContactRequest, CustomRequest,
    Data, FigureRequest, Link, Prose, Show, UpgradeRequest,
};

/// The blocks that every theme has.
const BLOCKS: &[&str] = &["compare", "verdict", "upgrade", "checklist", "contact", "figure"];

/// The block that an info string names; `added` are those of the site's themes.
pub fn kind<'i>(info: &'i str, added: &[String]) -> Option<&'i str> {
    let name = info.split_whitespace().next()?;
    (BLOCKS.contains(&name) || added.iter().any(|block| block == name)).then_some(name)
}

/// The block that an info string was probably meant to name.
pub fn near_miss(info: &str, added: &[String]) -> Option<String> {
    let name = info.split_whitespace().next()?;
    let names = BLOCKS.iter().copied().chain(added.iter().map(String::as_str));
    nearest(name, names).name().map(str::to_owned)
}

/// Reads a block's YAML, which starts `shift` bytes into the file; `at` is the whole block.
pub fn read(reader: &mut Reader, name: &str, text: &str, shift: usize, at: Range) -> BlockRequest {
    let before = reader.out.len();
    let Some(node) = yaml::parse(text, shift, reader.within.depth, &reader.path, &mut reader.out)
    else {
        return if reader.out.len() == before {
            without_data(reader, name, at)
        } else {
            BlockRequest::Broken
        };
    };
    let request = match name {
        "compare" => compare(reader, &node).map(BlockRequest::Compare),
        "verdict" => compare(reader, &node).map(BlockRequest::Verdict),
        "upgrade" => upgrade(reader, &node).map(BlockRequest::Upgrade),
        "checklist" => checklist(reader, &node).map(BlockRequest::Checklist),
        "contact" => contact(reader, &node).map(BlockRequest::Contact),
        "figure" => figure(reader, &node).map(|figure| BlockRequest::Figure(Box::new(figure))),
        _ => Some(custom(name, data(&node))),
    };
    request.unwrap_or(BlockRequest::Broken)
}

/// A contact block says it all by its name, and a theme's may; the others need to be told something.
fn without_data(reader: &mut Reader, name: &str, at: Range) -> BlockRequest {
    let line = match name {
        "contact" => return BlockRequest::Contact(ContactRequest::default()),
        "compare" | "verdict" => "product: …",
        "upgrade" => "guide: …",
        "checklist" => "upgrade: …",
        "figure" => "src: …",
        _ => return custom(name, Data::Map(Vec::new())),
    };
    reader.report(problem::empty_block(reader.span(at), name, line));
    BlockRequest::Broken
}

fn custom(name: &str, data: Data) -> BlockRequest {
    BlockRequest::Custom(CustomRequest { name: name.to_owned(), data })
}

/// YAML as a theme's template sees it, by the core schema.
fn data(node: &yaml::Node<'_>) -> Data {
    match &node.data {
        yaml::Data::List(items) => Data::List(items.iter().map(data).collect()),
        yaml::Data::Map(entries) => {
            Data::Map(entries.iter().map(|(key, v)| (key.text.to_string(), data(v))).collect())
        }
        yaml::Data::Scalar { text, plain: true, .. } => match &**text {
            "" | "~" | "null" => Data::Null,
            "true" => Data::Bool(true),
            "false" => Data::Bool(false),
            text => text.parse().map_or_else(|_| Data::Text(text.to_owned()), Data::Integer),
        },
        yaml::Data::Scalar { text, .. } => Data::Text(text.to_string()),
    }
}

fn prose(reader: &mut Reader, node: &yaml::Node<'_>) -> Option<Arc<Prose>> {
    let text = reader.string(node)?;
    Some(markdown::prose(&text.value, &node.places(), reader))
}

fn title(fields: &mut Fields<'_, '_>, reader: &mut Reader) -> Option<String> {
    fields.read("title", reader, Reader::string).map(|title| title.value)
}

fn checklist(reader: &mut Reader, node: &yaml::Node<'_>) -> Option<ChecklistRequest> {
    const OF: &[(&str, ChecklistOf)] = &[
        ("preconditions", ChecklistOf::Preconditions),
        ("collect", ChecklistOf::Collect),
        ("steps", ChecklistOf::Steps),
    ];
    let mut fields = reader.fields(node, Bilingual::new("清单块", "a checklist block"))?;
    let title = title(&mut fields, reader);
    let items = fields.take("items");
    let guide = match items {
        Some(_) => fields.take("upgrade"),
        None => fields.need("upgrade", reader),
    };
    let request = ChecklistRequest {
        title,
        guide: guide.and_then(|node| reader.string(node)),
        of: fields.read("of", reader, |r, n| r.choice(n, OF)).unwrap_or_default(),
        items: items
            .map(|node| reader.list(node).iter().filter_map(|item| prose(reader, item)).collect())
            .unwrap_or_default(),
    };
    fields.finish(reader);
    Some(request)
}

fn contact(reader: &mut Reader, node: &yaml::Node<'_>) -> Option<ContactRequest> {
    let mut fields = reader.fields(node, Bilingual::new("联系方式块", "a contact block"))?;
    let title = title(&mut fields, reader);
    let request = ContactRequest { title, show: fields.each_name("show", reader, Reader::item) };
    fields.finish(reader);
    Some(request)
}

fn figure(reader: &mut Reader, node: &yaml::Node<'_>) -> Option<FigureRequest> {
    let mut fields = reader.fields(node, Bilingual::new("图片块", "a figure block"))?;
    let src = fields.need("src", reader).and_then(|n| reader.string(n));
    let alt = fields.need("alt", reader).and_then(|n| reader.string(n));
    let caption = fields.read("caption", reader, prose);
    let source = fields.read("source", reader, prose);
    fields.finish(reader);
    let (src, alt) = (src?, alt?);
    let picture = Link { image: true, words: alt.value, ..Link::bare(&src.value, src.at) };
    Some(FigureRequest { picture, caption, source })
}

fn compare(reader: &mut Reader, node: &yaml::Node<'_>) -> Option<CompareRequest> {
    const SHOW: &[(&str, Show)] = &[
        ("all", Show::All),
        ("differences", Show::Differences),
        ("losses", Show::Losses),
        ("gains", Show::Gains),
    ];
    let mut fields = reader.fields(node, Bilingual::new("对比块", "a compare block"))?;
    let request = CompareRequest {
        product: fields.need("product", reader).and_then(|n| reader.string(n)),
        editions: fields.read("editions", reader, Reader::some_strings).unwrap_or_default(),
        given: fields.take("given").map(|n| guide::given(reader, n)).unwrap_or_default(),
        groups: fields.read("groups", reader, Reader::some_strings).unwrap_or_default(),
        features: fields.read("features", reader, Reader::some_strings).unwrap_or_default(),
        show: fields.read("show", reader, |r, n| r.choice(n, SHOW)).unwrap_or_default(),
    };
    fields.finish(reader);
    Some(request)
}

fn upgrade(reader: &mut Reader, node: &yaml::Node<'_>) -> Option<UpgradeRequest> {
    let mut fields = reader.fields(node, Bilingual::new("升级块", "an upgrade block"))?;
    let guide = fields.need("guide", reader).and_then(|n| reader.string(n));
    fields.finish(reader);
    Some(UpgradeRequest { guide: guide? })
}
