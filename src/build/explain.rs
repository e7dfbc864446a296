//! Why something had to be done: which input, setting or moment differs from the last build's.

use super::Args;
use super::memo::Memo;
use super::root::{Record, RootKey};
use crate::base::{Bilingual, Hash, SourcePath};
use crate::source::Snapshot;

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
    } else {
        reasons.extend(record.rewritten(snapshot).map(changed));
    }
    if reasons.is_empty() {
        reasons.push(Bilingual::new(
            "日期变了，或输出被改动过",
            "the day has changed, or the output was touched",
        ));
    }
    reasons
}

fn changed(path: &SourcePath) -> Bilingual {
    Bilingual::new(format!("改了：{path}"), format!("changed: {path}"))
}

fn files(memo: &Memo, snapshot: &Snapshot, reasons: &mut Vec<Bilingual>) {
    for file in &snapshot.files {
        let path = &file.path;
        match (memo.parsed(path), memo.other(path)) {
            (Some(known), _) if known.stamp == file.stamp() => {}
            (Some(known), _) => {
                if snapshot.read(path).is_ok_and(|bytes| Hash::of(&bytes) != known.content) {
                    reasons.push(changed(path));
                }
            }
            (None, Some(stamp)) if stamp == file.stamp() => {}
            (None, Some(_)) => reasons.push(Bilingual::new(
                format!("改了或重新保存了：{path}"),
                format!("changed or saved again: {path}"),
            )),
            (None, None) => {
                reasons.push(Bilingual::new(format!("新增：{path}"), format!("new: {path}")));
            }
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
            "上次没有发布；或者只有文件的时间变了",
            "the last try published nothing, or only the time of a file has changed",
        ));
    }
}
