//! `raingan review --serve`: the pages for a browser on this machine, and what is decided there
//! straight to the disk.
//!
//! Who else is on the machine, or in another tab of the browser, must neither read a report nor
//! decide anything: the address has a secret in it, only the loopback interface is listened to, and
//! what comes by another name of the host or from another page is refused.

use std::fs;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use percent_encoding::percent_decode_str;
use raingan::contract::corrections::corrections_of;
use raingan::digest::{hex, sha256};
use raingan::{Error, ErrorKind};
use tempfile::TempDir;

use super::super::args::review::ReviewArgs;
use super::super::console::Console;
use super::super::escape::Syntax;
use super::super::sink::{Sink, unwritable};
use super::super::status::Status;
use super::super::{guard, signals};
use super::documents::Source;
use super::folder::{INDEX, address};
use super::http::{self, Answer, Request};
use super::saved;
use super::write::{Written, write_folder};

/// Bytes of the secret in the address.
const SECRET_BYTES: usize = 16;
/// How often it is looked whether it should end.
const LOOK_EVERY: Duration = Duration::from_millis(40);
/// Connections at a time; a browser opens six.
const CONNECTIONS: usize = 32;
/// What the name under which decisions are sent ends in.
const DECISIONS: &str = ".corrections";
/// The tag of a file that is not there.
const NO_FILE: &str = "\"none\"";

/// What is served.
struct Served {
    /// The secret that paths begin with.
    secret: String,
    /// Names of the host by which a browser may have come.
    hosts: [String; 2],
    /// Where the pages are.
    folder: TempDir,
    pages: Vec<Written>,
    /// One file is written at a time.
    writing: Mutex<()>,
    connections: AtomicUsize,
}

/// Makes the pages, prints the address and serves it until it is interrupted.
///
/// # Errors
///
/// Where no page could be made, decisions of before cannot be read, or the port is not to be had.
pub fn run(args: &ReviewArgs, sources: &[Source], console: &mut Console) -> Result<Status, Error> {
    let folder = tempfile::Builder::new().prefix("raingan-review-").tempdir();
    let folder =
        folder.map_err(|e| Error::new(ErrorKind::Io, "no folder for the pages").because(e))?;
    let (status, pages) = write_folder(args, sources, folder.path(), true, console)?;
    if pages.is_empty() {
        return Ok(status);
    }
    for page in &pages {
        // What cannot be read would be written over.
        saved::read(&page.decisions, &page.sha256)?;
    }
    let stop = signals::interrupts()?;
    let listener = listen(args.port.unwrap_or(0))?;
    let port = listener.local_addr().map_err(|e| unheard(e, 0))?.port();
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let (secret, writing) = (secret()?, Mutex::new(()));
    let connections = AtomicUsize::new(0);
    let served = Arc::new(Served { secret, hosts, folder, pages, writing, connections });
    tell(&served, console)?;
    accept(&listener, &served, &stop);
    Ok(status)
}

fn listen(port: u16) -> Result<TcpListener, Error> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address).map_err(|e| unheard(e, port))?;
    // So that an interrupt is not missed while nobody comes.
    listener.set_nonblocking(true).map_err(|e| unheard(e, port))?;
    Ok(listener)
}

fn unheard(cause: std::io::Error, port: u16) -> Error {
    let message =
        format!("port {port} of this machine cannot be listened to: give another with --port");
    Error::new(ErrorKind::Io, message).because(cause)
}

/// What nobody can guess.
fn secret() -> Result<String, Error> {
    let mut bytes = [0; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|e| {
        Error::new(ErrorKind::Io, "the system gives no random numbers").because(e.to_string())
    })?;
    Ok(hex(&bytes))
}

/// Prints the address, and where decisions go.
fn tell(served: &Served, console: &mut Console) -> Result<(), Error> {
    let first = match served.pages.as_slice() {
        [only] => only.page.clone(),
        _ => format!("{INDEX}.html"),
    };
    let page = address(&first);
    let address = format!("http://{}/{}/{page}\n", served.hosts[0], served.secret);
    console.print(&address, Syntax::Text)?;
    for page in &served.pages {
        console.note(&format!("corrections: {}", page.decisions.display()));
    }
    console.note(console.lang().pick("Ctrl-C ends it", "กด Ctrl-C เพื่อหยุด"));
    Ok(())
}

/// Answers whoever comes, until it is to stop.
fn accept(listener: &TcpListener, served: &Arc<Served>, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        match listener.accept() {
            Ok((stream, from)) if from.ip().is_loopback() => hand_on(stream, served),
            Ok(_) => {}
            Err(_) => std::thread::sleep(LOOK_EVERY),
        }
    }
    // Whoever is writing may come to the end.
    drop(served.writing.lock());
}

/// A thread for each connection: browsers open some that they do not use at once.
fn hand_on(stream: TcpStream, served: &Arc<Served>) {
    if served.connections.fetch_add(1, Ordering::Relaxed) >= CONNECTIONS {
        served.connections.fetch_sub(1, Ordering::Relaxed);
        return;
    }
    let own = Arc::clone(served);
    let spawned = std::thread::Builder::new().name("raingan-serve".to_owned()).spawn(move || {
        // A browser that has gone needs no answer.
        let _ = converse(stream, &own);
        own.connections.fetch_sub(1, Ordering::Relaxed);
    });
    if spawned.is_err() {
        served.connections.fetch_sub(1, Ordering::Relaxed);
    }
}

fn converse(mut stream: TcpStream, served: &Served) -> std::io::Result<()> {
    stream.set_nonblocking(false)?;
    let answer = match http::read(&mut stream)? {
        Ok(request) => guard::caught(|| Ok(served.answer(&request)))
            .unwrap_or_else(|error| Answer::words(500, error.to_string())),
        Err(answer) => answer,
    };
    http::write(&mut stream, &answer)
}

impl Served {
    fn answer(&self, request: &Request) -> Answer {
        let host = request.host.as_deref().unwrap_or_default();
        if !self.hosts.iter().any(|known| known == host) {
            return Answer::words(403, "this host is not served");
        }
        let origin = request.origin.as_deref();
        if origin.is_some_and(|origin| origin != format!("http://{host}")) {
            return Answer::words(403, "another page may not ask");
        }
        let path = request.path.split('?').next().unwrap_or_default();
        let within = path.strip_prefix('/').and_then(|path| path.split_once('/'));
        let Some((_, name)) = within.filter(|(secret, _)| *secret == self.secret) else {
            return Answer::words(403, "the address lacks its secret: take it as it was printed");
        };
        let name = percent_decode_str(name).decode_utf8_lossy();
        let page = name
            .strip_suffix(DECISIONS)
            .and_then(|stem| self.pages.iter().find(|page| page.page == format!("{stem}.html")));
        match (request.method.as_str(), page) {
            ("GET", Some(page)) => self.decisions(page),
            ("PUT", Some(page)) => self.decide(page, request),
            ("GET", None) => self.page(&name),
            _ => Answer::words(405, "this cannot be done here"),
        }
    }

    /// A page, or the list of them.
    fn page(&self, name: &str) -> Answer {
        let known = name == format!("{INDEX}.html") || self.pages.iter().any(|p| p.page == name);
        // What else a name may lead to is not even looked for.
        match known.then(|| fs::read(self.folder.path().join(name)).ok()).flatten() {
            Some(body) => {
                let media_type = "text/html; charset=utf-8";
                Answer { status: 200, media_type, tag: None, body }
            }
            None => Answer::words(404, "there is no such page"),
        }
    }

    /// What was decided so far; `null` where nothing was.
    fn decisions(&self, page: &Written) -> Answer {
        let _one = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept(&page.decisions);
        let tag = Some(tag(kept.as_deref()));
        let body = kept.unwrap_or_else(|| b"null".to_vec());
        Answer { status: 200, media_type: "application/json", tag, body }
    }

    /// Writes what is decided, unless the file has become another since the page saw it.
    fn decide(&self, page: &Written, request: &Request) -> Answer {
        let decided = match corrections_of(&request.body, &page.sha256) {
            Ok(decided) => decided,
            Err(error) => return Answer::words(422, error.to_string()),
        };
        let _one = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let now = tag(kept(&page.decisions).as_deref());
        if request.if_match.as_deref() != Some(now.as_str()) {
            return Answer::words(412, "the file was changed by someone else");
        }
        let json = decided.json();
        match write_whole(&page.decisions, json.as_bytes()) {
            Ok(()) => {
                let words = page.decisions.display().to_string();
                Answer { tag: Some(tag(Some(json.as_bytes()))), ..Answer::words(200, words) }
            }
            Err(error) => Answer::words(500, error.to_string()),
        }
    }
}

/// What a file with decisions holds.
fn kept(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

/// What tells one state of a file from another.
fn tag(bytes: Option<&[u8]>) -> String {
    bytes.map_or_else(|| NO_FILE.to_owned(), |bytes| format!("\"{}\"", sha256(bytes)))
}

/// Writes a file whole.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut sink = Sink::file(path)?;
    sink.write_all(bytes).map_err(unwritable)?;
    sink.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn served() -> (TempDir, Served) {
        let kept = tempfile::tempdir().unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("แผน.html"), "page").unwrap();
        fs::write(folder.path().join("index.html"), "list").unwrap();
        fs::write(folder.path().join("other.html"), "not named").unwrap();
        let page = Written {
            page: "แผน.html".to_owned(),
            decisions: kept.path().join("c.json"),
            sha256: SHA.to_owned(),
        };
        let served = Served {
            secret: "s3cret".to_owned(),
            hosts: ["127.0.0.1:80".to_owned(), "localhost:80".to_owned()],
            folder,
            pages: vec![page],
            writing: Mutex::new(()),
            connections: AtomicUsize::new(0),
        };
        (kept, served)
    }

    fn request(method: &str, path: &str) -> Request {
        Request {
            method: method.to_owned(),
            path: path.to_owned(),
            host: Some("127.0.0.1:80".to_owned()),
            ..Request::default()
        }
    }

    fn file(note: &str) -> Vec<u8> {
        format!(
            r#"{{"schema_version":"1.0","document":{{"sha256":"{SHA}","file_name":null}},"corrections":[],
            "remarks":[{{"pointer":"/title","finding":null,"verdict":"noted","note":"{note}","who":"a","when":"2026-01-15T09:30:00Z"}}],
            "sign_off":null}}"#
        )
        .into_bytes()
    }

    const PAGE: &str = "/s3cret/%E0%B9%81%E0%B8%9C%E0%B8%99.html";
    const DECIDED: &str = "/s3cret/%E0%B9%81%E0%B8%9C%E0%B8%99.corrections";

    #[test]
    fn only_the_address_that_was_printed_is_answered() {
        let (_kept, served) = served();
        assert_eq!(served.answer(&request("GET", PAGE)).body, b"page");
        let from = |host: Option<&str>, origin: Option<&str>| {
            let host = host.map(str::to_owned);
            let origin = origin.map(str::to_owned);
            served.answer(&Request { host, origin, ..request("GET", PAGE) }).status
        };
        assert_eq!(from(Some("localhost:80"), Some("http://localhost:80")), 200);
        assert_eq!(from(None, None), 403);
        assert_eq!(from(Some("evil.example:80"), None), 403, "a name that leads here");
        assert_eq!(from(Some("127.0.0.1:80"), Some("http://evil.example")), 403);
        assert_eq!(from(Some("127.0.0.1:80"), Some("null")), 403);
        for (method, path, status) in [
            ("GET", "/", 403),
            ("GET", "/wrong/index.html", 403),
            ("GET", "/s3cret", 403),
            ("GET", "/s3cret/index.html", 200),
            ("GET", "/s3cret/other.html", 404),
            ("GET", "/s3cret/../s3cret/index.html", 404),
            ("GET", "/s3cret/%2e%2e%2findex.html", 404),
            ("PUT", PAGE, 405),
            ("DELETE", DECIDED, 405),
        ] {
            assert_eq!(served.answer(&request(method, path)).status, status, "{method} {path}");
        }
    }

    #[test]
    fn decisions_are_written_whole_and_never_over_those_of_another() {
        let (kept, served) = served();
        let put = |body: Vec<u8>, tag: &str| {
            let if_match = Some(tag.to_owned());
            served.answer(&Request { body, if_match, ..request("PUT", DECIDED) })
        };
        let before = served.answer(&request("GET", DECIDED));
        assert_eq!((before.body.as_slice(), before.tag.as_deref()), (&b"null"[..], Some(NO_FILE)));
        let first = put(file("one"), NO_FILE);
        assert_eq!(first.status, 200);
        assert_eq!(put(file("two"), NO_FILE).status, 412, "it is there by now");
        let tag = first.tag.unwrap();
        assert_eq!(put(b"{}".to_vec(), &tag).status, 422);
        assert_eq!(put(file("two"), &tag).status, 200);
        let json = fs::read(kept.path().join("c.json")).unwrap();
        let read = corrections_of(&json, SHA).unwrap();
        assert_eq!(read.remarks[0].note.as_deref(), Some("two"));
        assert_eq!(fs::read_dir(kept.path()).unwrap().count(), 1, "no temporary file is left");
        let without = served.answer(&Request { body: file("x"), ..request("PUT", DECIDED) });
        assert_eq!(without.status, 412);
    }
}
