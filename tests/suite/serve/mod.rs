//! `crosswalk serve`: the real binary on a free port, asked over plain sockets.

mod changes;
mod hostile;
mod pages;
mod served;
mod start;
