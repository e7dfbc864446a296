//! The problems of meaning.

use crate::base::problems;

problems! {
    /// Words in a language that the settings do not list would never be seen.
    "unknown-language" Error fn unknown_language(tag, near) why "设置里没有的语言，写了也不会显示。";
    zh "网站没有「{tag}」这种语言", "{near}";
    en "the site has no language {tag}", "{near}";

    /// A guide is one transition in all languages; a second file would be a second guide.
    "guide-in-language" Error fn guide_in_language() why "一份升级指南包括所有语言；再写一个文件就成了第二份指南。";
    zh "升级指南不能按语言分成几个文件", "删掉文件名里的语言，把各种语言的文字写在同一个文件里，例如 title: {{zh-Hans: …, en: …}}";
    en "a guide cannot be parted into files by language", "take the language out of the file's name, and write the words of several languages in one file, for example title: {{zh-Hans: …, en: …}}";

    /// A language is made from one that somebody writes: not from itself, nor from another made one,
    /// and the default language is written.
    "derived-twice" Error fn derived_twice(tag, from) why "语言只能由人写的语言转换而来：不能由自己，也不能由另一种转换来的语言；默认语言要由人写。";
    zh "{tag} 不能由 {from} 转换而来", "derive.from 写另一种自己写有内容的语言；默认语言和本身就是转换来的语言都不行";
    en "{tag} cannot be made from {from}", "let derive.from name another language that is written, neither the default language's own nor one that is made itself";

    /// The tables of OpenCC that are carried.
    "unknown-scheme" Error fn unknown_scheme(with, near) why "程序里带的 OpenCC 转换表没有这一种。";
    zh "没有「{with}」这种转换方式", "{near}";
    en "there is no way of conversion called {with}", "{near}";

    /// Words without the default language have nothing to fall back to.
    "missing-default-language" Error fn missing_default(tag) why "没有默认语言的文字，别的语言缺字时就没有可用的。";
    zh "缺少默认语言 {tag} 的文字", "加上 {tag}: …";
    en "the words lack the default language {tag}", "add {tag}: …";

    /// Feeds and maps need the site's whole address.
    "bad-base-url" Error fn bad_base_url(url, suggestion) why "订阅和站点地图要用完整的网址。";
    zh "「{url}」不能当作网站地址", "写成 {suggestion}，以 https:// 开头，不带 ?、# 和用户名";
    en "{url} cannot be the site's address", "write {suggestion}, with https:// and without ?, # or a user";

    /// A zone that is not in the time-zone database.
    "unknown-timezone" Error fn unknown_timezone(name, near) why "时区数据库里没有这个时区。";
    zh "没有「{name}」这个时区", "例如 {near}";
    en "there is no time zone {name}", "for example {near}";

    /// A number that makes no sense there.
    "bad-number" Error fn bad_number(number, least) why "这个数在这里没有意义。";
    zh "{number} 太小，至少是 {least}", "写一个不小于 {least} 的整数";
    en "{number} is too small; the least is {least}", "write a whole number of {least} or more";

    /// Two products with one id would share one address.
    "duplicate-product" Error fn duplicate_product(id) why "代号相同的两个产品会用同一个网址。";
    zh "已经有一个产品叫 {id}", "换一个代号";
    en "there is a product {id} already", "choose another id";

    /// Ids connect things; twice the same connects nothing.
    "duplicate-id" Error fn duplicate_id(id) why "内容靠代号相连，重复的代号连不到一处。";
    zh "代号 {id} 用了两次", "给其中一个换代号";
    en "the id {id} is used twice", "give one of them another id";

    /// A features file without the product it belongs to.
    "features-without-product" Error fn features_without_product(folder) why "功能文件要有它所属的产品。";
    zh "{folder} 里没有 product.yaml，这个文件不属于任何产品", "在 {folder} 里建 product.yaml，或移动这个文件";
    en "there is no product.yaml in {folder}; this file belongs to no product", "make one, or move this file";

    /// A unit that neither the product nor crosswalk has.
    "unknown-unit" Error fn unknown_unit(unit, id, near) why "产品里没有声明这个单位，程序也不认识。";
    zh "不认识的单位「{unit}」", "在 units: 下加一行 {id}: {{name: {unit}}}，或改名；{near}";
    en "unknown unit {unit}", "add {id}: {{name: {unit}}} under units:, or rename it; {near}";

    /// In a feature that has a unit, any other has to measure the same.
    "foreign-unit" Error fn foreign_unit(unit, units) why "功能已有单位的，别的单位要量的是同一样东西。";
    zh "不认识的单位「{unit}」，这项功能有自己的单位", "数字后面写这里能用的单位：{units}；「{unit}」是它的另一个名字时，写进这个单位的 aliases";
    en "unknown unit {unit}; this feature has a unit of its own", "behind the number write a unit that fits: {units}; if {unit} is another name of it, add it to the aliases of that unit";

    /// An option that the set does not declare.
    "unknown-option" Error fn unknown_option(id, near) why "options 里没有声明这一项。";
    zh "options 里没有「{id}」", "{near}";
    en "options has no {id}", "{near}";

    /// "Does it support how to foam milk?" is no question; a name that is one already asks for itself.
    "missing-question" Error fn missing_question(name, question) why "「支持怎么打奶泡吗？」不成问句；名称本身是问句的，直接用它提问。";
    zh "「{name}」本身就是问句，拼不出这项功能的问题", "加上一行 question: {question}";
    en "{name} is a question itself, so none can be made of it", "add a line question: {question}";

    /// What is listed once is meant; twice is a slip for something else, or a leftover.
    "listed-twice" Error fn listed_twice(id) why "列一次就够了；列两次，多半是把别的写错了，或是忘了删。";
    zh "「{id}」在这里列了两次", "删掉其中一个";
    en "{id} is listed twice here", "delete one of them";

    /// One word cannot say of each part what it is.
    "cell-of-parts" Error fn cell_of_parts(parts) why "一个词说不清每一分项各是什么。";
    zh "这一行分成几项，这一格要逐项写", "写成 {parts}，再把每一项的内容填进去";
    en "the row has parts, so its cell says something of each", "write {parts}, then fill in each of them";

    /// An actor or audience that the settings do not declare.
    "unknown-audience" Error fn unknown_audience(id, near) why "设置里没有声明这类读者或经办人。";
    zh "没有「{id}」这类读者或经办人", "在 crosswalk.yaml 的 audiences: 里声明它，或改名；{near}";
    en "there is no audience {id}", "declare it under audiences: in crosswalk.yaml, or rename it; {near}";

    /// Blank never means no.
    "missing-cell" Error fn missing_cell(feature, editions, keys) why "空白从来不等于「无」。";
    zh "功能 {feature} 没有填版本 {editions}", "在 cells 下加上 {keys}；不知道就写 未核实";
    en "feature {feature} says nothing about edition {editions}", "add {keys} under cells; unknown where it is not known";

    /// Blank never means no.
    "missing-part" Error fn missing_part(feature, part, edition) why "空白从来不等于「无」。";
    zh "功能 {feature} 的 {part} 没有填版本 {edition}", "在 {edition} 下加上 {part}: …；不知道就写 未核实";
    en "part {part} of feature {feature} says nothing about edition {edition}", "add {part}: … under {edition}; unknown where it is not known";

    /// A cell with words and no value cannot be compared.
    "missing-value" Error fn missing_value(wanted) why "只有说明、没有值的格子没法比较。";
    zh "这一格没有值", "加上 {wanted}";
    en "this cell has no value", "add {wanted}";

    /// A word that is no state.
    "unknown-state" Error fn unknown_state(word, near) why "这个词不表示任何一种状态。";
    zh "「{word}」不是 support 的值", "{near}";
    en "{word} is no value of a support feature", "{near}";

    /// Partial without a word tells a customer nothing.
    "partial-without-words" Error fn partial_without_words() why "只写「部分」，客户还是什么也不知道。";
    zh "写了「部分」，却没有说明哪一部分", "加上 md: 说明，或用 cases 列出什么条件下有";
    en "partial, but nothing says which part", "add md: with the words, or cases: with the conditions";

    /// Words for a table must fit into its column.
    "long-short" Error fn long_short(width, most) why "表格里用的短句要放得进一栏。";
    zh "short 有 {width} 个字宽，最多 {most} 个汉字", "写短一些；完整的话写在 md 里";
    en "short is {width} Han characters wide, and may be {most}", "make it shorter, and leave the whole sentence to md";

    /// A promise needs a day on which somebody looks again.
    "planned-without-review" Error fn planned_without_review() why "许诺要有一个回头核实的日子。";
    zh "写了「计划」，却没有回头核实的日期", "加上 review: 2026-12-31 这样的一行";
    en "planned, but no day to look again", "add a line such as review: 2026-12-31";

    /// A value that cannot stand in a feature of this type.
    "wrong-type" Error fn wrong_type(key, kind, wanted) why "这种类型的功能里不能放这样的值。";
    zh "{kind} 类型的功能里不能写 {key}", "改成 {wanted}";
    en "a {kind} feature takes no {key}", "write {wanted} instead";

    /// An amount that cannot be read.
    "bad-amount" Error fn bad_amount(text) why "读不懂的数量没法比较。";
    zh "「{text}」不是数量", "写数字和单位，例如 50、1 GiB、1,000、1万，或 不限；没有写 无，不知道写 未核实，无从说起写 不适用";
    en "{text} is no amount", "write a number and a unit, such as 50, 1 GiB, 1,000, or unlimited; no where there is none, unknown where it is not known, na where it makes no sense";

    /// A number in a notation of programs, or with a slip in it.
    "amount-notation" Error fn amount_notation(text, meant) why "这是程序里的写法，或者数字里有笔误。";
    zh "「{text}」不是这里的数量写法", "写成 {meant}";
    en "{text} is not how an amount is written here", "write {meant}";

    /// A cell is compared by one exact amount; what is said about it are words.
    "amount-with-words" Error fn amount_with_words(text, amount, quoted) why "比较一格用的是一个确切的数量，其余的话属于说明。";
    zh "「{text}」不只是一个数量，没法比较大小", "limit 里只写用来比较的那个数，原话写进 md：{{limit: {amount}, md: {quoted}}}";
    en "{text} is more than one amount, so it cannot be compared", "let limit hold the amount to compare alone, and md the words: {{limit: {amount}, md: {quoted}}}";

    /// A day cannot be more or less than a number.
    "day-as-amount" Error fn day_as_amount(text, quoted) why "日期和数量比不出大小。";
    zh "「{text}」是日期，不是数量", "数量还不知道时写 {{is: 未核实, md: {quoted}}}；核实的日期写在 verified";
    en "{text} is a day, and no amount", "where the amount is not known, write {{is: unknown, md: {quoted}}}; the day of a check belongs to verified";

    /// There is no less than nothing.
    "negative-amount" Error fn negative_amount(text) why "没有比零还少的数量。";
    zh "数量不能是负数：{text}", "没有就写 无；不设上限就写 不限";
    en "an amount is never negative: {text}", "write no where there is none, unlimited where there is no bound";

    /// A comma that parts other than thousands is a slip, or a decimal comma.
    "digit-groups" Error fn digit_groups(text) why "逗号隔开的不是千位，那就是笔误，或者被当成了小数点。";
    zh "「{text}」里的逗号没有每三位一个", "写成 1,000 或 1000；小数点用「.」";
    en "the commas in {text} do not part thousands", "write 1,000 or 1000, and a decimal point as .";

    /// A formula that breaks off.
    "formula-needs-value" Error fn formula_needs_value() why "公式没有写完。";
    zh "公式在这里缺一个数", "写数字、帐号数 accounts 或括号，例如 3 + floor(accounts / 10)";
    en "the formula lacks a number here", "write a number, a count such as accounts, or a bracket: 3 + floor(accounts / 10)";

    /// Two numbers with nothing between them.
    "formula-needs-operator" Error fn formula_needs_operator() why "两个数之间什么也没有。";
    zh "公式在这里缺 + - * / 之一，或多了这一个", "例如 3 + floor(accounts / 10)；减号两边留空格";
    en "the formula lacks one of + - * / here, or this is too much", "such as 3 + floor(accounts / 10); leave spaces around a minus";

    /// A bracket without its partner.
    "formula-unclosed" Error fn formula_unclosed() why "括号缺了另一半。";
    zh "公式里的这个括号没有合上", "在后面补上「)」";
    en "this bracket of the formula is never closed", "add ) after it";

    /// A count that nobody asks for.
    "unknown-count" Error fn unknown_count(name, near) why "这个数量没有人问过客户。";
    zh "公式里的「{name}」不是已知的数量；能用的是 accounts 和升级指南 collect 里 type: count 的代号", "{near}";
    en "{name} is no known count; a formula knows accounts, and the ids with type: count that guides collect", "{near}";

    /// A function that formulas do not have.
    "unknown-function" Error fn unknown_function(name, near) why "公式里没有这个函数。";
    zh "公式里没有「{name}」这个函数；有 floor、ceil、round、min、max", "{near}";
    en "formulas have no function {name}; there are floor, ceil, round, min and max", "{near}";

    /// Rounding takes one number.
    "formula-one-argument" Error fn formula_one_argument(name) why "取整只能对一个数。";
    zh "{name} 的括号里只能有一个数", "去掉逗号后面的部分；取较小的数用 min，较大的用 max";
    en "{name} takes one number", "delete what follows the comma; min and max take several";

    /// A bound that bounds nothing.
    "formula-without-bound" Error fn formula_without_bound() why "没有数的上下限什么也限不住。";
    zh "min 和 max 要写一个数量", "不设上限或下限，就删掉这一项";
    en "min and max take an amount", "delete it where there is no bound";

    /// What is divided by nothing has no value.
    "formula-divides-by-nothing" Error fn formula_divides_by_nothing() why "除以零没有结果。";
    zh "公式里除以了 0", "把除号后面改成不为 0 的数";
    en "the formula divides by 0", "write another number than 0 behind the /";

    /// Between bounds that cross lies nothing.
    "formula-bounds-crossed" Error fn formula_bounds_crossed() why "上限比下限还小，中间什么也没有。";
    zh "公式的 max 比 min 还小", "把 min 和 max 的数对调，或改正其中一个";
    en "max of the formula is less than its min", "exchange the two, or mend one of them";

    /// A formula nobody can read.
    "formula-too-long" Error fn formula_too_long() why "这样的公式没有人读得懂。";
    zh "公式太长，或括号套得太深", "写得短一些，或改用 md 说明";
    en "the formula is too long, or nests too deep", "make it shorter, or say it in md";

    /// How many of what?
    "factor-without-of" Error fn factor_of_nothing() why "是多少倍，要看是什么的倍数。";
    zh "写了 factor，却没有说明是哪个单位的多少倍", "加上 of: 单位，例如 of: day";
    en "a factor, but of which unit?", "add of: with a unit, such as of: day";

    /// What hangs on a count is a formula, and is said to be one.
    "formula-as-amount" Error fn formula_as_amount(text, written) why "随数量变化的值是公式，要写明是公式。";
    zh "「{text}」是公式，不是一个数量", "整格写成 {written}";
    en "{text} is a formula and no amount", "write the whole cell as {written}";

    /// A unit is some times another one.
    "bad-factor" Error fn bad_factor(text) why "一个单位是另一个单位的若干倍。";
    zh "「{text}」不能当作倍数", "写大于 0 的数，例如 12";
    en "{text} cannot be a factor", "write a number above 0, such as 12";

    /// A rung that is neither an edition nor a plan.
    "unknown-rung" Error fn unknown_rung(id, near) why "这一级既不是版本，也不是套餐。";
    zh "「{id}」不是版本，也不是 of: plan 的条件", "{near}";
    en "{id} is neither an edition nor a condition with of: plan", "{near}";

    /// A group needs its name once, in the first of its files.
    "nameless-group" Error fn nameless_group(id) why "分组的名称要写一次，写在它的第一个文件里。";
    zh "分组 {id} 没有名称", "加上 name: 名称";
    en "group {id} has no name", "add name: with its name";

    /// A feature that is still here has not moved.
    "moved-and-here" Error fn moved_and_here(id) why "还在表里的功能没有改名。";
    zh "{id} 还在表里，不能写成已改名或已拆分", "删掉这一行，或把表里的 id 改成新的";
    en "{id} is still in the matrix, so it has not moved", "delete this line, or give the feature its new id";

    /// Ids that lead back to themselves lead nowhere.
    "moved-in-circle" Error fn moved_in_circle(circle) why "绕回自己的改名哪里也到不了。";
    zh "改名绕成了圈：{circle}", "让最后一个指向表里现有的功能";
    en "these ids move in a circle: {circle}", "let the last one name a feature of the matrix";

    /// A span of time that is no whole number of days.
    "bad-days" Error fn bad_days(text) why "时间的长短要是整数天。";
    zh "「{text}」不是天数", "写整数天，例如 365d";
    en "{text} is no number of days", "write whole days, such as 365d";

    /// What nobody has looked at for too long may be true no longer.
    "stale-cell" Warning fn stale_cell(count, date, days, oldest, target) why "太久没有人核对的内容，也许已经不对了。";
    zh "{count} 格的内容在 {date} 核实以后超过 {days} 天没有复核，最早到期的是「{oldest}」", "逐格核对，改掉变了的，再运行 crosswalk verify {target}；也可以手工改这个日期";
    en "{count} cells were last verified on {date}, more than {days} days ago; the first to expire: {oldest}", "look at them again, mend what has changed, then run crosswalk verify {target}, or change this date by hand";

    /// Tomorrow nobody has looked yet.
    "date-in-future" Warning fn date_in_future(key, date, today) why "还没到的日子，谁也没有核对过。";
    zh "{key} 写的是 {date}，这一天还没有到（今天是 {today}）", "写今天或以前的日期";
    en "{key} says {date}, which is still to come (today is {today})", "write today or an earlier day";

    /// Readers of two languages would be told two things.
    "translation-disagrees" Warning fn translation_disagrees(lang, said, meant) why "两种语言的读者会读到两种说法。";
    zh "{lang} 的译文里写的是 {said}，默认语言里是 {meant}", "改正其中一处；两边说的不是同一个数时，换个说法";
    en "the {lang} words say {said}, those of the default language {meant}", "mend one of the two; if they speak of different numbers, say it in other words";

    /// The day on which somebody wanted to look again has passed.
    "overdue-plan" Warning fn overdue_plan(feature, edition, date, target) why "说好回头核实的日子已经过了。";
    zh "「{feature}」在「{edition}」里是计划，说好 {date} 复核，已经过了", "已经有了就运行 crosswalk set {target} 有；还没有就把 review 改成以后的日期";
    en "{feature} is planned in {edition}, to be looked at again on {date}, which has passed", "run crosswalk set {target} yes if it has come; if not, put review off to a later day";

    /// Bytes and days cannot be compared.
    "unit-mismatch" Error fn unit_mismatch(unit, wanted, units) why "字节和天数比不出大小。";
    zh "单位「{unit}」与这项功能的单位「{wanted}」不是一类", "换成这里能用的单位：{units}";
    en "the unit {unit} is not of the same kind as the feature's unit {wanted}", "use a unit that fits: {units}";

    /// Conditions that exclude each other, or a condition that cannot hold in this edition.
    "impossible-case" Error fn impossible_case() why "条件互相排斥，或者在这个版本里不可能成立。";
    zh "这些条件不可能同时成立，这一项永远用不上", "删掉这一项，或改正 when";
    en "these conditions can never all hold, so this case is never reached", "delete it, or mend when";

    /// What an edition is like must stand before it; that rules out circles.
    "inherits-later" Error fn inherits_later(edition) why "沿用的版本要排在前面，这样才不会绕圈。";
    zh "只能沿用排在前面的版本，{edition} 不在前面", "改成前面的一个版本，或调整 editions 的顺序";
    en "an edition inherits from one before it, and {edition} is not", "name an earlier one, or change the order of the editions";

    /// An earlier case already covers it.
    "unreachable-case" Error fn unreachable_case() why "前面的情形已经包括了它。";
    zh "前面的各项已经包括了符合这个条件的所有情况，这一项永远用不上", "把条件更具体的一项放到前面";
    en "the cases before this one cover all that it is for, so it is never reached", "put the more specific case first";

    /// A set without options has nothing to choose from.
    "set-without-options" Error fn set_without_options(feature) why "没有选项，就没有可选的。";
    zh "{feature} 是 set 类型，却没有 options", "加上 options: 并列出每一项的代号和名称";
    en "{feature} is a set without options", "add options: with an id and a name for each";

    /// No way back must be said, and signed.
    "no-way-back-unsaid" Error fn no_way_back_unsaid() why "不可回退要说出来，还要由客户签字。";
    zh "写了 reversible: false，却没有写 no_way_back", "加上 no_way_back: 一句话说明不可回退";
    en "reversible: false without no_way_back", "add no_way_back: with one sentence that says so";

    /// A guide says one thing of the way back.
    "contradictory-way-back" Error fn contradictory_way_back() why "能不能回退，一份指南只能有一种说法。";
    zh "写了 reversible: true，又写了 no_way_back", "不能退回就改成 reversible: false；能退回就删掉 no_way_back";
    en "reversible: true, and no_way_back as well", "write reversible: false if there is no way back; delete no_way_back if there is one";

    /// No way back must be said, and signed.
    "no-consent" Error fn no_consent() why "不可回退要说出来，还要由客户签字。";
    zh "不可回退的升级，至少要有一项由客户确认的前提", "在 preconditions 里给一项加上 consent: true";
    en "an upgrade without a way back needs at least one consent", "add consent: true to one of the preconditions";

    /// A place in a ticket shows what was filled in for a field to collect.
    "unknown-ticket-field" Error fn unknown_ticket_field(name, near) why "工单里的空，填的是 collect 里要收集的内容。";
    zh "collect 里没有「{name}」这一项，工单里这一处填不出来", "要写花括号本身，写两遍：{{{{ }}}}；{near}";
    en "nothing called {name} is collected, so this place of the ticket stays empty", "a brace itself is written twice: {{{{ }}}}; {near}";

    /// A brace that opens or closes nothing would be printed, or hide what was meant.
    "stray-brace" Error fn stray_brace(brace) why "没有配对的花括号会原样印出来，或者让本来的意思落空。";
    zh "工单里的这个 {brace} 没有配对", "占位写成 {{admin}}，在一行之内；要写花括号本身，写两遍：{{{{ }}}}";
    en "this {brace} in the ticket has no partner", "write a place as {{admin}}, within a line; a brace itself is written twice: {{{{ }}}}";

    /// What nobody sends need not be asked for.
    "unsent-field" Warning fn unsent_field(id) why "没有人会收到的内容不必问。";
    zh "collect 里的 {id} 没有写进 ticket，客户填了也不会发给经办人", "在 ticket 里加上 {{{id}}}（每种语言都要），或从 collect 里删掉它";
    en "{id} is collected and has no place in the ticket: what customers write there is not sent", "write {{{id}}} into the ticket, in every language, or delete the field";

    /// A choice needs something to choose from.
    "choice-without-options" Error fn choice_without_options(id) why "选择题要有可选的。";
    zh "{id} 的类型是 choice，却没有可以选的", "加上 options: [甲, 乙]，或换一种 type";
    en "{id} is a choice without anything to choose", "add options: [first, second], or another type";

    /// What can be chosen is read of a choice alone.
    "options-without-choice" Error fn options_without_choice(id) why "只有选择题才用得上选项。";
    zh "{id} 写了 options，类型却不是 choice，读者选不到", "改成 type: choice，或删掉 options";
    en "{id} has options and is no choice: nobody can choose one", "write type: choice, or delete options";

    /// A guide goes from one edition to another.
    "same-edition" Error fn same_edition(edition, near) why "升级指南是从一个版本到另一个版本。";
    zh "from 和 to 是同一个版本 {edition}", "改正其中一个；{near}";
    en "from and to are both {edition}", "mend one of them; {near}";

    /// One combination has one page.
    "compared-twice" Error fn compared_twice() why "一种组合只有一个页面。";
    zh "这一对版本已经列在 compare 里了", "删掉其中一个；想要另一种情形，写上不同的 given";
    en "this pair stands in compare already", "delete one; for another case, write another given";

    /// A guide lives beside its product.
    "guide-without-product" Error fn guide_without_product(folder) why "升级指南放在它的产品旁边。";
    zh "{folder} 里没有 product.yaml，这份指南不属于任何产品", "在 {folder} 里建 product.yaml，或移动这个文件";
    en "there is no product.yaml in {folder}; this guide belongs to no product", "make one, or move this file";

    /// A count can only be held against a limit.
    "check-without-limit" Error fn check_without_limit(feature, near) why "数量只能和上限对照。";
    zh "check 指向的 {feature} 不是 limit 类型", "换成一项 limit 类型的功能，或删掉 check；{near}";
    en "check names {feature}, which is no limit", "name a feature of type limit, or delete check; {near}";

    /// Only a number can be held against a limit.
    "check-without-count" Error fn check_without_count(id) why "只有数字才能和上限对照。";
    zh "{id} 写了 check，类型却不是 count，没有数字可以对照", "改成 type: count，或删掉 check";
    en "{id} has a check and is no count: there is no number to hold against it", "write type: count, or delete check";

    /// An address below the page's own folder, and no other.
    "bad-slug" Error fn bad_slug(slug, suggestion) why "网址只能在页面自己的文件夹之下。";
    zh "「{slug}」不能当作网址的一段：只能用字母、数字、汉字和 -，也不能是 con、nul 等系统保留名", "写 slug: {suggestion}";
    en "{slug} cannot be a part of an address: letters, digits, Han characters and - only, and no name that systems reserve (con, nul …)", "write slug: {suggestion}";

    /// A folder's name has 255 bytes at most on every system; a Han character takes three.
    "slug-too-long" Error fn slug_too_long(bytes) why "各种系统上文件夹名最长 255 字节，一个汉字占三个。";
    zh "网址的这一段有 {bytes} 字节，最长 255 字节", "写短一些；一个汉字占 3 个字节";
    en "this part of the address has {bytes} bytes; 255 is the most", "shorten it; a Han character takes three bytes";
}
