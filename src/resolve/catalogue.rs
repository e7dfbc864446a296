//! The problems of meaning.

use crate::base::problems;

problems! {
    /// Words in a language that the settings do not list would never be seen.
    "unknown-language" Error fn unknown_language(tag, near);
    zh "网站没有「{tag}」这种语言", "{near}";
    en "the site has no language {tag}", "{near}";

    /// Words without the default language have nothing to fall back to.
    "missing-default-language" Error fn missing_default(tag);
    zh "缺少默认语言 {tag} 的文字", "加上 {tag}: …";
    en "the words lack the default language {tag}", "add {tag}: …";

    /// Feeds and maps need the site's whole address.
    "bad-base-url" Error fn bad_base_url(url, suggestion);
    zh "「{url}」不能当作网站地址", "写成 {suggestion}，以 https:// 开头，不带 ?、# 和用户名";
    en "{url} cannot be the site's address", "write {suggestion}, with https:// and without ?, # or a user";

    /// A zone that is not in the time-zone database.
    "unknown-timezone" Error fn unknown_timezone(name, near);
    zh "没有「{name}」这个时区", "例如 {near}";
    en "there is no time zone {name}", "for example {near}";

    /// A number that makes no sense there.
    "bad-number" Error fn bad_number(number, least);
    zh "{number} 太小，至少是 {least}", "写一个不小于 {least} 的整数";
    en "{number} is too small; the least is {least}", "write a whole number of {least} or more";

    /// Two products with one id would share one address.
    "duplicate-product" Error fn duplicate_product(id);
    zh "已经有一个产品叫 {id}", "换一个代号";
    en "there is a product {id} already", "choose another id";

    /// Ids connect things; twice the same connects nothing.
    "duplicate-id" Error fn duplicate_id(id);
    zh "代号 {id} 用了两次", "给其中一个换代号";
    en "the id {id} is used twice", "give one of them another id";

    /// A features file without the product it belongs to.
    "features-without-product" Error fn features_without_product(folder);
    zh "{folder} 里没有 product.yaml，这个文件不属于任何产品", "在 {folder} 里建 product.yaml，或移动这个文件";
    en "there is no product.yaml in {folder}; this file belongs to no product", "make one, or move this file";

    /// A unit that neither the product nor crosswalk has.
    "unknown-unit" Error fn unknown_unit(unit, near);
    zh "不认识的单位「{unit}」", "改名（{near}），或在 units: 里声明它";
    en "unknown unit {unit}", "rename it ({near}), or declare it under units:";

    /// An option that the set does not declare.
    "unknown-option" Error fn unknown_option(id, near);
    zh "options 里没有「{id}」", "{near}";
    en "options has no {id}", "{near}";

    /// An actor or audience that the settings do not declare.
    "unknown-audience" Error fn unknown_audience(id, near);
    zh "没有「{id}」这类读者或经办人", "改名（{near}），或在 crosswalk.yaml 的 audiences: 里声明它";
    en "there is no audience {id}", "rename it ({near}), or declare it under audiences: in crosswalk.yaml";

    /// Blank never means no.
    "missing-cell" Error fn missing_cell(feature, edition);
    zh "功能 {feature} 没有填版本 {edition}", "在 cells 下加上 {edition}: …；不知道就写 未核实";
    en "feature {feature} says nothing about edition {edition}", "add {edition}: … under cells; unknown where it is not known";

    /// Blank never means no.
    "missing-part" Error fn missing_part(feature, part, edition);
    zh "功能 {feature} 的 {part} 没有填版本 {edition}", "在 {edition} 下加上 {part}: …；不知道就写 未核实";
    en "part {part} of feature {feature} says nothing about edition {edition}", "add {part}: … under {edition}; unknown where it is not known";

    /// A cell with words and no value cannot be compared.
    "missing-value" Error fn missing_value(wanted);
    zh "这一格没有值", "加上 {wanted}";
    en "this cell has no value", "add {wanted}";

    /// A word that is no state.
    "unknown-state" Error fn unknown_state(word, near);
    zh "「{word}」不是 support 的值", "{near}";
    en "{word} is no value of a support feature", "{near}";

    /// Partial without a word tells a customer nothing.
    "partial-without-words" Error fn partial_without_words();
    zh "写了「部分」，却没有说明哪一部分", "加上 md: 说明，或用 cases 列出什么条件下有";
    en "partial, but nothing says which part", "add md: with the words, or cases: with the conditions";

    /// A promise needs a day on which somebody looks again.
    "planned-without-review" Error fn planned_without_review();
    zh "写了「计划」，却没有回头核实的日期", "加上 review: 2026-12-31 这样的一行";
    en "planned, but no day to look again", "add a line such as review: 2026-12-31";

    /// A value that cannot stand in a feature of this type.
    "wrong-type" Error fn wrong_type(key, kind, wanted);
    zh "{kind} 类型的功能里不能写 {key}", "改成 {wanted}";
    en "a {kind} feature takes no {key}", "write {wanted} instead";

    /// An amount that cannot be read.
    "bad-amount" Error fn bad_amount(text);
    zh "「{text}」不是数量", "写数字和单位，例如 50、1 GiB、1,000、1万，或 不限";
    en "{text} is no amount", "write a number and a unit, such as 50, 1 GiB, 1,000, or unlimited";

    /// A span of time that is no whole number of days.
    "bad-days" Error fn bad_days(text);
    zh "「{text}」不是天数", "写整数天，例如 365d";
    en "{text} is no number of days", "write whole days, such as 365d";

    /// Bytes and days cannot be compared.
    "unit-mismatch" Error fn unit_mismatch(unit, wanted);
    zh "单位「{unit}」与这项功能的单位「{wanted}」不是一类", "换成同一类的单位";
    en "the unit {unit} is not of the same kind as the feature's unit {wanted}", "use a unit of the same kind";

    /// Conditions that exclude each other, or a condition that cannot hold in this edition.
    "impossible-case" Error fn impossible_case();
    zh "这些条件不可能同时成立，这一项永远用不上", "删掉这一项，或改正 when";
    en "these conditions can never all hold, so this case is never reached", "delete it, or mend when";

    /// A reader is on a plan of each edition, and on one only.
    "impossible-given" Error fn impossible_given(condition, edition);
    zh "版本 {edition} 里不可能有条件 {condition}，或它与前面写的条件互相排斥", "改成这个版本的一个套餐，或删掉它";
    en "{condition} cannot hold in edition {edition}, or what stands before excludes it", "name one plan of that edition, or delete it";

    /// What an edition is like must stand before it; that rules out circles.
    "inherits-later" Error fn inherits_later(edition);
    zh "只能沿用排在前面的版本，{edition} 不在前面", "改成前面的一个版本，或调整 editions 的顺序";
    en "an edition inherits from one before it, and {edition} is not", "name an earlier one, or change the order of the editions";

    /// An earlier case already covers it.
    "unreachable-case" Error fn unreachable_case();
    zh "前面的一项已经包括了这个条件，这一项永远用不上", "把条件更具体的一项放到前面";
    en "an earlier case covers this one, so it is never reached", "put the more specific case first";

    /// A set without options has nothing to choose from.
    "set-without-options" Error fn set_without_options(feature);
    zh "{feature} 是 set 类型，却没有 options", "加上 options: 并列出每一项的代号和名称";
    en "{feature} is a set without options", "add options: with an id and a name for each";

    /// No way back must be said, and signed.
    "no-way-back-unsaid" Error fn no_way_back_unsaid();
    zh "写了 reversible: false，却没有写 no_way_back", "加上 no_way_back: 一句话说明不可回退";
    en "reversible: false without no_way_back", "add no_way_back: with one sentence that says so";

    /// No way back must be said, and signed.
    "no-consent" Error fn no_consent();
    zh "不可回退的升级，至少要有一项由客户确认的前提", "在 preconditions 里给一项加上 consent: true";
    en "an upgrade without a way back needs at least one consent", "add consent: true to one of the preconditions";

    /// A guide goes from one edition to another.
    "same-edition" Error fn same_edition(edition);
    zh "from 和 to 是同一个版本 {edition}", "改正其中一个";
    en "from and to are both {edition}", "mend one of them";

    /// A guide lives beside its product.
    "guide-without-product" Error fn guide_without_product(folder);
    zh "{folder} 里没有 product.yaml，这份指南不属于任何产品", "在 {folder} 里建 product.yaml，或移动这个文件";
    en "there is no product.yaml in {folder}; this guide belongs to no product", "make one, or move this file";

    /// A count can only be held against a limit.
    "check-without-limit" Error fn check_without_limit(feature);
    zh "check 指向的 {feature} 不是 limit 类型", "换成一项 limit 类型的功能，或删掉 check";
    en "check names {feature}, which is no limit", "name a feature of type limit, or delete check";

    /// An address below the page's own folder, and no other.
    "bad-slug" Error fn bad_slug(slug, suggestion);
    zh "「{slug}」不能当作网址的一段：只能用字母、数字、汉字和 -，也不能是 con、nul 等系统保留名", "写 slug: {suggestion}";
    en "{slug} cannot be a part of an address: letters, digits, Han characters and - only, and no name that systems reserve (con, nul …)", "write slug: {suggestion}";

    /// A folder's name has 255 bytes at most on every system; a Han character takes three.
    "slug-too-long" Error fn slug_too_long(bytes);
    zh "网址的这一段有 {bytes} 字节，最长 255 字节", "写短一些；一个汉字占 3 个字节";
    en "this part of the address has {bytes} bytes; 255 is the most", "shorten it; a Han character takes three bytes";
}
