//! The editor's loop: the site from memory over HTTP on this machine, built again whenever a file
//! changes. Pages in a browser hear of it and load again what they show.
//!
//! The builder is a thread of its own, and so is the watch over the files; requests are answered from
//! the newest [`State`], which nobody changes in place.
#![allow(
    clippy::disallowed_methods,
    reason = "this room watches folders, and tells how long a round took"
)]

mod answer;
pub mod catalogue;
mod client;
mod gate;
mod http;
mod mime;
mod rounds;
mod state;
mod stream;
mod watch;

pub use state::{Changes, Problem, State};

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use crate::base::{Diagnostic, Tongue};
use crate::build::{Args, Built};
use catalogue as problem;
use gate::Gate;
use http::Service;
use rounds::Rounds;
use watch::{Signal, Watch};

/// Who tells the time and talks to the editor: the command line.
pub trait Desk: Send + Sync {
    /// What a build is told at this moment.
    fn args(&self) -> Args;
    /// A build's problems, ready to be shown.
    fn problems(&self, built: &Built) -> Vec<Problem>;
    /// Says what has happened.
    fn tell(&self, event: &Event<'_>);
    /// The language of the run.
    fn tongue(&self) -> Tongue;
}

/// Something that an editor wants to know.
pub enum Event<'e> {
    /// The site can be looked at.
    Serving {
        /// The first build.
        built: &'e Built,
        /// The path of the site's address; empty where it has errors.
        base_path: &'e str,
        /// How many pages it has.
        pages: usize,
        /// How long it took.
        took: Duration,
    },
    /// There is a new site.
    Rebuilt {
        /// The build.
        built: &'e Built,
        /// What differs from the last one.
        changes: Changes,
        /// The inputs that had changed, where they are known.
        by: &'e [String],
        /// How long it took.
        took: Duration,
    },
    /// The content has errors: the last site stands.
    Refused {
        /// The build.
        built: &'e Built,
        /// The inputs that had changed, where they are known.
        by: &'e [String],
        /// How long it took.
        took: Duration,
    },
    /// Something about the loop itself.
    Note(Diagnostic),
    /// The loop has ended.
    Stopped,
}

/// A place at which a site can be served.
#[derive(Debug)]
pub struct Bound {
    listener: TcpListener,
    host: IpAddr,
    address: SocketAddr,
}

/// How many ports are tried to find one that is free.
const TRIES: u16 = 100;

/// Takes a port; 0 means any that is free.
pub fn bind(host: IpAddr, port: u16) -> Result<Bound, Diagnostic> {
    let bound = TcpListener::bind((host, port)).and_then(|listener| {
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Bound { listener, host, address })
    });
    bound.map_err(|error| {
        let mut next = (1..=TRIES).filter_map(|more| port.checked_add(more));
        let free = next.find(|port| TcpListener::bind((host, *port)).is_ok());
        match free.filter(|_| error.kind() == ErrorKind::AddrInUse) {
            Some(free) => problem::port_busy(None, port.to_string(), free.to_string()),
            None => {
                let address = SocketAddr::new(host, port).to_string();
                problem::port_refused(None, address, error.to_string())
            }
        }
    })
}

impl Bound {
    /// Scheme, host and port of the site, as a browser on this machine reaches it.
    pub fn origin(&self) -> String {
        let host = match self.host {
            IpAddr::V4(host) if host.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
            IpAddr::V6(host) if host.is_unspecified() => IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]),
            host => host,
        };
        format!("http://{}", SocketAddr::new(host, self.address.port()))
    }

    /// What to say where others can look, too.
    pub fn warning(&self) -> Option<Diagnostic> {
        let alone = self.host.is_loopback();
        (!alone).then(|| problem::open_to_network(None, self.host.to_string()))
    }

    /// Serves the site in a folder until the program is interrupted. Whether there was one.
    pub fn serve(self, root: &Path, desk: &Arc<dyn Desk>) -> Result<bool, Diagnostic> {
        let port = self.address.port();
        let refused = {
            let address = self.address.to_string();
            move |error: &dyn ToString| {
                problem::port_refused(None, address.clone(), error.to_string())
            }
        };
        let token = token().map_err(|error| refused(&error))?;
        let (sender, states) = tokio::sync::watch::channel(Arc::default());
        let (signals, heard) = mpsc::channel();
        // Watched from before the first look at the files: what changes meanwhile is not missed.
        let watch = Watch::over(root, signals.clone());
        let mut rounds = Rounds::new(Arc::clone(desk), sender);
        if !rounds.first() {
            return Ok(false);
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| refused(&error))?;
        let gate = Arc::new(Gate::new(self.host, port, token));
        let service = Service { gate, states, tongue: desk.tongue() };
        let (alive, gone) = tokio::sync::oneshot::channel::<()>();
        let builder = std::thread::spawn(move || {
            rounds.run(watch, &heard);
            drop(alive);
        });
        let listener = self.listener;
        let served = runtime.block_on(async {
            tokio::spawn(http::accept(tokio::net::TcpListener::from_std(listener)?, service));
            // Without a builder the pages would stay as they are, and nobody would know why.
            tokio::select! {
                asked = interrupted() => asked,
                _ = gone => Ok(()),
            }
        });
        let _ = signals.send(Signal::Stop);
        if let Err(panic) = builder.join() {
            std::panic::resume_unwind(panic);
        }
        runtime.shutdown_background();
        desk.tell(&Event::Stopped);
        served.map(|()| true).map_err(|error| refused(&error))
    }
}

/// What only this run's pages know: 128 bits from the system.
fn token() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Waits for Ctrl-C, or for the system to end the program.
#[cfg(unix)]
async fn interrupted() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut end = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = end.recv() => Ok(()),
    }
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
async fn interrupted() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
