//! Building again: whatever was edited, the output is that of a clean build, and nothing else of it
//! is touched.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "these tests play the editor: they write files")]

mod cache;
mod days;
pub mod edit;
mod explain;
pub mod ground;
mod law;
mod meanwhile;
mod output;
pub mod random;
mod rest;
pub mod site;
mod stamps;
pub mod tree;
pub mod world;
