//! Every problem that publishing can have. None of them has a place in a source file.

use std::io::{self, ErrorKind};
use std::path::Path;

pub use crate::base::reason;
use crate::base::{Bilingual, Diagnostic, Span, problems};

/// The place of a problem that no source file has.
pub(super) const NOWHERE: Option<Span> = None;

problems! {
    /// Publishing replaces the output as a whole; the root of a file system can be neither replaced nor shared.
    "output-is-system-root" Error fn system_root(path, setting) why "发布会整个替换输出目录，而文件系统的根目录既不能替换，也不能与别人共用。";
    zh "输出目录是文件系统的根目录 {path}", "请把 {setting} 改成站点下的一个目录，例如 output";
    en "the output directory is the root of the file system, {path}", "set {setting} to a folder of the site, such as output";

    /// A home directory holds what no build can make again.
    "output-is-home" Error fn home(path, setting) why "个人主目录里的东西，重新构建是做不出来的。";
    zh "输出目录 {path} 是个人主目录，或者包含个人主目录", "请把 {setting} 改成站点下的一个目录，例如 output";
    en "the output directory {path} is your home directory or contains it", "set {setting} to a folder of the site, such as output";

    /// The site's own folder holds the sources; publishing into it would mix them with pages.
    "output-is-site" Error fn site_root(path, setting) why "站点目录里是源文件，发布到这里会和网页混在一起。";
    zh "输出目录 {path} 就是站点目录本身", "请把 {setting} 改成其中的一个子目录，例如 output";
    en "the output directory {path} is the site's own folder", "set {setting} to a folder inside it, such as output";

    /// A folder that contains the site contains its sources.
    "output-holds-site" Error fn holds_site(path, root, setting) why "包含网站的文件夹也包含网站的源文件。";
    zh "输出目录 {path} 包含了整个站点 {root}", "请把 {setting} 改成站点里面的目录，例如 output，或者站点旁边的另一个目录";
    en "the output directory {path} contains the whole site {root}", "set {setting} to a folder inside the site, such as output, or to another folder beside it";

    /// A source folder as output would replace what was written by what is built from it.
    "output-is-source" Error fn is_source(path, setting) why "用源文件目录当输出，写的内容会被生成的网页顶掉。";
    zh "输出目录 {path} 是存放源文件的目录", "请给 {setting} 换一个专用的目录，例如 output";
    en "the output directory {path} is a source folder", "give {setting} a folder of its own, such as output";

    /// Pages inside a source folder would be read as sources by the next build.
    "output-in-source" Error fn in_source(path, folder, setting) why "放在源文件目录里的网页，下次构建会被当成源文件。";
    zh "输出目录 {path} 在源文件目录 {folder} 里面", "请把 {setting} 移到 {folder} 外面，例如站点下的 output";
    en "the output directory {path} lies inside the source folder {folder}", "move {setting} out of {folder}, for example to output in the site's folder";

    /// Publishing replaces the output as a whole, and the sources would be inside it.
    "output-holds-source" Error fn holds_source(path, folder, setting) why "发布会整个替换输出目录，而源文件就在里面。";
    zh "输出目录 {path} 里面有源文件目录 {folder}", "请给 {setting} 换一个不含源文件的目录，例如 output";
    en "the output directory {path} contains the source folder {folder}", "give {setting} a folder without sources in it, such as output";

    /// Shells know what ~ stands for; in a setting it would be a folder of that name, and deleting it a mishap.
    "output-in-tilde" Error fn tilde(path) why "只有命令行认识 ~；写在设置里会真的建出一个叫 ~ 的文件夹，误删就麻烦了。";
    zh "输出目录 {path} 里的 ~ 不会变成主目录", "请写出完整的路径，或者站点下的一个目录，例如 output";
    en "the ~ in the output directory {path} does not stand for your home", "write the whole path, or a folder of the site, such as output";

    /// A site is a tree of files.
    "output-is-a-file" Error fn not_a_folder(path, setting) why "网站是一个文件夹，不是一个文件。";
    zh "输出目录 {path} 不是目录", "请移走这个文件，或者给 {setting} 换一个名字";
    en "the output directory {path} is not a folder", "move that file away, or give {setting} another name";

    /// Whatever lies in a folder that this tool never published to belongs to somebody else.
    "output-not-ours" Error fn not_ours(path, setting) why "这个文件夹从来不是本程序发布的，里面的东西是别人的。";
    zh "输出目录 {path} 里已经有文件，而且不是由 crosswalk 发布的", "里面的东西如果不要了，请自己删除或移走这个目录再构建；如果还要，请给 {setting} 换一个名字";
    en "the output directory {path} holds files that crosswalk did not publish", "if they are not needed, delete or move the folder yourself and build again; if they are, give {setting} another name";

    /// Two builds into one output would mix two sites.
    "output-busy" Error fn busy(holder, seconds, lock) why "两次构建同时写一处，会把两个网站混在一起。";
    zh "{holder}正在写同一个输出目录，等了 {seconds} 秒还没有结束", "请等它结束后再构建；如果是忘了关的 crosswalk serve，请先关掉。锁在 {lock} 里，进程结束时会自动释放，不必删除";
    en "{holder} is writing the same output and has not finished after {seconds} s", "build again when it is done, or stop a forgotten crosswalk serve. The lock is in {lock}; it goes when that process ends and need not be deleted";

    /// A file that this tool did not write is never overwritten.
    "output-path-taken" Error fn taken(path) why "不是本程序写的文件，从不覆盖。";
    zh "页面要写到 {path}，但那里有别人放的文件", "旧站点没有改动。请移走这个文件，或者给页面换一个网址";
    en "a page is to be written to {path}, but somebody else's file is there", "the old site is untouched. Move that file away, or give the page another address";

    /// What was kept because the output had it may be gone when the output changes during a build.
    "output-changed-meanwhile" Error fn disturbed(path) why "构建期间输出目录变了，原来不必重写的文件可能已经没有了。";
    zh "构建期间有别的程序改动了输出目录 {path} 里已发布的文件", "这次没有发布。请不要手工修改输出目录，然后再构建一次";
    en "something else changed published files in {path} during the build", "nothing was published. Leave the output alone and build again";

    /// The operating system refused to write.
    "output-write-failed" Error fn cannot_write(path, reason, mend) why "操作系统不让写。";
    zh "写不了 {path}：{reason}", "{mend}";
    en "cannot write {path}: {reason}", "{mend}";

    /// The operating system refused to read what was published before.
    "output-read-failed" Error fn cannot_read(path, reason) why "操作系统不让读上次发布的文件。";
    zh "读不了 {path}：{reason}", "请检查输出目录及其中文件的权限，或者把它移走后重新构建";
    en "cannot read {path}: {reason}", "check the permissions of the output and the files in it, or move it away and build again";

    /// The new site was decided on, and the disk then failed.
    "output-unfinished" Error fn cannot_finish(path, reason) why "新网站已经定下来了，写到一半磁盘出了错。";
    zh "发布到一半时出错，{path}：{reason}", "每个文件都是完整的。排除原因后再构建一次，会先把没做完的做完";
    en "publishing stopped half-way at {path}: {reason}", "every single file is whole. Remove the cause and build again: the rest is done first";

    /// One path can hold one file.
    "output-claimed-twice" Error fn twice(path) why "一个路径只能放一个文件。";
    zh "同一个输出文件 {path} 写了两次", "这是 crosswalk 的错误，请带上站点报告给我们；改动其中一个页面的网址可以绕开";
    en "the output file {path} was written twice", "this is a mistake in crosswalk: please report it with the site. Giving one of the pages another address avoids it";

    /// A name is a file or a folder.
    "output-file-and-folder" Error fn clash(path) why "一个名字要么是文件，要么是文件夹。";
    zh "输出里的 {path} 既是文件又是目录", "请给其中一个页面换一个网址";
    en "{path} in the output is both a file and a folder", "give one of the pages another address";

    /// A path that leads out of the output could overwrite anything.
    "output-path-outside" Error fn outside(path) why "通向输出目录之外的路径可能覆盖任何文件。";
    zh "{path} 不是输出目录里的相对路径", "请检查这个页面的网址：不能以 / 开头，不能有 . 或 .. 或空的一段";
    en "{path} is not a relative path inside the output", "check that page's address: no leading /, and no part that is empty, . or ..";
}

/// The system would not write; the old site stands.
pub(super) fn write_failed(path: &Path, error: &io::Error) -> Diagnostic {
    cannot_write(NOWHERE, path.display().to_string(), reason(error), mend(error.kind()))
}

/// The system would not read.
pub(super) fn read_failed(path: &Path, error: &io::Error) -> Diagnostic {
    cannot_read(NOWHERE, path.display().to_string(), reason(error))
}

/// The system would not write after the new site was decided on.
pub(super) fn unfinished(path: &Path, error: &io::Error) -> Diagnostic {
    cannot_finish(NOWHERE, path.display().to_string(), reason(error))
}

fn mend(kind: ErrorKind) -> Bilingual {
    let (zh, en) = match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            ("请腾出空间后再构建", "free some space and build again")
        }
        ErrorKind::ReadOnlyFilesystem => (
            "请换一个可写的 output_dir，或者重新挂载后再构建",
            "choose an output_dir that can be written, or remount, and build again",
        ),
        ErrorKind::PermissionDenied => (
            "请检查输出目录和它上一级目录的权限",
            "check the permissions of the output and of the folder above it",
        ),
        ErrorKind::InvalidFilename => {
            ("请给页面换一个短一些的网址（slug）", "give the page a shorter address (slug)")
        }
        _ => ("请排除原因后再构建", "remove the cause and build again"),
    };
    Bilingual::new(format!("旧站点没有改动。{zh}"), format!("the old site is untouched; {en}"))
}
