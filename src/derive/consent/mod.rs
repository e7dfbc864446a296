//! What a customer is told before an upgrade, in one canonical form: whoever keeps its hash can prove later
//! what was told.
//!
//! The form is versioned and apart from every other data file, so that those may grow without changing a
//! hash. It holds whatever a printed sheet shows of the content, in the words of the default language as they
//! were written, keyed by ids wherever there are ids, so that neither the order of a file nor a comment
//! changes it; no evidence, no notes, no dates on which somebody looked, no address, nothing of the build.
//! There are no numbers in it: amounts are words, as they are told.

mod filled;
mod told;

#[cfg(test)]
mod tests;

use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::Comparison;
use crate::model::{Catalog, FIRST_CONSENT, Guide};
use told::Told;

/// How many digits of a hash name it among people.
pub const SHORT_CONSENT: usize = 12;

/// A form that sheets were or are made from. Whatever changes the bytes of one is another form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ConsentForm {
    /// Without who the customer deals with, what stops an upgrade, where which edition has more of what hangs on a
    /// count, the names of counts, what links without words of their own say, and all but the first reason why there is no way back.
    First,
    /// That of today: whatever a sheet shows.
    Second,
}

impl ConsentForm {
    /// All of them, today's first.
    pub const ALL: [Self; 2] = [Self::Second, Self::First];

    /// Its name, as it stands in the data.
    pub fn schema(self) -> &'static str {
        match self {
            Self::First => FIRST_CONSENT,
            Self::Second => "crosswalk-consent/2",
        }
    }
}

/// What is told in one version of a guide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consent {
    /// The form of the data.
    pub form: ConsentForm,
    /// The data in the canonical form of RFC 8785.
    pub bytes: Vec<u8>,
    /// Their SHA-256, in 64 lower-case hexadecimal digits.
    pub hash: String,
}

impl Consent {
    /// The first digits, for people.
    pub fn short(&self) -> &str {
        &self.hash[..SHORT_CONSENT]
    }
}

/// What a guide tells, in today's form. `comparison` is that of its editions under what it takes as given.
pub fn consent(catalog: &Catalog, guide: &Guide, comparison: &Comparison) -> Consent {
    consent_in(ConsentForm::Second, catalog, guide, comparison)
}

/// The same in a form of some day: sheets that were signed name the version of theirs.
pub fn consent_in(
    form: ConsentForm,
    catalog: &Catalog,
    guide: &Guide,
    comparison: &Comparison,
) -> Consent {
    let bytes = canonical(&Told::new(form, catalog, guide, comparison).guide());
    let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Consent { form, bytes, hash }
}

/// JSON in the canonical form of RFC 8785. What holds no number beyond what is exact cannot fail.
fn canonical(value: &Json) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).unwrap_or_default()
}
