//! A server of files for this machine alone. `cargo xtask run` and `archive-viewer serve` say which.
//!
//! It answers GET and HEAD, whole files and ranges of them, one thread to a connection.
//! It knows no TLS, no compression and no caching; it is not for the open net.

mod media_type;
pub mod policy;
mod range;
mod reply;
mod request;

pub use media_type::media_type;
pub use reply::{Content, Reply};
pub use request::Request;

use std::io::{self, BufReader, BufWriter, ErrorKind, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How long a connection may be idle before it and its thread end.
const IDLE: Duration = Duration::from_secs(60);

/// What answers a request.
pub trait Site: Send + Sync + 'static {
    /// Headers that each answer to a path has besides its own.
    fn headers(&self, path: &str) -> Vec<(&'static str, String)>;

    /// Answers a GET or HEAD.
    ///
    /// # Errors
    /// When the connection is gone, or bytes are missing, which only closing it can say.
    fn answer(&self, request: &Request, reply: &mut Reply<'_>) -> io::Result<()>;
}

/// Answers all connections, until the program is stopped.
pub fn answer_all(listener: &TcpListener, site: impl Site) {
    let site = Arc::new(site);
    for connection in listener.incoming() {
        let Ok(connection) = connection else { continue };
        let site = Arc::clone(&site);
        // Browsers close connections at any time, so this is no error to report.
        let answer = move || drop(answer_connection(&connection, &*site));
        // Without a thread there is no answer, and the browser asks again.
        drop(thread::Builder::new().spawn(answer));
    }
}

fn answer_connection(connection: &TcpStream, site: &impl Site) -> io::Result<()> {
    connection.set_read_timeout(Some(IDLE))?;
    connection.set_write_timeout(Some(IDLE))?;
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection);
    let mut writer = BufWriter::new(connection);
    loop {
        let request = match request::read(&mut reader) {
            Ok(Some(request)) => request,
            Ok(None) => return Ok(()),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                let malformed = Request { close: true, ..Request::default() };
                Reply::new(&mut writer, &malformed, site.headers("")).send_status("400 Bad Request", &[])?;
                return writer.flush();
            }
            Err(error) => return Err(error),
        };
        let is_known = matches!(request.method.as_str(), "GET" | "HEAD");
        // A request with another method may have a body, which would be taken for the next request.
        let request = Request { close: request.close || !is_known, ..request };
        let mut reply = Reply::new(&mut writer, &request, site.headers(request.path()));
        if is_known {
            site.answer(&request, &mut reply)?;
        } else {
            reply.send_status("405 Method Not Allowed", &[("Allow", "GET, HEAD")])?;
        }
        writer.flush()?;
        if request.close {
            return Ok(());
        }
    }
}
