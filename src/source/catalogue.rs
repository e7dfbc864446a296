//! The problems of finding and opening files.

use crate::base::problems;

problems! {
    /// Links out of the project would publish what nobody meant to publish.
    "link-outside" Error fn link_outside(target, link) why "通向项目之外的链接，会把没打算发布的文件发布出去。";
    zh "这个链接指向网站文件夹以外的 {target}", "把文件复制进来，代替链接；确实需要时，在 crosswalk.yaml 里写 allow_links: [{link}]";
    en "this link leads out of the site's folder, to {target}", "copy the file here instead; if the link is meant, set allow_links: [{link}] in crosswalk.yaml";

    /// A link to nothing, or to itself.
    "broken-link" Error fn broken_link() why "链接指向不存在的文件，或指向自己。";
    zh "这个链接指向不存在的文件，或指向它自己", "删掉它，或改成真正的文件";
    en "this link leads nowhere, or to itself", "delete it, or put the file itself here";

    /// Linked folders can form loops.
    "link-to-folder" Error fn link_to_folder() why "链接到文件夹可能绕成圈。";
    zh "不支持指向文件夹的链接", "把文件夹本身放在这里";
    en "links to folders are not followed", "put the folder itself here";

    /// Pipes and devices never end.
    "special-file" Error fn special_file() why "管道和设备永远读不完。";
    zh "这不是普通文件，没有打开它", "删掉它";
    en "this is no regular file and was not opened", "delete it";

    /// Names become addresses.
    "bad-file-name" Error fn bad_name(name, reason) why "文件名会成为网址。";
    zh "名字「{name}」不能用：{reason}", "换一个由字母、数字、- 和汉字组成的名字";
    en "the name {name} cannot be used: {reason}", "use letters, digits, Han characters and -";

    /// On many systems these two are one file.
    "names-collide" Error fn names_collide(first, second) why "在许多系统上，这两个名字是同一个文件。";
    zh "{first} 与 {second} 只有大小写或字符编码形式不同，在许多系统上是同一个文件", "给其中一个换名字";
    en "{first} and {second} differ only in case or in Unicode form; on many systems they are one file", "rename one of them";

    /// A file that cannot be opened.
    "unreadable-file" Error fn unreadable(reason) why "打不开的文件没法用。";
    zh "读不了这个文件：{reason}", "检查文件的权限，或看看它是不是刚被删除";
    en "this file cannot be read: {reason}", "check its permissions, and whether it was just deleted";

    /// Large files are accidents.
    "file-too-large" Error fn too_large(size, limit) why "特别大的文件多半是误放的。";
    zh "文件有 {size}，超过上限 {limit}", "拆成几个文件；确实需要这么大时，在 crosswalk.yaml 里写 limits: {{file_size: …}}";
    en "the file has {size}, more than the limit of {limit}", "split it; where it has to be so large, set limits: {{file_size: …}} in crosswalk.yaml";

    /// What is no file and no folder is looked up in the repository that holds the site.
    "no-repository" Error fn no_repository(name) why "不是文件也不是文件夹的名字，要到网站所在的 git 仓库里去找。";
    zh "没有「{name}」这个文件或文件夹；网站也不在 git 仓库里，没有历史版本可比", "检查名字；或给出两个文件、两个文件夹：crosswalk diff 旧 新";
    en "there is no file or folder {name}, and the site lies in no git repository whose revisions could be compared", "check the name, or give two files or two folders: crosswalk diff OLD NEW";

    /// A revision that does not exist says nothing.
    "unknown-revision" Error fn unknown_revision(name) why "没有的版本，什么也说不了。";
    zh "「{name}」不是文件、文件夹，也不是 git 里的版本", "版本写成 HEAD~1、分支名、标签名或提交的编号；git log --oneline 会列出它们";
    en "{name} is no file, no folder, and no revision in git", "write HEAD~1, a branch, a tag or a commit's number; git log --oneline lists them";

    /// A repository can be incomplete or damaged.
    "revision-unreadable" Error fn broken_revision(name, reason) why "git 仓库可能不完整，或者已损坏。";
    zh "git 里的版本「{name}」读不出来：{reason}", "浅克隆（shallow clone）里没有旧版本：先运行 git fetch --unshallow";
    en "the revision {name} cannot be read from git: {reason}", "a shallow clone lacks old revisions: run git fetch --unshallow first";
}
