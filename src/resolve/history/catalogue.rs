//! The problems of records, and of what stays as it was.

use crate::base::problems;

problems! {
    /// A record tells what was; the matrix tells what is.
    "record-edited" Error fn record_edited(mend) why "变更记录说的是当初，功能表说的是现在。";
    zh "这里和当初记录的不一样：变更记录里的事实被改过", "{mend}";
    en "this is not what was recorded: facts of a record were edited", "{mend}";

    /// Of two records that follow the same one, one tells of a matrix that never was.
    "records-disagree" Error fn records_disagree(first, second) why "两份记录接在同一份后面，其中一份说的功能表从来没有过。";
    zh "{second} 和 {first} 接不上，说的不是同一段历史", "留下对的一份，删掉另一份（先抄下它的 title、summary 和 note），再运行 crosswalk record 补上";
    en "{second} does not follow {first}: they tell of different pasts", "keep the right one, delete the other (copy its title, summary and notes first), and run crosswalk record";

    /// Without each of its links a chain leads nowhere.
    "record-missing" Error fn record_missing(name) why "缺了一环，后面的记录就接不上。";
    zh "变更记录不完整：没有 {name}", "从备份或 git 里取回它；找不回来，就删掉整个 changes/，再运行 crosswalk record 从今天重新开始";
    en "the records are not complete: {name} is missing", "take it back from a backup or from git; if it is lost, delete changes/ and run crosswalk record to begin anew from today";

    /// What will change is not known yet.
    "record-in-future" Error fn record_in_future(date) why "将来会怎么变，现在还不知道。";
    zh "记录的日期 {date} 还没到", "写成改动真正发生的那一天，不晚于今天";
    en "the record's day {date} has not come yet", "use the day on which it changed, today at the latest";

    /// What was recorded and is gone must have gone by a word.
    "record-of-nothing" Error fn record_of_nothing(id) why "记录过的内容没有了，要有一句交代。";
    zh "变更记录里有「{id}」，功能表里却没有了", "改了代号就在 product.yaml 里写 moved: {{{id}: 新代号}}；确实删掉了，运行 crosswalk record 记下来";
    en "records speak of {id}, and the matrix does not have it any more", "if it has another id, write moved: {{{id}: new-id}} in product.yaml; if it is gone, run crosswalk record, which tells so";

    /// Records lie beside their product.
    "changes-without-product" Error fn changes_without_product(folder) why "变更记录放在它的产品旁边。";
    zh "{folder} 里没有 product.yaml，这些变更记录不属于任何产品", "在 {folder} 里建 product.yaml，或移动 changes 文件夹";
    en "there is no product.yaml in {folder}; these records belong to no product", "make one, or move the folder changes";

    /// What nobody recorded cannot be shown again.
    "frozen-before-record" Error fn frozen_before_record(date, product, from) why "没有记录过的样子，没法再显示出来。";
    zh "文章停在 {date}，「{product}」的变更记录{from}，那一天的功能表无从得知", "删掉 freeze: true，让文章用现在的功能表；或者把 date 改到有记录之后";
    en "the article stays on {date}, but records of {product} {from}: how the matrix stood that day is not known", "delete freeze: true, and the article shows today's matrix; or give it a date after the first record";

    /// Tables stay on a day, which must be known.
    "frozen-without-date" Error fn frozen_without_date() why "表格停在某一天，那一天要写明。";
    zh "freeze: true 要有日期：表格停在文章的 date 那一天", "写上 date: 2026-01-31，或删掉 freeze";
    en "freeze: true needs a date: tables stay on the day of the article's date", "write date: 2026-01-31, or delete freeze";

    /// A change that nobody records is not told to readers, and is lost once the next one is made.
    "unrecorded-changes" Warning fn unrecorded_changes(product, count) why "不记录的改动，读者不会知道，下次再改就找不回来了。";
    zh "「{product}」有 {count} 处改动还没有记录，变更页和订阅里看不到", "运行 crosswalk record（先看看会记什么：crosswalk record --dry-run）";
    en "{product} has changes that are not recorded ({count}): the page of changes and the feed do not tell of them", "run crosswalk record (and first crosswalk record --dry-run)";
}
