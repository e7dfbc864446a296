//! New sites and new files.

mod files;
mod init;
mod package;
