//! Blocks: fenced code whose info string names one, with YAML inside.

use super::catalogue as problem;
use super::fields::Reader;
use super::guide;
use super::yaml;
use crate::base::{Bilingual, Range, nearest};
use crate::model::{BlockRequest, CompareRequest, Show, UpgradeRequest};

/// The blocks there are.
const BLOCKS: &[&str] = &["compare", "verdict", "upgrade"];

/// The block that an info string names.
pub fn kind(info: &str) -> Option<&'static str> {
    let name = info.split_whitespace().next()?;
    BLOCKS.iter().copied().find(|block| *block == name)
}

/// The block that an info string was probably meant to name.
pub fn near_miss(info: &str) -> Option<&'static str> {
    let name = info.split_whitespace().next()?;
    let near = nearest(name, BLOCKS.iter().copied());
    let near = near.name()?;
    BLOCKS.iter().copied().find(|block| *block == near)
}

/// Reads a block's YAML, which starts `shift` bytes into the file; `at` is the whole block.
pub fn read(reader: &mut Reader, info: &str, text: &str, shift: usize, at: Range) -> BlockRequest {
    let before = reader.out.len();
    let name = kind(info).unwrap_or_default();
    let Some(node) = yaml::parse(text, shift, reader.depth, &reader.path, &mut reader.out) else {
        if reader.out.len() == before {
            let line = if name == "upgrade" { "guide: …" } else { "product: …" };
            reader.report(problem::empty_block(reader.span(at), name, line));
        }
        return BlockRequest::Broken;
    };
    let request = match name {
        "compare" => compare(reader, &node).map(BlockRequest::Compare),
        "verdict" => compare(reader, &node).map(BlockRequest::Verdict),
        _ => upgrade(reader, &node).map(BlockRequest::Upgrade),
    };
    request.unwrap_or(BlockRequest::Broken)
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
        editions: fields.each("editions", reader, Reader::item),
        given: fields.take("given").map(|n| guide::given(reader, n)).unwrap_or_default(),
        groups: fields.each("groups", reader, Reader::item),
        features: fields.each("features", reader, Reader::item),
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
