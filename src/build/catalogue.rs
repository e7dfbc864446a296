//! The problems of building itself.

use crate::base::problems;

problems! {
    /// The cache only saves time; without it the build is slower once.
    "broken-cache" Warning fn broken_cache(path);
    zh "缓存 {path} 损坏，这次不用它", "不必处理，这次构建会写一个新的；如果每次都这样，请检查磁盘";
    en "the cache {path} is broken and was left aside", "nothing to do: this build writes a new one; if it happens every time, check the disk";

    /// A level for a code that does not exist would do nothing.
    "unknown-check" Error fn unknown_check(code, near);
    zh "没有「{code}」这种问题", "{near}";
    en "there is no problem {code}", "{near}";

    /// Errors say that the site would be wrong; only warnings are a matter of taste.
    "check-of-error" Error fn check_of_error(code);
    zh "「{code}」是错误，不能关掉或降为警告", "删掉这一行，改正内容；只有警告可以写 off、warn 或 error";
    en "{code} is an error and can be neither silenced nor made a warning", "delete this line and mend the content; only warnings take off, warn or error";

    /// A page of what a file said before and says now would be neither.
    "input-changed-meanwhile" Error fn changed_meanwhile();
    zh "构建期间这个文件被改动了", "再构建一次";
    en "this file was changed while the site was being built", "build again";
}
