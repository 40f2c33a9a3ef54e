//! HTTP as the bytes that it is, so that a test can also send what no library would.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use base64::Engine;
use serde_json::Value;

/// Longer than anything that these tests wait for.
const PATIENCE: Duration = Duration::from_secs(60);

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text()))
    }

    /// Fails the test unless the status is this one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// Fails the test unless it is a problem with this status and code, in full.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Value {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let problem = self.expect(status).json();
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["status"], status, "{problem}");
        for name in ["type", "title", "detail"] {
            assert!(problem[name].as_str().is_some_and(|text| !text.is_empty()), "{problem}");
        }
        problem
    }
}

/// A request to be sent.
#[derive(Clone, Debug)]
pub struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    pub fn new(method: &str, target: &str) -> Self {
        Self { method: method.into(), target: target.into(), headers: Vec::new(), body: Vec::new() }
    }

    pub fn get(target: &str) -> Self {
        Self::new("GET", target)
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub fn login(self, name: &str, password: &str) -> Self {
        let encoded = base64::engine::general_purpose::STANDARD.encode(format!("{name}:{password}"));
        self.header("Authorization", &format!("Basic {encoded}"))
    }

    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// A form as curl sends it.
    pub fn form(self, parts: &[Part<'_>]) -> Self {
        self.form_with(parts, "------------------------d74496d66958873e", false)
    }

    pub fn form_with(self, parts: &[Part<'_>], boundary: &str, quoted: bool) -> Self {
        let mut body = Vec::new();
        for part in parts {
            body.extend_from_slice(
                format!("--{boundary}\r\nContent-Disposition: form-data; {}\r\n", part.disposition).as_bytes(),
            );
            body.extend_from_slice(b"Content-Type: application/octet-stream\r\n\r\n");
            body.extend_from_slice(part.content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let boundary = if quoted { format!("\"{boundary}\"") } else { boundary.to_owned() };
        self.header("Content-Type", &format!("multipart/form-data; boundary={boundary}")).body(body)
    }

    /// Everything before the body.
    pub fn head(&self) -> String {
        let mut head = format!("{} {} HTTP/1.1\r\nHost: roster\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let said = |wanted: &str| self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted));
        if !said("Content-Length") && !said("Transfer-Encoding") {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        if !said("Connection") {
            head.push_str("Connection: close\r\n");
        }
        head + "\r\n"
    }

    /// All of it, in bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.head().into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }

    /// Sends it and waits for the answer.
    #[track_caller]
    pub fn send(&self, to: SocketAddr) -> Answer {
        let mut stream = connect(to);
        stream.write_all(&self.bytes()).unwrap();
        read_answer(&mut BufReader::new(stream)).unwrap()
    }
}

/// A part of a form.
#[derive(Clone, Copy, Debug)]
pub struct Part<'p> {
    pub disposition: &'p str,
    pub content: &'p [u8],
}

pub fn file(content: &[u8]) -> Part<'_> {
    Part { disposition: "name=\"file\"; filename=\"users.csv\"", content }
}

pub fn settings(content: &str) -> Part<'_> {
    Part { disposition: "name=\"importConfig\"; filename=\"users.importcfg\"", content: content.as_bytes() }
}

pub fn connect(to: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(to).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Reads one answer; none where the connection ends before it.
pub fn read_answer(stream: &mut impl BufRead) -> Option<Answer> {
    let (status, headers) = read_head(stream)?;
    let header = |wanted: &str| headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let mut body = Vec::new();
    if let Some((_, length)) = header("Content-Length") {
        stream.take(length.parse().unwrap()).read_to_end(&mut body).ok()?;
    } else if header("Transfer-Encoding").is_some() {
        while let Some(chunk) = read_chunk(stream) {
            body.extend(chunk);
        }
    } else {
        stream.read_to_end(&mut body).ok()?;
    }
    Some(Answer { status, headers, body })
}

pub fn read_head(stream: &mut impl BufRead) -> Option<(u16, Vec<(String, String)>)> {
    let status = read_line(stream)?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = Vec::new();
    loop {
        let line = read_line(stream)?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    if status == 100 { read_head(stream) } else { Some((status, headers)) }
}

/// A chunk of a chunked body; none after the last.
pub fn read_chunk(stream: &mut impl BufRead) -> Option<Vec<u8>> {
    let length = usize::from_str_radix(read_line(stream)?.trim(), 16).ok().filter(|length| *length > 0)?;
    let mut chunk = vec![0; length + 2];
    stream.read_exact(&mut chunk).ok()?;
    chunk.truncate(length);
    Some(chunk)
}

fn read_line(stream: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).ok()?;
    (read > 0).then(|| line.trim_end().to_owned())
}
