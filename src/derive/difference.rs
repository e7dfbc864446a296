//! The eleven words for how one edition differs from another, and the seven groups a verdict counts.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// How something changes for a customer who goes from one edition to another.
///
/// In order of severity: the worst is the minimum.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Difference {
    /// It was there and is gone.
    Lost,
    /// It was there and is only announced.
    Deferred,
    /// There is less of it.
    Lowered,
    /// It is there with more reserve, with fewer options, or by another way.
    Narrowed,
    /// Some options came, others went.
    Mixed,
    /// It is otherwise, for better or worse.
    Changed,
    /// Nobody has verified one of the two.
    Unknown,
    /// There is more of it.
    Raised,
    /// It is there with less reserve, with more options, or no longer by another way.
    Widened,
    /// It was not there and now is.
    Gained,
    /// There is no difference.
    #[default]
    Same,
}

impl Difference {
    /// All of them, the worst first.
    pub const ALL: [Self; 11] = [
        Self::Lost,
        Self::Deferred,
        Self::Lowered,
        Self::Narrowed,
        Self::Mixed,
        Self::Changed,
        Self::Unknown,
        Self::Raised,
        Self::Widened,
        Self::Gained,
        Self::Same,
    ];

    /// The word of the contract, as it stands in `data-diff` and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Deferred => "deferred",
            Self::Lowered => "lowered",
            Self::Narrowed => "narrowed",
            Self::Mixed => "mixed",
            Self::Changed => "changed",
            Self::Unknown => "unknown",
            Self::Raised => "raised",
            Self::Widened => "widened",
            Self::Gained => "gained",
            Self::Same => "same",
        }
    }

    /// What it is called on the way back.
    ///
    /// What was gained is lost on the way back; it is only *deferred* where the other edition
    /// announces it, which the word alone does not tell. So the mirror of a mirror is the word
    /// itself except for [`Deferred`](Self::Deferred).
    #[must_use]
    pub fn mirror(self) -> Self {
        match self {
            Self::Lost | Self::Deferred => Self::Gained,
            Self::Gained => Self::Lost,
            Self::Lowered => Self::Raised,
            Self::Raised => Self::Lowered,
            Self::Narrowed => Self::Widened,
            Self::Widened => Self::Narrowed,
            Self::Mixed | Self::Changed | Self::Unknown | Self::Same => self,
        }
    }

    /// The group that a verdict counts it in.
    pub fn group(self) -> VerdictGroup {
        match self {
            Self::Lost => VerdictGroup::Lost,
            Self::Deferred | Self::Lowered | Self::Narrowed | Self::Mixed => {
                VerdictGroup::Restricted
            }
            Self::Changed => VerdictGroup::Changed,
            Self::Unknown => VerdictGroup::Unverified,
            Self::Raised | Self::Widened => VerdictGroup::Improved,
            Self::Gained => VerdictGroup::New,
            Self::Same => VerdictGroup::Same,
        }
    }

    /// Whether the customer is worse off (less), better off (greater), or neither can be said.
    pub fn direction(self) -> Ordering {
        match self.group() {
            VerdictGroup::Lost | VerdictGroup::Restricted => Ordering::Less,
            VerdictGroup::Improved | VerdictGroup::New => Ordering::Greater,
            VerdictGroup::Changed | VerdictGroup::Unverified | VerdictGroup::Same => {
                Ordering::Equal
            }
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What a verdict counts, in the order in which it is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum VerdictGroup {
    /// 失去: gone.
    #[serde(rename = "lost")]
    Lost,
    /// 受限: there, but less of it.
    #[serde(rename = "restricted")]
    Restricted,
    /// 改变: otherwise, without a judgement.
    #[serde(rename = "changed")]
    Changed,
    /// 未核实: nobody has looked.
    #[serde(rename = "unknown")]
    Unverified,
    /// 提升: more of what was there.
    #[serde(rename = "improved")]
    Improved,
    /// 新增: not there before.
    #[serde(rename = "new")]
    New,
    /// 不变.
    #[serde(rename = "same")]
    Same,
}

impl VerdictGroup {
    /// All of them, in the order in which a verdict is read.
    pub const ALL: [Self; 7] = [
        Self::Lost,
        Self::Restricted,
        Self::Changed,
        Self::Unverified,
        Self::Improved,
        Self::New,
        Self::Same,
    ];

    /// Its name in pages, styles and translations.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Restricted => "restricted",
            Self::Changed => "changed",
            Self::Unverified => "unknown",
            Self::Improved => "improved",
            Self::New => "new",
            Self::Same => "same",
        }
    }
}

impl fmt::Display for VerdictGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.slug())
    }
}
