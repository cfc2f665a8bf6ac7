//! Just enough of HTTP/1.1 (RFC 9112) to show pages to one browser on this machine: a request with
//! its body, an answer, and the connection is closed.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Bytes of the head of a request; browsers send a thousand.
const HEAD_BYTES: usize = 16 << 10;
/// Headers of a request.
const HEADERS: usize = 64;
/// Bytes of a body: decisions about a report of a thousand items have one million.
const BODY_BYTES: usize = 16 << 20;
/// Time to wait for the other side.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub host: Option<String>,
    pub origin: Option<String>,
    /// What the sender believes the thing to be that it changes.
    pub if_match: Option<String>,
    pub body: Vec<u8>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub media_type: &'static str,
    /// What the thing is now that was asked for.
    pub tag: Option<String>,
    pub body: Vec<u8>,
}

impl Answer {
    /// A few words.
    pub fn words(status: u16, words: impl Into<String>) -> Answer {
        let body = words.into().into_bytes();
        Answer { status, media_type: "text/plain; charset=utf-8", tag: None, body }
    }
}

/// Reads a request; an answer where it is none that can be read.
///
/// # Errors
///
/// Where the other side does not speak, or has gone.
pub fn read(stream: &mut TcpStream) -> io::Result<Result<Request, Answer>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    read_from(stream)
}

fn read_from(stream: &mut impl Read) -> io::Result<Result<Request, Answer>> {
    let mut bytes = Vec::new();
    loop {
        match head(&bytes) {
            Ok(Some((request, length, start))) => {
                if length > BODY_BYTES {
                    return Ok(Err(Answer::words(413, "this is more than can be kept")));
                }
                let mut body = bytes.split_off(start.min(bytes.len()));
                // A second request on the connection is not waited for.
                body.truncate(length);
                let missing = (length - body.len()) as u64;
                stream.take(missing).read_to_end(&mut body)?;
                return Ok(match body.len() == length {
                    true => Ok(Request { body, ..request }),
                    false => Err(Answer::words(400, "the request ends early")),
                });
            }
            Ok(None) if bytes.len() < HEAD_BYTES => {}
            Ok(None) => return Ok(Err(Answer::words(431, "the head is too long"))),
            Err(answer) => return Ok(Err(answer)),
        }
        let mut piece = [0; 4096];
        match stream.read(&mut piece)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => bytes.extend_from_slice(&piece[..n]),
        }
    }
}

/// The head of a request with the length of its body and where that begins; `None` where it is not
/// whole yet.
fn head(bytes: &[u8]) -> Result<Option<(Request, usize, usize)>, Answer> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let start = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(_) => return Err(Answer::words(400, "this is no request")),
    };
    let mut request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: parsed.path.unwrap_or_default().to_owned(),
        ..Request::default()
    };
    let mut length = None;
    for header in parsed.headers.iter() {
        let value = String::from_utf8_lossy(header.value).trim().to_owned();
        let said = match header.name.to_ascii_lowercase().as_str() {
            "host" => request.host.replace(value),
            "origin" => request.origin.replace(value),
            "if-match" => request.if_match.replace(value),
            "content-length" => length.replace(value),
            "transfer-encoding" => {
                return Err(Answer::words(411, "the length of the body is needed"));
            }
            _ => None,
        };
        // What stands twice can be read in two ways.
        if said.is_some() {
            return Err(Answer::words(400, "a header stands twice"));
        }
    }
    let length = match length {
        None => 0,
        Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.parse().unwrap_or(usize::MAX)
        }
        Some(_) => return Err(Answer::words(400, "the length is no number")),
    };
    Ok(Some((request, length, start)))
}

/// Sends an answer.
///
/// # Errors
///
/// Where the other side has gone.
pub fn write(stream: &mut impl Write, answer: &Answer) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
    for (name, value) in [
        ("Content-Type", answer.media_type),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
        ("Connection", "close"),
    ] {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(tag) = &answer.tag {
        head.push_str(&format!("ETag: {tag}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\n\r\n", answer.body.len()));
    stream.write_all(head.as_bytes())?;
    stream.write_all(&answer.body)?;
    stream.flush()
}

/// The words for a status (RFC 9110, 15).
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        _ => "Internal Server Error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &str) -> Result<Request, u16> {
        let read = read_from(&mut bytes.as_bytes()).expect("the other side is there");
        read.map_err(|answer| answer.status)
    }

    #[test]
    fn a_request_is_read_with_its_body() {
        let put = "PUT /t/a HTTP/1.1\r\nHost: 127.0.0.1:8\r\nORIGIN: http://127.0.0.1:8\r\nContent-Length: 3\r\n\r\nabcGET";
        let request = said(put).unwrap();
        assert_eq!((request.method.as_str(), request.path.as_str()), ("PUT", "/t/a"));
        assert_eq!(request.host.as_deref(), Some("127.0.0.1:8"));
        assert_eq!(request.origin.as_deref(), Some("http://127.0.0.1:8"));
        assert_eq!(request.body, b"abc");
        assert_eq!(said("GET / HTTP/1.1\r\n\r\n").unwrap().body, b"");
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        let long = format!("GET / HTTP/1.1\r\nA: {}", "a".repeat(HEAD_BYTES));
        for (bytes, status) in [
            ("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
            ("PUT / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
            ("PUT / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
            ("PUT / HTTP/1.1\r\nContent-Length: +1\r\n\r\na", 400),
            ("PUT / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 413),
            ("PUT / HTTP/1.1\r\nContent-Length: 9\r\n\r\nab", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
            ("\u{0}\u{1}\r\n\r\n", 400),
            (long.as_str(), 431),
        ] {
            assert_eq!(said(bytes).map(|_| ()), Err(status), "{:.60}", bytes);
        }
    }

    #[test]
    fn an_answer_says_its_length_and_is_not_kept() {
        let mut out = Vec::new();
        write(&mut out, &Answer { tag: Some("\"a\"".into()), ..Answer::words(200, "ก") }).unwrap();
        let said = String::from_utf8(out).unwrap();
        assert!(said.starts_with("HTTP/1.1 200 OK\r\n") && said.ends_with("\r\n\r\nก"), "{said}");
        for line in ["Content-Length: 3\r\n", "Cache-Control: no-store\r\n", "ETag: \"a\"\r\n"] {
            assert!(said.contains(line), "{line}");
        }
    }
}
