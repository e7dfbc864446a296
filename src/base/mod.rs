//! Words that every room shares: positions, problems, hashes, routes, languages. No I/O.

mod checked;
mod conversion;
mod diagnostic;
mod hash;
mod lang;
mod level;
mod nearest;
mod problems;
mod reason;
mod route;
mod span;

pub use checked::Checked;
pub use conversion::{Conversion, HtmlConversion, SCHEMES};
pub use diagnostic::{Diagnostic, Label, Severity, sort};
pub use hash::{Hash, Hasher};
pub use lang::{Bilingual, Lang, Say, Tongue, is_cjk, is_digit};
pub use level::{Level, level};
pub use nearest::{Nearest, is_slip, nearest};
pub use problems::Entry;
pub(crate) use problems::problems;
pub use reason::reason;
pub use route::Route;
pub use span::{Located, Range, SourcePath, Span};
