//! `crosswalk serve`: the real binary on a free port, asked over plain sockets.

mod changes;
mod hostile;
mod pages;
mod rounds;
mod served;
mod start;
