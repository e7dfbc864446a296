//! The problems of lines that look like YAML and are none.

use crate::base::problems;

problems! {
    /// An item begins with a hyphen and a space; dashes and dots are characters like any others.
    "yaml-dash" Error fn yaml_dash(mended) why "列表项以半角减号加一个空格开头，别的横线和圆点只是普通的字。";
    zh "列表项的开头不对：要写一个半角减号，后面留一个空格", "写成 {mended}";
    en "items of a list begin with a hyphen and a space", "write {mended}";

    /// Behind a colon, a hyphen and a space begin a list where none can stand.
    "yaml-dash-in-line" Error fn dash_in_line(mend) why "冒号后面不能开始列表，减号加空格却是列表的开头。";
    zh "冒号后面的减号会被当作列表的一项", "{mend}";
    en "a hyphen behind a colon begins an item of a list", "{mend}";

    /// One line holds one pair, unless braces hold them together.
    "yaml-keys-in-line" Error fn keys_in_line(mended, quoted) why "一行只写一对，除非用花括号括起来。";
    zh "一行里写了几个「键: 值」，要用花括号括起来", "写成 {mended}；如果是文字，给整段加上双引号：{quoted}";
    en "several \"key: value\" pairs in one line need braces", "write {mended}; if it is text, put all of it in double quotes: {quoted}";

    /// Without a colon a brace is a part of the word before it.
    "yaml-missing-colon" Error fn missing_colon(word, mended) why "没有冒号，花括号就成了前面那个词的一部分。";
    zh "「{word}」后面少了冒号", "写成 {mended}";
    en "there is no colon behind {word}", "write {mended}";

    /// A bracket that has closed is the whole value.
    "yaml-after-bracket" Error fn after_bracket(rest) why "括号合上，这个值就写完了。";
    zh "括号已经结束，后面多出了「{rest}」", "删掉它";
    en "the bracket has closed, and {rest} follows it", "delete it";

    /// “ ” are characters like any others to YAML.
    "curly-quotes" Error fn curly_quotes(quotes, mended) why "对 YAML 来说，「 」 只是普通的字。";
    zh "{quotes} 不是 YAML 的引号，会被当作内容的一部分", "写成 {mended}";
    en "{quotes} are no quotes to YAML, so they are a part of what is written", "write {mended}";

    /// What an amount hangs on is said where the amount would stand.
    "formula-outside-limit" Error fn formula_outside_limit() why "数量随什么变化，要写在本该写数量的地方。";
    zh "formula 要写在 limit 里", "写成 limit: {{formula: …}}，min 和 max 也写在这对花括号里";
    en "a formula stands inside limit", "write limit: {{formula: …}}, with min and max between the same braces";

    /// A list in one line stands between brackets; without them `tags: a, b` is a list of one.
    "list-without-brackets" Error fn list_without_brackets(mend) why "写在一行里的列表要用方括号括起来；不加方括号，tags: a, b 只是一项。";
    zh "这里写了几项，却没有用方括号括起来", "写成 {mend}";
    en "several items are written here without brackets", "write {mend}";
}
