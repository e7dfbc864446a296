//! Tells a page in a browser what has changed since it was loaded.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::http::Uri;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

use super::answer;
use super::gate;
use super::state::{Problem, State};

/// How often a silent stream says that it is still there; what cannot be said finds the dead ones.
const ALIVE: Duration = Duration::from_secs(15);

/// What a page says of itself.
struct Page {
    /// Its address' path.
    path: String,
    /// What it showed when it was served.
    shape: String,
    /// The generation that it knows.
    since: u64,
}

/// One message.
#[derive(Serialize)]
struct Message<'s> {
    generation: u64,
    /// Whether the page shows something else now.
    reload: bool,
    /// Addresses of the files beside the pages that have changed since the page last heard.
    files: Vec<String>,
    /// Why the site is not the newest.
    problems: &'s [Problem],
}

/// A stream of messages for the page that a query describes: one at once, one per change.
pub fn open(mut states: watch::Receiver<Arc<State>>, uri: &Uri) -> Response {
    let text = |name: &str| gate::query(uri, name).unwrap_or_default();
    let since = text("since").parse().unwrap_or(0);
    let mut page = Page { path: text("path"), shape: text("shape"), since };
    let (sender, receiver) = mpsc::channel::<Result<Event, Infallible>>(4);
    tokio::spawn(async move {
        loop {
            let state = Arc::clone(&states.borrow_and_update());
            let message = page.message(&state);
            if sender.send(Ok(Event::default().data(message))).await.is_err() {
                return;
            }
            page.since = state.generation;
            tokio::select! {
                changed = states.changed() => if changed.is_err() { return },
                () = sender.closed() => return,
            }
        }
    });
    let keep = KeepAlive::new().interval(ALIVE);
    Sse::new(ReceiverStream::new(receiver)).keep_alive(keep).into_response()
}

impl Page {
    fn message(&self, state: &State) -> String {
        let base = &*state.live.base_path;
        let new = state.touched.iter().filter(|(_, generation)| **generation > self.since);
        let message = Message {
            generation: state.generation,
            reload: answer::shape(&state.live, &self.path) != self.shape,
            files: new.map(|(path, _)| format!("{base}{}", crate::plan::encode(path))).collect(),
            problems: &state.problems,
        };
        serde_json::to_string(&message).unwrap_or_default()
    }
}
