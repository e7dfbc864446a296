//! The problems of building itself.

use crate::base::problems;

problems! {
    /// The cache only saves time; without it the build is slower once.
    "broken-cache" Warning fn broken_cache(path);
    zh "缓存 {path} 损坏，这次不用它", "";
    en "the cache {path} is broken and was left aside", "";
}
