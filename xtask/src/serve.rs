//! A server of static files for this machine alone: the page, under the policy it is meant to have, and the samples.
//!
//! It answers GET and HEAD, whole files and ranges of them, one thread to a connection.
//! It knows no TLS, no compression and no caching; it is not for the open net.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::Outcome;
use crate::policy::{is_for_all, policy_for};
use crate::range::Part;
use crate::request::{self, Request};
use crate::site::{Found, Site, media_type};

const DEFAULT_PORT: u16 = 8080;
/// How many ports are tried, from the default one on, before giving up.
const PORTS_TRIED: u16 = 100;
/// How long a connection may be idle before it and its thread end.
const IDLE: Duration = Duration::from_secs(60);

/// Serves the project in `root` until the program is stopped.
///
/// # Errors
/// When `port` is taken, or, without one, when no port near the default one is free.
pub fn serve(root: &Path, port: Option<u16>) -> Outcome {
    let listener = listen(port)?;
    println!("Serving the page; stop with Ctrl-C:");
    println!("http://{}/", listener.local_addr()?);
    answer_all(&listener, Site::new(root));
    Ok(())
}

fn listen(port: Option<u16>) -> Outcome<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return Ok(bind(port).map_err(|error| format!("port {port} can't be used: {error}"))?);
    }
    let last = DEFAULT_PORT + PORTS_TRIED - 1;
    for port in DEFAULT_PORT..=last {
        match bind(port) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            other => return Ok(other?),
        }
    }
    Err(format!("every port from {DEFAULT_PORT} to {last} is taken: name one with --port").into())
}

fn answer_all(listener: &TcpListener, site: Site) {
    let site = Arc::new(site);
    for connection in listener.incoming() {
        let Ok(connection) = connection else { continue };
        let site = Arc::clone(&site);
        // Browsers close connections at any time, so this is no error to report.
        thread::spawn(move || answer_connection(&connection, &site).ok());
    }
}

fn answer_connection(connection: &TcpStream, site: &Site) -> io::Result<()> {
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
                let mut reply = Reply::new(&mut writer, "", true, true);
                reply.send_status("400 Bad Request", &[])?;
                return writer.flush();
            }
            Err(error) => return Err(error),
        };
        // A request with another method may have a body, which would be taken for the next request.
        let close = request.close || !matches!(request.method.as_str(), "GET" | "HEAD");
        let with_body = request.method != "HEAD";
        let path = request.target.split('?').next().unwrap_or_default();
        answer(&request, site, &mut Reply::new(&mut writer, path, with_body, close))?;
        writer.flush()?;
        if close {
            return Ok(());
        }
    }
}

fn answer(request: &Request, site: &Site, reply: &mut Reply<impl Write>) -> io::Result<()> {
    // Ranges are defined for GET alone.
    let range = match request.method.as_str() {
        "GET" => request.range.as_deref(),
        "HEAD" => None,
        _ => return reply.send_status("405 Method Not Allowed", &[("Allow", "GET, HEAD")]),
    };
    match site.find(&request.target) {
        Found::File(path) => match File::open(&path) {
            Ok(file) => reply.send_file(file, media_type(&path), range),
            Err(_) => reply.send_status("403 Forbidden", &[]),
        },
        Found::Moved(address) => reply.send_status("301 Moved Permanently", &[("Location", &address)]),
        Found::Nothing => reply.send_status("404 Not Found", &[]),
    }
}

/// The answer to one request.
struct Reply<'a, W> {
    out: &'a mut W,
    path: &'a str,
    with_body: bool,
    close: bool,
}

impl<'a, W: Write> Reply<'a, W> {
    fn new(out: &'a mut W, path: &'a str, with_body: bool, close: bool) -> Self {
        Self { out, path, with_body, close }
    }

    fn send_file(&mut self, mut file: File, media_type: &str, range: Option<&str>) -> io::Result<()> {
        let size = file.metadata()?.len();
        let headers = [("Content-Type", media_type), ("Accept-Ranges", "bytes")];
        let bytes = match Part::of(range, size) {
            Part::Whole => {
                self.send_head("200 OK", size, &headers)?;
                0..size
            }
            Part::Bytes(bytes) => {
                let range = format!("bytes {}-{}/{size}", bytes.start, bytes.end - 1);
                let headers = [headers[0], headers[1], ("Content-Range", &range)];
                self.send_head("206 Partial Content", bytes.end - bytes.start, &headers)?;
                bytes
            }
            Part::Unsatisfiable => {
                let range = format!("bytes */{size}");
                let headers = [("Content-Range", range.as_str())];
                return self.send_status("416 Range Not Satisfiable", &headers);
            }
        };
        if self.with_body {
            let length = bytes.end - bytes.start;
            file.seek(SeekFrom::Start(bytes.start))?;
            if io::copy(&mut file.take(length), self.out)? < length {
                // The file shrank meanwhile. Only closing the connection signals that bytes are missing.
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(())
    }

    /// Sends a response whose body repeats its status, for manual inspection.
    fn send_status(&mut self, status: &str, headers: &[(&str, &str)]) -> io::Result<()> {
        let body = format!("{status}\n");
        let mut headers = headers.to_vec();
        headers.push(("Content-Type", "text/plain; charset=utf-8"));
        self.send_head(status, body.len() as u64, &headers)?;
        if self.with_body {
            self.out.write_all(body.as_bytes())?;
        }
        Ok(())
    }

    fn send_head(&mut self, status: &str, length: u64, headers: &[(&str, &str)]) -> io::Result<()> {
        write!(self.out, "HTTP/1.1 {status}\r\n")?;
        for (name, value) in headers {
            write!(self.out, "{name}: {value}\r\n")?;
        }
        write!(self.out, "Content-Length: {length}\r\n")?;
        let connection = if self.close { "close" } else { "keep-alive" };
        write!(self.out, "Connection: {connection}\r\n")?;
        write!(self.out, "Cache-Control: no-store\r\n")?;
        write!(self.out, "X-Content-Type-Options: nosniff\r\n")?;
        if is_for_all(self.path) {
            write!(self.out, "Access-Control-Allow-Origin: *\r\n")?;
        }
        // Every answer has the policy, for a worker's own policy comes with its script.
        write!(self.out, "Content-Security-Policy: {}\r\n\r\n", policy_for(self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::{Site, answer_all};
    use std::fs;
    use std::io::{Read, Write};
    use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
    use std::path::PathBuf;
    use std::thread;

    /// Sends `requests` over one connection to a site of one page, and gives all that comes back.
    fn answers_to(name: &str, requests: &str) -> String {
        let root = std::env::temp_dir().join(format!("xtask-serve-{name}-{}", std::process::id()));
        fs::create_dir_all(root.join("www")).unwrap();
        fs::write(root.join("www/index.html"), "0123456789").unwrap();
        let answers = exchange(root.clone(), requests);
        fs::remove_dir_all(root).unwrap();
        answers
    }

    fn exchange(root: PathBuf, requests: &str) -> String {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || answer_all(&listener, Site::new(&root)));
        let mut connection = TcpStream::connect(address).unwrap();
        connection.write_all(requests.as_bytes()).unwrap();
        connection.shutdown(Shutdown::Write).unwrap();
        let mut answers = String::new();
        connection.read_to_string(&mut answers).unwrap();
        answers
    }

    #[test]
    fn a_page_comes_with_its_policy() {
        let answer = answers_to("page", "GET / HTTP/1.1\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\n0123456789"), "{answer}");
        for header in [
            "Content-Type: text/html; charset=utf-8\r\n",
            "Content-Length: 10\r\n",
            "Accept-Ranges: bytes\r\n",
            "Cache-Control: no-store\r\n",
            "X-Content-Type-Options: nosniff\r\n",
            "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ",
        ] {
            assert!(answer.contains(header), "{header} is not in {answer}");
        }
    }

    #[test]
    fn a_connection_answers_one_request_after_the_other() {
        let answers = answers_to(
            "several",
            "HEAD / HTTP/1.1\r\n\r\n\
             GET / HTTP/1.1\r\nRange: bytes=2-4\r\n\r\n\
             GET / HTTP/1.1\r\nRange: bytes=-3\r\n\r\n\
             GET / HTTP/1.1\r\nRange: bytes=10-\r\n\r\n\
             HEAD /none HTTP/1.1\r\n\r\n\
             POST / HTTP/1.1\r\n\r\n\
             GET / HTTP/1.1\r\n\r\n",
        );
        let statuses: Vec<&str> =
            answers.lines().filter_map(|line| line.split_once("HTTP/1.1 ")).map(|(_, status)| status).collect();
        // The body of the POST is not known to end, so what follows it is no request.
        assert_eq!(
            statuses,
            [
                "200 OK",
                "206 Partial Content",
                "206 Partial Content",
                "416 Range Not Satisfiable",
                "404 Not Found",
                "405 Method Not Allowed",
            ],
            "{answers}"
        );
        assert!(answers.contains("Content-Range: bytes 2-4/10\r\n"));
        assert!(answers.contains("\r\n\r\n234HTTP/1.1 206"));
        assert!(answers.contains("Content-Range: bytes 7-9/10\r\n"));
        assert!(answers.contains("\r\n\r\n789HTTP/1.1 416"));
        assert!(answers.contains("Content-Range: bytes */10\r\n"));
        assert!(answers.contains("Allow: GET, HEAD\r\n"));
    }
}
