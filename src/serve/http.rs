//! Requests and answers. Nobody is waited for: a connection that is silent or does not take what it
//! is sent is closed, and one too many is turned away.

use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State as Shared};
use axum::http::header::{self, HeaderValue};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_io_timeout::TimeoutStream;

use super::answer::{self, Found};
use super::client;
use super::gate::{self, Gate};
use super::state::State;
use super::{mime, stream};
use crate::base::Tongue;

/// How many connections there may be at once: some browsers open six for every window.
const CONNECTIONS: usize = 256;

/// How long a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a client may take nothing of what it is sent.
const STALLED: Duration = Duration::from_secs(30);

/// The most that a request's line and headers may have, in bytes.
const HEAD: usize = 64 << 10;

/// What every answer is made from.
#[derive(Clone)]
pub struct Service {
    /// Who may ask.
    pub gate: Arc<Gate>,
    /// The newest state.
    pub states: watch::Receiver<Arc<State>>,
    /// The language of the run.
    pub tongue: Tongue,
}

/// Takes connections until the program ends.
pub async fn accept(listener: TcpListener, service: Service) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let router = Router::new().fallback(respond).with_state(service);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // No more files may be open at this moment; some will be closed.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let Ok(place) = Arc::clone(&places).try_acquire_owned() else {
            turn_away(&stream);
            continue;
        };
        let router = router.clone();
        tokio::spawn(async move {
            converse(stream, router).await;
            drop(place);
        });
    }
}

/// Says that there is no place, as far as it can be said at once.
fn turn_away(stream: &TcpStream) {
    let _ = stream.try_write(
        b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    );
}

async fn converse(stream: TcpStream, router: Router) {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(STALLED));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(HEAD);
    let service = TowerToHyperService::new(router);
    let mut connection = http.serve_connection(TokioIo::new(Box::pin(stream)), service);
    let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    // A client that still talks would never read an answer on a connection that is closed at once.
    let mut stream = connection.into_parts().io.into_inner();
    let _ = stream.shutdown().await;
    let mut rest = stream.take(4 << 20);
    let listen = async {
        let mut buffer = [0; 16 << 10];
        while rest.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
    };
    let _ = tokio::time::timeout(Duration::from_secs(1), listen).await;
}

/// Answers one request.
async fn respond(Shared(service): Shared<Service>, request: Request) -> Response<Body> {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    let mut response = match service.gate.path(method, uri, headers) {
        Ok(path) => service.answer(&path, &request),
        Err(status) => plain(status),
    };
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Pages of other origins could measure a picture, or run a script of the site.
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

impl Service {
    fn answer(&self, path: &str, request: &Request) -> Response<Body> {
        match path {
            client::SCRIPT => text("text/javascript; charset=utf-8", client::JS),
            client::STYLE => text("text/css; charset=utf-8", client::CSS),
            client::EVENTS => {
                let token = gate::query(request.uri(), "token").unwrap_or_default();
                if self.gate.opens(&token) {
                    stream::open(self.states.clone(), request.uri())
                } else {
                    plain(StatusCode::FORBIDDEN)
                }
            }
            _ => self.page(path, request),
        }
    }

    fn page(&self, path: &str, request: &Request) -> Response<Body> {
        let state = Arc::clone(&self.states.borrow());
        let (status, file, bytes) = match answer::find(&state.live, path) {
            Found::Moved(mut place) => {
                if let Some(query) = request.uri().query() {
                    place = format!("{place}?{query}");
                }
                return moved(&place);
            }
            Found::File(file, bytes) => (StatusCode::OK, file, Arc::clone(bytes)),
            Found::Missing(Some((file, bytes))) => (StatusCode::NOT_FOUND, file, Arc::clone(bytes)),
            Found::Missing(None) => return plain(StatusCode::NOT_FOUND),
            Found::NotYet => {
                let page = client::not_yet(self.tongue);
                (StatusCode::SERVICE_UNAVAILABLE, "index.html".to_owned(), page.as_bytes().into())
            }
        };
        let body = if mime::is_page(&file) {
            let tag = client::tag(&state, path, &file, self.gate.token(), self.tongue);
            Bytes::from(answer::with_tag(&bytes, &tag))
        } else {
            Bytes::from_owner(bytes)
        };
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime::of(&file)));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        if request.method() != axum::http::Method::HEAD {
            *response.body_mut() = Body::from(body);
        }
        response
    }
}

/// A status in its own words.
fn plain(status: StatusCode) -> Response<Body> {
    let mut response = (status, format!("{status}\n")).into_response();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn text(kind: &'static str, words: &'static str) -> Response<Body> {
    ([(header::CONTENT_TYPE, kind)], words).into_response()
}

/// A redirect on this host: the place is a path that begins with one slash. It holds for now only,
/// another site may be served here tomorrow.
fn moved(place: &str) -> Response<Body> {
    match HeaderValue::from_str(place) {
        Ok(place) => (StatusCode::FOUND, [(header::LOCATION, place)]).into_response(),
        Err(_) => plain(StatusCode::BAD_REQUEST),
    }
}
