//! New sites and new files.

mod completions;
mod files;
mod init;
mod package;
mod schema;
