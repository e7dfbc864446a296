//! Why something had to be done: which input, setting or moment differs from the last build's.

use super::Args;
use super::memo::Memo;
use super::root::{Record, RootKey};
use crate::base::{Bilingual, Hash};
use crate::source::Snapshot;
use crate::syntax::FileKind;

/// The reasons, in the order of the paths.
pub fn reasons(
    record: Option<&Record>,
    memo: &Memo,
    args: &Args,
    snapshot: &Snapshot,
    key: &RootKey,
) -> Vec<Bilingual> {
    if args.no_cache {
        return vec![Bilingual::new(
            "不用缓存（--no-cache），全部重做",
            "no cache is used (--no-cache): everything is made again",
        )];
    }
    let Some(record) = record else {
        return vec![Bilingual::new(
            "没有上一次构建的记录，全部重做",
            "there is no record of a last build: everything is made",
        )];
    };
    let mut reasons = Vec::new();
    if record.key.told != key.told {
        reasons.push(Bilingual::new(
            "程序或命令行参数变了",
            "the program or its arguments have changed",
        ));
    }
    if record.key.inputs != key.inputs {
        files(memo, snapshot, &mut reasons);
    }
    if reasons.is_empty() {
        reasons.push(Bilingual::new(
            "日期变了，或输出被改动过",
            "the day has changed, or the output was touched",
        ));
    }
    reasons
}

fn files(memo: &Memo, snapshot: &Snapshot, reasons: &mut Vec<Bilingual>) {
    for file in &snapshot.files {
        let path = &file.path;
        match memo.parsed(path) {
            Some(known) if known.stamp == file.stamp() => {}
            Some(known) => {
                if snapshot.read(path).is_ok_and(|bytes| Hash::of(&bytes) != known.content) {
                    reasons
                        .push(Bilingual::new(format!("改了：{path}"), format!("changed: {path}")));
                }
            }
            None if FileKind::of(path).is_document() => {
                reasons.push(Bilingual::new(format!("新增：{path}"), format!("new: {path}")));
            }
            None => {}
        }
    }
    let mut gone: Vec<_> = memo.paths().filter(|path| snapshot.find(path).is_none()).collect();
    gone.sort();
    reasons.extend(
        gone.into_iter()
            .map(|path| Bilingual::new(format!("删了：{path}"), format!("deleted: {path}"))),
    );
    if reasons.is_empty() {
        reasons.push(Bilingual::new(
            "主题、图片或文件的时间变了",
            "the theme, a picture or a file's time has changed",
        ));
    }
}
