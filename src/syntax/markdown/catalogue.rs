//! The problems of Markdown alone.

use crate::base::problems;

problems! {
    /// The parser would drop or invent cells without a word.
    "ragged-row" Error fn ragged_row(row, found, wanted) why "多出或缺少的格子会不声不响地丢掉或补空。";
    zh "表格第 {row} 行有 {found} 格，表头有 {wanted} 格", "补上或删去竖线 | ，让每行一样多；文字里的竖线写成 \\|";
    en "row {row} of the table has {found} cells, its head has {wanted}", "add or remove bars | until all rows are alike; write \\| for a bar in the text";

    /// Deep nesting is never meant, and makes browsers slow.
    "text-too-deep" Error fn text_too_deep(limit) why "嵌套太深不会是有意的，还会拖慢浏览器。";
    zh "引用、列表或强调嵌套超过 {limit} 层", "正文不需要这么多层；检查行首的 > 和成对的 *";
    en "quotes, lists or emphasis nested more than {limit} levels deep", "no text needs that; check the > at the beginning of lines and the pairs of *";

    /// Attributes can run and load what authors may not.
    "heading-attribute" Error fn heading_attribute(name) why "属性能运行和加载写文章的人不该用的东西。";
    zh "标题后面的花括号里不能写「{name}」", "这里只能写锚点和样式名：{{#my-place .my-style}}；是正文就在 {{ 前面加一个 \\";
    en "{name} cannot stand in the braces behind a heading", "an anchor and names of styles can, {{#my-place .my-style}}; if it is text, write a \\ before the {{";

    /// What is meant for a fact and is none would be held against nothing.
    "near-link" Error fn near_link(written, meant) why "本想绑定事实的链接写得不对，就什么也核对不了。";
    zh "「{written}」像一个链接，却不成链接", "写成 {meant}：方括号紧接着半角的圆括号，冒号也用半角，里面没有空格";
    en "{written} looks like a link and is none", "write {meant}: round brackets right behind the square ones, they and the colon in ASCII, no space within";

    /// A number can name what no file may hold; browsers show nothing there, and no feed reader accepts it.
    "hidden-reference" Warning fn hidden_reference(code) why "编号能写出文件里不许有的字符；浏览器什么也不显示，订阅程序也不接受。";
    zh "这里用编号写了看不见的控制字符 {code}，已换成 �", "删掉这个编号";
    en "a number names the invisible control character {code} here; it is shown as �", "delete that number";
}
