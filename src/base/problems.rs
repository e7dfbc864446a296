//! The form of a stage's catalogue: one constructor per problem, its words in both tongues beside it.

use super::Severity;

/// A problem's row in the registry: what the documentation and the registry test enumerate.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The slug.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Why it is a problem, in Chinese and English.
    pub why: (&'static str, &'static str),
    /// The message and the help in Chinese, with `{…}` where values stand.
    pub zh: (&'static str, &'static str),
    /// The same in English.
    pub en: (&'static str, &'static str),
}

/// Defines a catalogue. Each row gives a constructor that takes the place and the values named in
/// its words (anything that implements [`Say`](super::Say)), and an [`Entry`] in `CATALOGUE`.
/// Its documentation and `why` tell in both tongues why it is a problem. An empty help means that the message says it all.
macro_rules! problems {
    ($(
        $(#[doc = $why:literal])+
        $code:literal $severity:ident fn $name:ident($($arg:ident),* $(,)?) why $why_zh:literal;
        zh $zh:literal, $zh_help:literal;
        en $en:literal, $en_help:literal;
    )*) => {
        $(
            $(#[doc = $why])+
            pub fn $name(at: impl Into<Option<$crate::base::Span>>, $($arg: impl $crate::base::Say),*) -> $crate::base::Diagnostic {
                let (zh, zh_help) = {
                    $(let $arg = $crate::base::Say::say(&$arg, $crate::base::Tongue::Zh);)*
                    $(let _ = &$arg;)*
                    (format!($zh), format!($zh_help))
                };
                let (en, en_help) = {
                    $(let $arg = $crate::base::Say::say(&$arg, $crate::base::Tongue::En);)*
                    $(let _ = &$arg;)*
                    (format!($en), format!($en_help))
                };
                $crate::base::Diagnostic {
                    code: $code.to_owned(),
                    severity: $crate::base::Severity::$severity,
                    message: $crate::base::Bilingual::new(zh, en),
                    span: at.into(),
                    labels: Vec::new(),
                    help: (!zh_help.is_empty()).then(|| $crate::base::Bilingual::new(zh_help, en_help)),
                }
            }
        )*

        /// Every problem of this stage.
        pub const CATALOGUE: &[$crate::base::Entry] = &[$(
            $crate::base::Entry {
                code: $code,
                severity: $crate::base::Severity::$severity,
                why: ($why_zh, concat!($($why),+)),
                zh: ($zh, $zh_help),
                en: ($en, $en_help),
            },
        )*];
    };
}

pub(crate) use problems;
