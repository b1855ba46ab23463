//! `cargo xtask run`: the page, under the policy it is meant to have, and the samples.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::net::{Ipv4Addr, TcpListener};

use crate::Outcome;
use crate::http::{self, Content, Reply, Request, media_type};
use crate::policy::{is_for_all, policy_for};
use crate::site::{Found, Site};

const DEFAULT_PORT: u16 = 8080;
/// How many ports are tried, from the default one on, before giving up.
const PORTS_TRIED: u16 = 100;

/// Serves `site` until the program is stopped.
///
/// # Errors
/// When `port` is taken, or, without one, when no port near the default one is free.
pub fn serve(site: Site, port: Option<u16>) -> Outcome {
    let listener = listen(port)?;
    println!("Serving the page; stop with Ctrl-C:");
    println!("http://{}/", listener.local_addr()?);
    http::answer_all(&listener, site);
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

impl http::Site for Site {
    fn headers(&self, path: &str) -> Vec<(&'static str, String)> {
        // Every answer has the policy, for a worker's own policy comes with its script.
        let mut headers = vec![("Content-Security-Policy", policy_for(path))];
        if is_for_all(path) {
            headers.push(("Access-Control-Allow-Origin", "*".to_owned()));
        }
        headers
    }

    fn answer(&self, request: &Request, reply: &mut Reply<'_>) -> io::Result<()> {
        match self.find(&request.target) {
            Found::File(path) => match File::open(&path) {
                Ok(file) => reply.send(Opened(file), media_type(&path.to_string_lossy())),
                Err(_) => reply.send_status("403 Forbidden", &[]),
            },
            Found::Moved(address) => reply.send_status("301 Moved Permanently", &[("Location", &address)]),
            Found::Nothing => reply.send_status("404 Not Found", &[]),
        }
    }
}

/// A file that is open.
struct Opened(File);

impl Content for Opened {
    fn size(&self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len())
    }

    fn range(&mut self, start: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.0.seek(SeekFrom::Start(start))?;
        (&self.0).take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::Site;
    use crate::http::answer_all;
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
