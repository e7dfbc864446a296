//! The problems of pages, addresses and links.

use crate::base::{Bilingual, Say, Tongue, problems};

problems! {
    /// Of two pages at one address one would vanish.
    "same-address" Error fn same_address(route, first) why "两个页面用一个网址，其中一个会消失。";
    zh "网址 {route} 已经被 {first} 占用", "改 slug、文件名或代号，让两个网址不同";
    en "the address {route} is already taken by {first}", "change the slug, the file's name or the id";

    /// An old address leads to one page.
    "alias-taken" Error fn alias_taken(alias, first) why "一个旧网址只能通向一个页面。";
    zh "旧网址 {alias} 已经被 {first} 占用", "删掉这一项，或改成另一个网址";
    en "the old address {alias} is already taken by {first}", "delete it, or write another address";

    /// Only addresses of this site can lead to its pages.
    "bad-alias" Error fn bad_alias(alias, suggestion) why "只有本站的网址才能通向本站的页面。";
    zh "「{alias}」不能当作旧网址", "写站内的路径，以 / 开头，不带空格、.. 和 ?，例如 {suggestion}";
    en "{alias} cannot be an old address", "write a path of this site with a leading / and without spaces, .. or ?, such as {suggestion}";

    /// A link to a page that does not exist.
    "dead-link" Error fn dead_link(to, help) why "链接指向的页面不存在。";
    zh "链接的目标 {to} 不存在", "{help}";
    en "the link's target {to} does not exist", "{help}";

    /// A link to a heading that does not exist.
    "dead-anchor" Error fn dead_anchor(anchor, page, help) why "链接指向的标题不存在。";
    zh "《{page}》里没有 #{anchor} 这个位置", "{help}";
    en "{page} has no place #{anchor}", "{help}";

    /// A link without an address.
    "empty-link" Error fn empty_link() why "没有网址的链接哪里也去不了。";
    zh "链接没有写网址", "在括号里写上网址、.md 文件或 cell: 一类的地址；不要链接就删掉括号";
    en "the link has no address", "write an address, an .md file or a link such as cell: between the brackets; or remove them";

    /// Files outside the site's folder are not published.
    "link-outside-site" Error fn link_outside_site(to) why "网站文件夹以外的文件不会发布。";
    zh "链接 {to} 指到了网站文件夹的外面", "把文件放进 content/ 或 static/，再链接到那里";
    en "the link {to} leads out of the site's folder", "put the file into content/ or static/ and link it there";

    /// Readers would find nothing there today.
    "link-to-hidden" Warning fn link_to_hidden(to, reason) why "读者今天点进去什么也看不到。";
    zh "链接的目标 {to} 现在不发布：{reason}", "等它发布后链接会自动恢复；不想等就删掉这个链接";
    en "the link's target {to} is not published now: {reason}", "the link comes back with it; remove it if that is too late";

    /// Addresses that run programs: `javascript:`, `data:`.
    "forbidden-link" Error fn forbidden_link(to) why "javascript:、data: 一类的网址会运行程序。";
    zh "链接 {to} 不是网页、邮件或电话地址", "只能用 http:、https:、mailto:、tel: 和站内地址；图片只能用 http:、https: 和站内文件";
    en "{to} is no web, mail or telephone address", "use http:, https:, mailto:, tel: or an address of the site; for pictures http:, https: or a file of the site";

    /// A `cell:` link is written product/feature/edition.
    "bad-fact-link" Error fn bad_fact_link(to, form) why "cell: 链接要写成 产品/功能/版本。";
    zh "{to} 的写法不对", "写成 {form}";
    en "{to} is not written as it should be", "write {form}";

    /// A part that the feature does not have.
    "unknown-part-link" Error fn unknown_part(part, near) why "这项功能没有这一分项。";
    zh "这项功能里没有「{part}」", "{near}";
    en "the feature has no part {part}", "{near}";

    /// A part of a feature that is one fact.
    "feature-without-parts" Error fn no_parts(feature) why "不分项的功能只有一个事实，没有分项可指。";
    zh "功能 {feature} 不分项", "只写 {feature}，删掉 . 和后面的部分";
    en "the feature {feature} has no parts", "write {feature} without the . and what follows";

    /// A row of several facts has no single value.
    "which-part" Error fn which_part(feature, forms) why "分几项的一行，没有单独的一个值。";
    zh "功能 {feature} 分几项，没有说明是哪一项", "写成 {forms}";
    en "the feature {feature} has several parts, and none is named", "write {forms}";

    /// A condition of another edition, or two that exclude each other.
    "impossible-when" Error fn impossible_when(condition, edition) why "条件属于别的版本，或者两个条件互相排斥。";
    zh "版本 {edition} 里不可能有条件「{condition}」，或它与前面写的条件互相排斥", "改成这个版本的条件，或删掉它";
    en "{condition} cannot hold in edition {edition}, or what stands before excludes it", "name a condition of that edition, or delete it";

    /// The number or the yes or no in the text is not what the matrix says.
    "fact-disagrees" Error fn fact_disagrees(words, value, mend) why "文中的数量或有无与功能表不一致。";
    zh "文中写的是「{words}」，功能表里是「{value}」", "写成 {mend}，或先改功能表；留空 [](…) 会自动填上";
    en "the text says {words}, the matrix says {value}", "write {mend}, or change the matrix first; empty words [](…) are filled in";

    /// A number that no link binds goes stale without a word.
    "unbound-number" Warning fn unbound_number(number, feature, of, values, mend) why "没有用链接绑定的数字，功能表改了也没人知道它过时了。";
    zh "文中写的是「{number}」，功能表里「{feature}」{of}是 {values}", "写成 {mend}，以后由功能表核对；如果说的不是这项功能，请换个说法";
    en "the text says {number}, the matrix says of {feature}{of}: {values}", "write {mend}, which is held against the matrix; if something else is meant, say it in other words";

    /// A yes or no that no link binds, against the matrix.
    "unbound-statement" Warning fn unbound_statement(said, feature, edition, value, mend) why "文中的有无没有用链接绑定，又与功能表不一致。";
    zh "文中说「{feature}」{said}，功能表里「{edition}」是「{value}」", "写成 {mend}，以后由功能表核对，或先改功能表；如果说的不是这项功能，请换个说法";
    en "the text says of {feature}: {said}; the matrix says of {edition}: {value}", "write {mend}, which is held against the matrix, or change the matrix; if something else is meant, say it in other words";

    /// Two matrices of one maker say two things of what bears the same names.
    "products-disagree" Warning fn products_disagree(feature, edition, value, product, other) why "同一厂商的两份功能表，同名的功能说法不同。";
    zh "「{feature}」在「{edition}」里是「{value}」，产品 {product} 的同名功能、同名版本却是「{other}」", "改正其中一个；确实是两回事时，给其中一个另起代号或名称，或在 crosswalk.yaml 的 checks: 里写 products-disagree: off";
    en "{feature} is {value} in {edition}, but {other} under the same names in product {product}", "mend one of the two; where they are two things, give one another id or name, or write products-disagree: off under checks: in crosswalk.yaml";

    /// A picture that does not exist.
    "missing-picture" Error fn missing_picture(to, help) why "图片不存在。";
    zh "图片 {to} 不存在", "{help}";
    en "the picture {to} does not exist", "{help}";

    /// An empty file shows nothing.
    "empty-picture" Error fn empty_picture(to) why "空文件显示不出图。";
    zh "图片 {to} 是空文件", "重新导出或复制这张图片";
    en "the picture {to} is an empty file", "export or copy the picture again";

    /// A file that browsers cannot show.
    "not-a-picture" Error fn not_a_picture(to) why "浏览器显示不了这种文件。";
    zh "{to} 不是浏览器能显示的图片", "换成 PNG、JPEG、GIF、WebP、AVIF 或 SVG；只是要链接到文件，就删掉前面的 !";
    en "{to} is no picture that browsers show", "use PNG, JPEG, GIF, WebP, AVIF or SVG; to link the file, remove the ! before the link";

    /// Browsers decode the whole of it, however small the file is.
    "picture-too-large" Error fn picture_too_large(to, width, height) why "文件再小，浏览器也要把整张图解码出来。";
    zh "图片 {to} 有 {width} × {height} 像素，太大了", "缩小到一亿像素以内；网页用的图，两千像素宽就够了";
    en "the picture {to} has {width} × {height} pixels, which is too large", "scale it down below 100 million pixels; 2,000 pixels of width are enough for a page";

    /// Who cannot see the picture is told nothing.
    "picture-without-words" Warning fn picture_without_words() why "看不见图的人什么也读不到。";
    zh "图片没有文字说明，看不见图的人不知道画的是什么", "在 ![ ] 的方括号里写一句话，说明图里是什么";
    en "the picture has no words for who cannot see it", "say in the brackets of ![ ] what it shows";

    /// Readers' browsers would ask another site for it, which a site does only where its settings name it.
    "remote-picture" Error fn remote_picture(to, host) why "读者的浏览器会去别的网站取图，只有设置里写明的网站才可以。";
    zh "图片 {to} 在别的网站上：读者会连到那里，那边一删这里就空了", "把图片存到文章旁边或 static/，再写它的文件名；确实要用那边的，在 crosswalk.yaml 里写 picture_hosts: [{host}]";
    en "the picture {to} lies on another site: readers would connect to it, and it may go away", "save it beside the article or in static/ and write its file name; if it is to stay there, set picture_hosts: [{host}] in crosswalk.yaml";

    /// A source without an address cannot be linked.
    "source-without-url" Error fn source_without_url(id) why "没有网址的来源不能做成链接。";
    zh "来源 {id} 没有网址，不能链接", "给它加上 url:，或去掉链接";
    en "the source {id} has no address to link to", "give it a url:, or remove the link";

    /// `src:` in an article needs to know whose source it is.
    "which-product" Error fn which_product(to) why "文章里的 src: 要说明是哪个产品的来源。";
    zh "{to} 没有说明是哪个产品的", "写成 src:产品/来源，或在文章开头写 products: [产品]";
    en "{to} does not say which product it belongs to", "write src:product/source, or products: [product] in the front matter";

    /// Two editions make a verdict.
    "verdict-needs-two" Error fn verdict_needs_two() why "两个版本才有升级结论。";
    zh "verdict 块要正好两个版本", "写 editions: [旧版本, 新版本]";
    en "a verdict takes exactly two editions", "write editions: [from, to]";

    /// An edition differs from itself in nothing.
    "edition-twice" Error fn edition_twice(edition) why "一个版本和自己没有差别。";
    zh "版本 {edition} 写了两次", "删掉一个，或改成另一个版本";
    en "the edition {edition} stands here twice", "delete one, or name another edition";

    /// Without two editions there is no difference to choose rows by.
    "show-needs-two" Error fn show_needs_two() why "没有两个版本，就没有差别可以用来挑选行。";
    zh "show 按新旧差别挑选行，至少要两个版本", "写 editions: [旧版本, 新版本]，或删掉 show";
    en "show chooses rows by their difference, which takes two editions at least", "write editions: [from, to], or delete show";

    /// A table without rows tells readers nothing.
    "empty-table" Warning fn empty_table() why "没有行的表，读者什么也看不到。";
    zh "这张表一行也没有", "放宽 groups、features 或 show，或删掉这个块";
    en "this table has no row", "ask for more in groups, features or show, or delete the block";

    /// A contact that neither the settings nor any other site has.
    "unknown-contact" Error fn unknown_contact(key, near) why "设置里没有这种联系方式，程序也不认识。";
    zh "没有「{key}」这种联系方式", "在 crosswalk.yaml 的 organisation.contacts 里写上它，或换一个；{near}";
    en "there is no contact {key}", "add it to organisation.contacts in crosswalk.yaml, or name another one; {near}";

    /// Impacts explain derived differences, and never invent one.
    "impact-without-difference" Error fn impact_without_difference(feature, near) why "影响说明解释的是推算出来的差别，不能凭空多出来。";
    zh "{feature} 在这次升级中没有变化，不该有影响说明", "删掉这一项，或先在功能表里写明差别；{near}";
    en "{feature} does not differ in this upgrade, so it has no impact", "delete it, or write the difference into the matrix first; {near}";

    /// How much it matters is not what it means.
    "impact-without-words" Warning fn impact_without_words(name, entry) why "要紧到什么程度，并没有说明会怎样。";
    zh "「{name}」的影响说明没有写内容", "写成 {entry}，md 里换成给客户看的话";
    en "the impact on {name} has no words", "write {entry}, with md put into words for customers";

    /// Customers are told what a loss means for them.
    "loss-without-impact" Warning fn loss_without_impact(names, paste) why "客户应当知道失去一项功能对自己意味着什么。";
    zh "升级会让这些项目失去或受限，却没有说明影响：{names}", "在 impacts: 下面写上（md 请改成给客户看的话），或在功能表的格子里写 note:{paste}";
    en "this upgrade takes something away, and nothing says what that means: {names}", "write under impacts: (put md into words for customers), or a note: in a cell of the matrix:{paste}";

    /// Nobody can upgrade to what is closed.
    "closed-target" Error fn closed_target(edition, near) why "已经关闭的版本，谁也升级不过去。";
    zh "版本 {edition} 已关闭，不能再升级到它", "把 to 改成仍开放的版本，或删掉这份指南；{near}";
    en "the edition {edition} is closed, and nobody can go there", "name an open edition in to, or delete this guide; {near}";

    /// Steps without a way back that lead back: one of them is not true.
    "irreversible-cycle" Error fn irreversible_cycle(cycle, files) why "步步不可回退却绕回了起点，其中必有一步说得不对。";
    zh "每一步都写了不可回退，却绕回了起点：{cycle}", "改成 reversible: true，或改正、删掉通向回去的指南：{files}";
    en "no step of this cycle has a way back, it says, and yet it leads back: {cycle}", "write reversible: true, or mend or delete what leads back: {files}";

    /// Readers are told that there is no way back, and then of one.
    "way-back-denied" Warning fn way_back_denied(cycle, files) why "先告诉读者不可回退，又告诉他们怎么回来。";
    zh "写了不可回退，却另有指南可以回来：{cycle}", "确实能退回就改成 reversible: true；回来要靠别的办法，就在 no_way_back 里说清楚，并关掉这项检查；通向回去的指南：{files}";
    en "there is no way back, it says, but guides lead back: {cycle}", "write reversible: true if there is one; if it takes other means, say so in no_way_back and switch this check off; what leads back: {files}";

    /// Who uses it finds no way on, although all ways were asked for.
    "unreachable-edition" Error fn unreachable_edition(edition, file) why "要求列出所有升级路径，这个版本的用户却一条也找不到。";
    zh "写了 paths: all，却没有一份指南从 {edition} 出发或通向它", "写一份指南，例如 {file}；或去掉 paths: all";
    en "paths: all, but no guide leads to or from {edition}", "write one, such as {file}, or remove paths: all";

    /// On a way through several guides one id must mean one thing.
    "conflicting-id" Warning fn conflicting_id(id, free) why "一条升级路经过几份指南，同一个代号只能有一个意思。";
    zh "代号 {id} 在同一条升级路上的两份指南里意思不同", "是同一件事就写成一样的话，合并时只出现一次；不是就改名，例如 {free}";
    en "the id {id} means two things in guides that stand on one way", "where it is one thing, write the same words, and it is told once; else rename it, such as {free}";

    /// What somebody signs today must be found again in years.
    "unrecorded-guides" Warning fn unrecorded_guides(product, guides) why "今天签下的版本，几年以后也要能查到。";
    zh "「{product}」这些升级指南的告知书版本还没有记录：{guides}；以后用 check --consent 查不到客户签的是哪一版", "运行 crosswalk record（先看看会记什么：crosswalk record --dry-run）";
    en "{product}: no record holds the present version of these guides' consent sheets: {guides}; check --consent will not find what customers signed", "run crosswalk record (and first crosswalk record --dry-run)";

    /// What a lower rung has, a higher one must have.
    "ladder-broken" Error fn ladder_broken(feature, lower, higher, how) why "低一级有的，高一级也应当有。";
    zh "按 ladder，「{higher}」应当有「{lower}」有的，但 {feature} {how}", "改正其中一格；如果确实如此，把它们从 ladder 里去掉";
    en "{higher} stands above {lower} on the ladder, but {feature} is {how} there", "mend one of the two cells, or take them off the ladder if it is so";
}

/// The edition of which a problem speaks, where it speaks of one alone.
pub fn in_edition(edition: Option<&str>) -> Bilingual {
    let named = edition.map(|edition| edition.say(Tongue::En));
    let words = |before, behind| named.as_ref().map(|e| format!("{before}{e}{behind}"));
    let (zh, en) = (words("在「", "」里"), words(" in ", ""));
    Bilingual::new(zh.unwrap_or_default(), en.unwrap_or_default())
}
