//! Whether what somebody uses today has room in the edition that they go to.

use serde::Serialize;

use super::LossView;

/// An amount, in words and for a script.
#[derive(Clone, Debug, Serialize)]
pub struct FitAmount {
    /// In words: `200 个`, `不限`, `无`.
    pub words: String,
    /// The amount in its base unit, exact, as a program for a stack: `200`, `3 $accounts 10 / floor +`,
    /// `unlimited`; empty where nothing is known.
    pub program: String,
}

/// What is allowed under conditions.
#[derive(Clone, Debug, Serialize)]
pub struct FitCase {
    /// The conditions, joined: `已验证或认证主体`.
    pub when: String,
    /// How much then.
    pub amount: FitAmount,
}

/// A unit that an amount may be given in.
#[derive(Clone, Debug, Serialize)]
pub struct FitUnit {
    /// What it is called.
    pub name: String,
    /// How much of the base unit one is, exact.
    pub factor: String,
}

/// A limit of the edition that somebody goes to.
#[derive(Clone, Debug, Serialize)]
pub struct FitLimit {
    /// The feature's id, and the part's behind a dot.
    pub id: String,
    /// The feature's id.
    pub feature: String,
    /// What it is called, the part included.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Of what the amount is: words in `t.per`; or empty.
    pub per: String,
    /// What the old edition allows, in words.
    pub before: String,
    /// What the new one allows.
    pub after: FitAmount,
    /// What it allows under conditions; the first that holds wins.
    pub cases: Vec<FitCase>,
    /// The units to choose from; the usual one first, and none where the amount has none.
    pub units: Vec<FitUnit>,
    /// The count in formulas that this amount is, or empty.
    pub count: String,
}

/// A count that some limit hangs on and that is no limit itself.
#[derive(Clone, Debug, Serialize)]
pub struct FitCount {
    /// Its id in formulas.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// The check, as `page.fit`.
#[derive(Clone, Debug, Serialize)]
pub struct FitView {
    /// The limits.
    pub limits: Vec<FitLimit>,
    /// What else they hang on.
    pub counts: Vec<FitCount>,
    /// What is lost or restricted and is no limit: of very much the first of it.
    pub losses: Vec<LossView>,
    /// The rest of it.
    pub more_losses: Vec<LossView>,
}
