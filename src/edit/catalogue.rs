//! The problems of changing one value or one date. They have no place in a file.

use crate::base::problems;

problems! {
    /// A value stands in one cell.
    "which-cell" Error fn which_cell(name, form) why "一个值只在一格里。";
    zh "「{name}」没有说明是哪一格", "写成 {form}";
    en "{name} does not say which cell", "write {form}";

    /// A case that nobody wrote has no value to change.
    "no-such-case" Error fn no_such_case(name, cases) why "没有写过的情形，没有值可以改。";
    zh "{name} 没有这样一种情形", "这一格写有的情形：{cases}；新的情形请在文件里添加";
    en "{name} has no such case", "its cases are: {cases}; write a new one into the file";

    /// What cannot be added without touching the rest is left to a person.
    "no-room-for-edit" Error fn no_room(target, path) why "添一处就要动到别处的，留给人来改。";
    zh "{target} 在 {path} 里的写法，改一处会动到别处；什么也没有写", "请在文件里手工改";
    en "{target} is written in {path} in a way that leaves no room for this change; nothing was written", "change it in the file by hand";

    /// Comments are somebody's thoughts.
    "edit-loses-comment" Error fn loses_comment(target, path) why "注释是写的人留下的想法，不能丢。";
    zh "这样改会丢掉 {path} 里的一条注释；什么也没有写", "先把 {target} 旁边的注释移到上一行，或在文件里手工改";
    en "this would lose a comment in {path}; nothing was written", "move the comment beside {target} to the line above, or change it in the file by hand";

    /// One name in a file may stand for several places.
    "edit-reaches-further" Error fn reaches_further(target, places) why "文件里的一个名字可能代表好几处。";
    zh "改 {target} 还会改到别处：{places}；什么也没有写", "这几处多半共用一个 & 锚点；把它们分开写，再试一次";
    en "changing {target} would change other places, too: {places}; nothing was written", "they most likely share an anchor (&); write them apart and try again";

    /// Tomorrow nobody has looked yet.
    "verified-in-future" Error fn in_future(date, today) why "还没到的日子，没有人核对过。";
    zh "{date} 还没有到，今天是 {today}", "写今天或以前的日期，或不写 --on";
    en "{date} is still to come; today is {today}", "write today or an earlier day, or leave out --on";

    /// A day that cannot be read.
    "bad-edit-day" Error fn bad_day(text, mend) why "读不懂的日期不能写进文件。";
    zh "「{text}」不是日期", "{mend}";
    en "{text} is no day", "{mend}";

    /// An inherited cell has no date of its own.
    "verify-inherited" Error fn verify_inherited(target, other) why "沿用别的版本的格子没有自己的日期。";
    zh "{target} 沿用的是 {other}，没有自己的日期", "运行 crosswalk verify {other}；两个版本其实不同时，先用 crosswalk set 给它自己的值";
    en "{target} inherits {other} and has no date of its own", "run crosswalk verify {other}; where the two differ after all, give it its own value with crosswalk set";

    /// What a report is written as follows from its file's name.
    "unknown-report-form" Error fn bad_report_file(path) why "报告写成什么格式，由文件名的后缀决定。";
    zh "看不出 {path} 要写成什么格式；什么也没有写", "文件名用 .html、.md 或 .json 结尾";
    en "in which form is {path} to be written? nothing was written", "let its name end in .html, .md or .json";

    /// The operating system refused.
    "cannot-change" Error fn cannot_change(path, reason) why "操作系统不允许。";
    zh "改不了 {path}：{reason}", "检查文件的权限和磁盘空间，再试一次";
    en "cannot change {path}: {reason}", "check the file's permissions and the free space, and try again";
}
