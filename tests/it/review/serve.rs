//! `raingan review --serve` as a browser meets it: over a socket, until it is interrupted.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{data, fixture};

/// How long the program may take to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program while it serves, ended with the test.
struct Serving {
    child: Child,
    host: String,
    path: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(input: &std::path::Path) -> Serving {
    let mut child = Command::new(env!("CARGO_BIN_EXE_raingan"))
        .args(["--quiet", "review", "--serve"])
        .arg(input)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut address = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).expect("an address");
    let rest = address.trim().strip_prefix("http://").expect("an address");
    let (host, path) = rest.split_once('/').expect("a path");
    assert!(host.starts_with("127.0.0.1:"), "this machine only: {host}");
    Serving { child, host: host.to_owned(), path: format!("/{path}") }
}

/// Sends a request, and gives the status, the head and the body of the answer.
fn ask(serving: &Serving, head: &str, body: &str) -> (u16, String, Vec<u8>) {
    let mut stream = TcpStream::connect(&serving.host).expect("it listens");
    stream.write_all(format!("{head}\r\n\r\n{body}").as_bytes()).unwrap();
    let mut said = Vec::new();
    stream.read_to_end(&mut said).unwrap();
    let end = said.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8(said[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head, said[end + 4..].to_vec())
}

#[test]
fn decisions_go_to_the_disk_and_an_interrupt_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("แผน.pdf");
    fs::copy(fixture("pdf/no-rules.pdf"), &input).unwrap();
    let mut serving = serve(&input);
    let host = format!("Host: {}", serving.host);
    let (status, _, body) = ask(&serving, &format!("GET {} HTTP/1.1\r\n{host}", serving.path), "");
    assert_eq!(status, 200);
    let page = String::from_utf8(body).unwrap();
    assert!(page.contains("connect-src 'self'"));
    let data = data(&page);
    let (secret, _) = serving.path[1..].split_once('/').unwrap();
    assert!(!page.contains(secret), "the page itself does not hold the secret");
    let save = format!("/{secret}/{}", data["save"].as_str().unwrap());
    let (_, head, body) = ask(&serving, &format!("GET {save} HTTP/1.1\r\n{host}"), "");
    assert_eq!(body, b"null");
    let tag = head.lines().find_map(|line| line.strip_prefix("ETag: ")).expect("a tag");
    let file = format!(
        r#"{{"schema_version":"1.0","document":{{"sha256":{},"file_name":null}},"corrections":[],"remarks":[],
        "sign_off":{{"who":"ก","when":"2026-11-30T10:00:00Z","note":null}}}}"#,
        data["document"]["sha256"]
    );
    let put = |more: &str| {
        let length = file.len();
        format!(
            "PUT {save} HTTP/1.1\r\n{host}\r\nIf-Match: {tag}\r\nContent-Length: {length}{more}"
        )
    };
    assert_eq!(ask(&serving, &put("\r\nOrigin: http://evil.example"), &file).0, 403);
    let kept = folder.path().join("แผน.corrections.json");
    assert!(!kept.exists());
    let (status, _, said) = ask(&serving, &put(""), &file);
    assert_eq!((status, String::from_utf8(said).unwrap()), (200, kept.display().to_string()));
    assert!(fs::read_to_string(&kept).unwrap().contains("2026-11-30T10:00:00Z"));
    // Nobody who does not say a word keeps the others waiting.
    let _silent = TcpStream::connect(&serving.host).unwrap();
    assert_eq!(ask(&serving, &format!("GET / HTTP/1.1\r\n{host}"), "").0, 403);
    let id = serving.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let until = Instant::now() + PATIENCE;
    let status = loop {
        match serving.child.try_wait().unwrap() {
            Some(status) => break status,
            None if Instant::now() > until => panic!("it goes on"),
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    assert_eq!(status.code(), Some(0));
}
