//! The problems of building itself.

use crate::base::problems;

problems! {
    /// The cache only saves time; without it the build is slower once.
    "broken-cache" Warning fn broken_cache(path) why "缓存只为省时间；没有它，构建只是慢一次。";
    zh "缓存 {path} 损坏，这次不用它", "不必处理，这次构建会写一个新的；如果每次都这样，请检查磁盘";
    en "the cache {path} is broken and was left aside", "nothing to do: this build writes a new one; if it happens every time, check the disk";

    /// A level for a code that does not exist would do nothing.
    "unknown-check" Error fn unknown_check(code, near) why "没有这种问题，给它定的级别就不起作用。";
    zh "没有「{code}」这种问题", "{near}";
    en "there is no problem {code}", "{near}";

    /// Errors say that the site would be wrong; only warnings are a matter of taste.
    "check-of-error" Error fn check_of_error(code) why "错误说明网站会出错；可以放宽的只有警告。";
    zh "「{code}」是错误，不能关掉或降为警告", "删掉这一行，改正内容；只有警告可以写 off、warn 或 error";
    en "{code} is an error and can be neither silenced nor made a warning", "delete this line and mend the content; only warnings take off, warn or error";

    /// A page of what a file said before and says now would be neither.
    "input-changed-meanwhile" Error fn changed_meanwhile() why "页面会一半是改动前的内容，一半是改动后的。";
    zh "构建期间这个文件被改动了", "再构建一次";
    en "this file was changed while the site was being built", "build again";

    /// What is to be seen hangs on the day.
    "bad-time" Error fn bad_time(text, mend) why "哪些内容该显示，取决于是哪一天。";
    zh "「{text}」不是时间", "{mend}；要写时刻时带上时区：2026-01-31T12:00:00Z";
    en "{text} is no time", "{mend}; a time needs its zone: 2026-01-31T12:00:00Z";

    /// Every message has a code, which stands between brackets behind its kind.
    "unknown-message" Error fn unknown_message(code, near) why "每条信息都有一个编号，写在种类后面的方括号里。";
    zh "没有代号是「{code}」的信息", "{near}";
    en "no message has the code {code}", "{near}";

    /// A comparison needs a matrix on each side.
    "nothing-to-compare" Error fn nothing_to_compare(name) why "两边都要有功能表，才比得出差别。";
    zh "「{name}」里没有产品", "给出 product.yaml、产品的文件夹、网站的文件夹，或 git 里的一个版本";
    en "there is no product in {name}", "give a product.yaml, a product's folder, a site's folder, or a revision in git";

    /// What cannot be read cannot be compared.
    "side-unreadable" Error fn side_unreadable(path, reason) why "读不了的内容无从比较。";
    zh "读不了 {path}：{reason}", "检查名字和权限";
    en "{path} cannot be read: {reason}", "check its name and permissions";

    /// Two sites may have many products, and a file is only one.
    "which-of-products" Error fn which_of_products(products) why "两边可能各有几个产品，而一个文件只属于一个产品。";
    zh "要比较的不是同一个产品：{products}", "给出同一个产品的两个文件或文件夹，或两个网站";
    en "these are not the same product: {products}", "give two files or folders of one product, or two sites";

    /// Editions are compared within one product.
    "editions-of-two-products" Error fn editions_of_two(first, second) why "版本只在同一个产品里比较。";
    zh "{first} 和 {second} 不是同一个产品的版本", "写成 crosswalk diff exmail@legacy exmail@fusion";
    en "{first} and {second} are editions of two products", "write crosswalk diff exmail@legacy exmail@fusion";

    /// What is known of a customer is a condition that can hold in an edition.
    "given-not-understood" Error fn given_not_understood(written, known) why "客户的情况要写成某个版本里可能成立的条件。";
    zh "看不懂 --given {written}", "写成 --given 版本=条件；可用的条件：{known}";
    en "--given {written} is not understood", "write --given EDITION=CONDITION; the conditions: {known}";

    /// A comparison is of two editions.
    "compare-not-understood" Error fn compare_not_understood(written, editions) why "一次比较的是两个版本。";
    zh "看不懂 --compare {written}", "写两个版本的代号，例如 --compare 旧 新，或 --compare 旧-vs-新；这个产品的版本：{editions}";
    en "--compare {written} is not understood", "name two editions: --compare OLD NEW, or --compare OLD-vs-NEW; the product has: {editions}";

    /// A workbook is no text: on a terminal it would only be noise.
    "workbook-to-terminal" Error fn workbook_to_terminal(product) why "工作簿不是文字，在终端里只是一堆乱码。";
    zh "工作簿不是文字，不能显示在终端里", "写入文件：crosswalk export {product} -o {product}.xlsx";
    en "a workbook is no text; it cannot be shown on a terminal", "write it into a file: crosswalk export {product} -o {product}.xlsx";

    /// A lean program writes no workbooks.
    "no-spreadsheets" Error fn no_spreadsheets() why "精简编译的程序不会写工作簿。";
    zh "这个程序编译时没有带上 spreadsheets，写不了 xlsx", "改用 --format csv，或重新编译：cargo build --release --features spreadsheets";
    en "this program was built without spreadsheets and writes no xlsx", "use --format csv, or build it anew: cargo build --release --features spreadsheets";

    /// Records stand in the order of their days.
    "record-before-last" Error fn record_before_last(date, product, last) why "记录按日期先后排列。";
    zh "「{product}」已经记录到 {last}，不能再记一份 {date} 的", "写 --on {last} 或更晚的日期；不写 --on 就是今天";
    en "{product} is recorded up to {last}; a record of {date} would come before that", "write --on {last} or a later day; without --on it is today";

    /// The version of a consent sheet is a long number; its first digits are enough, if they are not too few.
    "bad-consent" Error fn bad_consent(written, least) why "告知书的版本号很长，只写开头几位也行，但不能太少。";
    zh "「{written}」不是告知书的版本号", "照告知书页脚抄写：0–9、a–f，至少前 {least} 位，最多 64 位";
    en "{written} is no version of a consent sheet", "copy it from the sheet's foot: digits 0–9 and a–f, at least the first {least} and at most 64";

    /// What was signed must be found again, or nobody can say what was told.
    "unknown-consent" Error fn unknown_consent(hash) why "客户签过的版本要能找回来，否则没人说得清当时告知了什么。";
    zh "没有找到版本号是 {hash} 的告知书：网站现在的内容、git 里的历史和 changes 里的记录都没有", "核对版本号；浅克隆（shallow clone）先运行 git fetch --unshallow；签字时的网站若不在这个仓库里，用 -r 指到那里";
    en "no consent sheet of the version {hash}: neither in the site as it is, nor in git, nor in the records of changes", "check the number; in a shallow clone run git fetch --unshallow first; if the site that was signed lies elsewhere, name it with -r";

    /// Digits that begin two versions name neither.
    "ambiguous-consent" Error fn ambiguous_consent(hash, found) why "这几位数字同时是两个版本的开头，说不清是哪一个。";
    zh "{hash} 开头的告知书版本不止一个：{found}", "多写几位";
    en "{hash} begins more than one version: {found}", "write more digits";
}
