//! The problems of themes and templates.

use crate::base::problems;

problems! {
    /// A theme that the settings name and that is not there.
    "missing-theme" Error fn missing_theme(name, near) why "设置里写的主题不存在。";
    zh "找不到主题「{name}」：themes/ 里没有这个文件夹", "把主题放进去，或删掉这一行（用自带主题）；{near}";
    en "there is no theme {name}: no folder under themes/ has that name", "put it there, or delete this line to use the built-in theme; {near}";

    /// A theme for another version uses what this one does not have.
    "theme-version" Error fn theme_version(theme, wanted, have) why "为别的版本写的主题，会用到这个版本没有的东西。";
    zh "{theme} 要求 {wanted}，现在的版本是 {have}", "换一个版本合适的主题，或升级 crosswalk；确认能用时，改主题里的这一行";
    en "{theme} asks for {wanted}; this is {have}", "take a theme for this version, or upgrade crosswalk; if it works all the same, change that line of the theme";

    /// A template that cannot be read or rendered.
    "template-error" Error fn template_error(template, reason) why "模板读不了，或者生成不出页面。";
    zh "模板 {template} 有误：{reason}", "改正模板；只用自带主题时，请删掉 themes/ 里的同名文件";
    en "template {template}: {reason}", "mend the template; to use the built-in one, delete the file of that name under themes/";

    /// A name in a template that stands for nothing; misspelt, it would print nothing.
    "unknown-in-template" Error fn unknown_in_template(kind, name, near) why "模板里的名字没有对应的内容；名字写错，那里就什么也不显示。";
    zh "没有「{name}」这个{kind}", "{near}";
    en "there is no {kind} {name}", "{near}";

    /// A page asks for a template that the theme does not have.
    "unknown-template" Error fn unknown_template(name, near) why "页面要用的模板，主题里没有。";
    zh "主题里没有「{name}」这个页面模板", "{near}";
    en "the theme has no page template {name}", "{near}";

    /// Templates that include one another have no end.
    "template-cycle" Error fn template_cycle(chain) why "模板互相引用，永远没有完。";
    zh "模板互相引用，没有尽头：{chain}", "去掉其中一处 include 或 extends";
    en "templates include one another without end: {chain}", "remove one of the includes or extends";

    /// A page that never ends would stop the build for good.
    "template-too-many-loops" Error fn too_many_loops(template, page, limit) why "永远生成不完的页面会让构建停不下来。";
    zh "页面 {page} 用的模板 {template} 循环超过了 {limit} 次", "检查嵌套的 for；确实需要时，在 crosswalk.yaml 里写 limits: {{loops: …}}";
    en "the template {template}, for the page {page}, loops more than {limit} times", "look at nested loops; if they are meant, set limits: {{loops: …}} in crosswalk.yaml";

    /// The same, where each round takes long.
    "template-too-slow" Error fn too_slow(template, page, seconds) why "每一轮都很久，同样会让构建停不下来。";
    zh "页面 {page} 用的模板 {template} 在 {seconds} 秒内没有完成", "检查这个 for 和它里面的内容；确实需要更久时，在 crosswalk.yaml 里写 limits: {{page_time: 60s}}";
    en "the template {template}, for the page {page}, is not done after {seconds} s", "look at this loop and what it does; if it is meant to take that long, set limits: {{page_time: 60s}} in crosswalk.yaml";

    /// A language file that cannot be read.
    "bad-theme-file" Error fn bad_theme_file(reason) why "主题的语言文件读不懂。";
    zh "主题文件的内容不对：{reason}", "对照自带主题里的同名文件改正";
    en "the theme's file cannot be read: {reason}", "compare it with the built-in theme's file of that name";

    /// Workbooks have a last row and a last column.
    "no-workbook" Error fn no_workbook(product, reason) why "工作簿的行数和列数有上限。";
    zh "产品 {product} 的表格太大，写不成 matrix.xlsx：{reason}", "拆成几个产品，或在 crosswalk.yaml 里写 outputs: {{xlsx: false}}，不生成这种文件";
    en "the tables of {product} are too large for matrix.xlsx: {reason}", "split the product, or do without these files: outputs: {{xlsx: false}} in crosswalk.yaml";
}
