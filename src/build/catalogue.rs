//! The problems of building itself.

use crate::base::problems;

problems! {
    /// The cache only saves time; without it the build is slower once.
    "broken-cache" Warning fn broken_cache(path);
    zh "缓存 {path} 损坏，这次不用它", "";
    en "the cache {path} is broken and was left aside", "";

    /// A page of what a file said before and says now would be neither.
    "input-changed-meanwhile" Error fn changed_meanwhile();
    zh "构建期间这个文件被改动了", "再构建一次";
    en "this file was changed while the site was being built", "build again";
}
