//! The problems of making new sites and files. They have no place in a file, but for archetypes.

use crate::base::problems;

problems! {
    /// What lies there might be lost among the new files.
    "folder-not-empty" Error fn not_empty(folder, first) why "里面原有的文件会和新文件混在一起。";
    zh "{folder} 不是空文件夹，里面有 {first}；什么也没有写", "换一个名字，或先把里面的东西移走";
    en "the folder {folder} is not empty, it holds {first}; nothing was written", "choose another name, or move what is there away";

    /// A site is a folder.
    "not-a-folder" Error fn not_a_folder(folder) why "一个网站是一个文件夹。";
    zh "{folder} 是一个文件，不能在里面建网站；什么也没有写", "换一个名字，或先把它移走";
    en "{folder} is a file and cannot hold a site; nothing was written", "choose another name, or move it away";

    /// The operating system refused.
    "cannot-create" Error fn cannot_create(path, reason) why "操作系统不允许。";
    zh "建不了 {path}：{reason}；已经建好的部分已撤回", "检查文件夹的权限和磁盘空间，再试一次";
    en "cannot create {path}: {reason}; what had been made was taken back", "check the folder's permissions and the free space, and try again";

    /// A new file never takes the place of an old one.
    "already-there" Error fn already_there(path) why "新文件从不覆盖旧文件。";
    zh "{path} 已经有了，没有动它", "换一个名字，或用 --slug 另选网址；要改它，请直接编辑";
    en "{path} is there already and was left alone", "choose another name, or another address with --slug; to change it, edit it";

    /// Names become files and addresses.
    "bad-new-name" Error fn bad_name(name, reason, suggestion) why "名字会成为文件名和网址。";
    zh "「{name}」不能用：{reason}", "例如写 {suggestion}；标题请写在引号里，网址用 --slug 指定";
    en "{name} cannot be used: {reason}", "write {suggestion}, for example; put titles in quotes and choose the address with --slug";

    /// Signs and letters of other scripts have no spelling in Latin letters here.
    "no-address-from-title" Error fn no_address(title) why "符号和别的文字没有对应的拉丁字母拼法。";
    zh "从「{title}」里取不出网址", "用 --slug 指定，例如 --slug my-page";
    en "no address can be made from {title}", "choose one with --slug, --slug my-page for example";

    /// Features and guides belong to a product.
    "new-without-product" Error fn without_product(name, form, products) why "功能和升级指南都属于某个产品。";
    zh "「{name}」没有说明是哪个产品的", "写成 {form}；现有的产品：{products}";
    en "{name} does not say which product it belongs to", "write {form}; the products: {products}";

    /// A feature stands in a group.
    "which-group" Error fn which_group(product, groups) why "每项功能都在一个分组里。";
    zh "产品 {product} 不止一个分组，没有说明放进哪一个", "加上 --group，可以写：{groups}";
    en "{product} has several groups, and none is named", "add --group with one of: {groups}";

    /// Between brackets nothing can be added without changing the layout.
    "group-not-in-block-style" Error fn not_in_block_style(group) why "写在括号里的列表，添一项就要改动排版。";
    zh "分组 {group} 的功能不是一行一个「- id:」写的，没有地方可加", "把它的 features 改成一行一个「- 」的写法，再试一次；或手工添加";
    en "the features of group {group} are not written one \"- id:\" to a line, so there is no place to add one", "write its features one \"- \" to a line and try again, or add it by hand";

    /// A guide leads from one edition to another.
    "which-editions" Error fn which_editions(product, editions) why "升级指南是从一个版本到另一个版本。";
    zh "没有说明从产品 {product} 的哪个版本升级到哪个版本", "加上 --from 和 --to，可以写：{editions}";
    en "from which edition of {product} to which?", "add --from and --to with two of: {editions}";

    /// A misspelt placeholder would stand in every new file.
    "unknown-placeholder" Error fn unknown_placeholder(name, near) why "写错的占位符会原样留在每个新文件里。";
    zh "没有「{name}」这个占位符", "{near}";
    en "there is no placeholder {name}", "{near}";

    /// What a site's own archetype gives must be what the site can read.
    "archetype-not-text" Error fn archetype_not_text(path) why "网站自己的模板写出来的文件，网站要能读懂。";
    zh "模板 {path} 不是 UTF-8 文字，或者读不了", "在编辑器里另存为 UTF-8；只用自带的模板时，删掉它";
    en "the archetype {path} is not UTF-8 text, or cannot be read", "save it as UTF-8 in the editor, or delete it to use the built-in one";
}
