//! archive-viewer serve: the built viewer and one archive, for this machine alone.

mod browser;
mod folder_zip;
mod pages;

use super::http::policy::CONTENT_SECURITY_POLICY;
use super::http::{self, Content, Reply, Request, answer_all, media_type};
use super::inputs::{Bytes, Input, Kind};
use super::interrupt;
use super::outcome::{Failure, Outcome};
use super::viewer::Viewer;
use archive_viewer::publish::run::{is_previewed, preview_policy};
use pages::Pages;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// The folder of the archive's address.
const GIVEN: &str = "/archive/";

/// The media type of a page.
const PAGE: &str = "text/html; charset=utf-8";

/// What stays as it is in a part of an address.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// What `serve` was asked for.
pub struct Words {
    /// A file, a folder, an archive or an address.
    pub input: String,
    /// The folder of the viewer's files.
    pub site: Option<PathBuf>,
    /// The port; 0 is any that is free.
    pub port: u16,
    /// Whether the browser opens.
    pub opens: bool,
}

/// Serves an archive until the program is stopped.
///
/// # Errors
/// When the archive can't be opened, the viewer isn't there, or the port is taken.
pub fn run(words: &Words) -> Outcome<bool> {
    let mut input = Input::open(&words.input).map_err(Failure::Input)?;
    let viewer = Viewer::open(words.site.as_deref())?;
    let mut name = name_of(&input);
    let original = original_of(&input);
    // Ctrl-C removes it.
    let mut _zip = None;
    if input.kind == Kind::Folder {
        let (file, writing) = folder_zip::write(&input)?;
        (input, _zip) = (Input::open(&file.to_string_lossy()).map_err(Failure::Input)?, Some(writing));
        name.push_str(".zip");
    }
    let taken = |error: io::Error| Failure::Input(format!("port {}: {error}", words.port));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, words.port)).map_err(taken)?;
    let port = listener.local_addr().map_err(taken)?.port();
    let path = format!("{}{}", &GIVEN[1..], utf8_percent_encode(&name, PLAIN));
    let address = format!("http://127.0.0.1:{port}/?src={}", utf8_percent_encode(&path, PLAIN));
    let mut out = io::stdout();
    writeln!(out, "{address}").and_then(|()| out.flush()).map_err(Failure::Output)?;
    if io::stderr().is_terminal() {
        drop(writeln!(io::stderr(), "Ctrl-C ends it."));
    }
    interrupt::is_expected();
    if words.opens {
        browser::open(&address);
    }
    let hosts = ["127.0.0.1", "localhost"].map(|host| format!("{host}:{port}"));
    let (path, input, pages) = (format!("{GIVEN}{name}"), Mutex::new(input), Pages::of(original));
    answer_all(&listener, Served { viewer, hosts, path, input, pages });
    Ok(true)
}

/// The name by which the viewer knows an input.
fn name_of(input: &Input) -> String {
    match &input.bytes {
        Bytes::Memory(bytes) if input.given == "-" => match bytes.get(..2) {
            _ if input.kind == Kind::File => "input.md",
            Some(b"\x1f\x8b") => "input.tar.gz",
            Some(b"PK") => "input.zip",
            Some(b"WA") => "input.warc",
            Some(b"Fr" | b"MI") => "input.mhtml",
            _ => "input.tar",
        }
        .to_owned(),
        _ => input.name.clone(),
    }
}

/// Opens an input again, from its start and by itself, since its pages are read while its ranges are.
fn original_of(input: &Input) -> impl FnOnce() -> Result<Input, String> + Send + 'static {
    let given = input.given.clone();
    let kept = match &input.bytes {
        Bytes::Memory(bytes) => Some((input.name.clone(), bytes.clone())),
        _ => None,
    };
    move || match kept {
        Some((name, bytes)) => Input::of_bytes(&name, bytes),
        None => Input::open(&given).map(Input::with_own_name),
    }
}

/// The viewer, an archive and its posts as pages.
struct Served {
    viewer: Viewer,
    hosts: [String; 2],
    path: String,
    input: Mutex<Input>,
    pages: Pages,
}

/// A path as it is meant.
fn decoded(path: &str) -> Cow<'_, str> {
    percent_decode_str(path).decode_utf8_lossy()
}

impl http::Site for Served {
    fn headers(&self, path: &str) -> Vec<(&'static str, String)> {
        let path = decoded(path);
        let policy = preview_policy(path.strip_prefix('/').unwrap_or_default()).unwrap_or(CONTENT_SECURITY_POLICY);
        vec![
            ("Content-Security-Policy", policy.to_owned()),
            ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
            ("Referrer-Policy", "no-referrer".to_owned()),
        ]
    }

    fn answer(&self, request: &Request, reply: &mut Reply<'_>) -> io::Result<()> {
        // A name that somebody else lets lead here is none of ours.
        if !request.host.as_ref().is_some_and(|host| self.hosts.contains(host)) {
            return reply.send_status("403 Forbidden", &[]);
        }
        let path = decoded(request.path());
        if *path == self.path {
            // Whatever it is, it never runs as a page of this address.
            return reply.send(&self.input, "application/octet-stream");
        }
        if let Some((file, media_type)) = self.viewer.find(&path) {
            return reply.send(file, media_type);
        }
        let path = path.strip_prefix('/').unwrap_or_default();
        let file = if is_previewed(path) { self.pages.file(path) } else { Ok(None) };
        match file {
            Ok(Some(bytes)) => reply.send(&bytes[..], if path.ends_with('/') { PAGE } else { media_type(path) }),
            Ok(None) => reply.send_status("404 Not Found", &[]),
            Err(sentence) => {
                drop(writeln!(io::stderr(), "{sentence}"));
                reply.send_status("500 Internal Server Error", &[])
            }
        }
    }
}

impl Content for &[u8] {
    fn size(&self) -> io::Result<u64> {
        Ok(self.len() as u64)
    }

    fn range(&mut self, start: u64, length: u64) -> io::Result<Vec<u8>> {
        Ok(self[start as usize..(start + length) as usize].to_vec())
    }
}

impl Content for &Mutex<Input> {
    fn size(&self) -> io::Result<u64> {
        Ok(self.lock().unwrap_or_else(PoisonError::into_inner).size())
    }

    fn range(&mut self, start: u64, length: u64) -> io::Result<Vec<u8>> {
        self.lock().unwrap_or_else(PoisonError::into_inner).range(start, length)
    }
}
