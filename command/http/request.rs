//! One HTTP request, read from a connection: its method, its address and the three headers that matter here.

use std::io::{self, BufRead, ErrorKind, Read};

/// The most that a request line and its headers may hold together.
const LIMIT: u64 = 32 * 1024;

/// A request without its body: the server answers only to methods that have none.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD` or something that is refused.
    pub method: String,
    /// The path and the query as sent.
    pub target: String,
    /// The value of `Host`.
    pub host: Option<String>,
    /// The value of `Range`, unless a condition came with it.
    pub range: Option<String>,
    /// Whether the connection ends with this request.
    pub close: bool,
}

impl Request {
    /// The path as it was sent.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }
}

/// Reads the next request; `None` when the other side has closed the connection.
pub fn read(connection: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut head = connection.take(LIMIT);
    let Some(line) = read_line(&mut head)? else {
        return Ok(None);
    };
    let mut words = line.split(' ');
    let (Some(method), Some(target), Some(version), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(malformed("the request line is malformed"));
    };
    // The target may come back in a header of the answer.
    if target.contains(char::is_control) {
        return Err(malformed("the address is malformed"));
    }
    let close = version != "HTTP/1.1";
    let mut request = Request { method: method.to_owned(), target: target.to_owned(), close, ..Request::default() };
    let mut conditional = false;
    loop {
        let line = read_line(&mut head)?.ok_or_else(|| malformed("the headers are cut short"))?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| malformed("a header has no colon"))?;
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "host" => request.host = Some(value.to_owned()),
            "range" => request.range = Some(value.to_owned()),
            // Files are sent without a validator, so a condition on one is never met.
            "if-range" => conditional = true,
            "connection" if value.eq_ignore_ascii_case("close") => request.close = true,
            _ => {}
        }
    }
    if conditional {
        request.range = None;
    }
    Ok(Some(request))
}

fn read_line(head: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    if head.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    match line.strip_suffix('\n') {
        Some(whole) => Ok(Some(whole.strip_suffix('\r').unwrap_or(whole).to_owned())),
        None => Err(malformed("the request is cut short or too long")),
    }
}

fn malformed(why: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, why)
}

#[cfg(test)]
mod tests {
    use super::{Request, read};

    #[test]
    fn requests_on_one_connection_are_read_one_after_the_other() {
        let mut connection: &[u8] = b"GET /a?b HTTP/1.1\r\nHost: x\r\nRANGE: bytes=0-1\r\n\r\n\
            HEAD / HTTP/1.0\r\n\r\n";
        let (host, range) = (Some("x".into()), Some("bytes=0-1".into()));
        let first = Request { method: "GET".into(), target: "/a?b".into(), host, range, close: false };
        assert_eq!(read(&mut connection).unwrap(), Some(first));
        let second = Request { method: "HEAD".into(), target: "/".into(), close: true, ..Request::default() };
        assert_eq!(read(&mut connection).unwrap(), Some(second));
        assert_eq!(read(&mut connection).unwrap(), None);
    }

    #[test]
    fn a_conditional_range_asks_for_the_whole_file() {
        let mut connection: &[u8] = b"GET / HTTP/1.1\r\nIf-Range: \"1\"\r\nRange: bytes=0-1\r\n\r\n";
        assert_eq!(read(&mut connection).unwrap().unwrap().range, None);
    }

    #[test]
    fn what_is_no_request_is_an_error() {
        let endless = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(40_000));
        for text in [
            "GET /\r\n\r\n",
            "GET /a\rb HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n",
            &endless,
        ] {
            assert!(read(&mut text.as_bytes()).is_err());
        }
    }
}
