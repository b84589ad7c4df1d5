//! A static server for this machine alone: what any static host does, no more.
//!
//! One thread for each connection, GET and HEAD. It exists so that `run` and the tests need nothing installed, and so
//! that the tests can stop it, which is what "offline" means.

mod address;
mod mime;

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::serve::address::Answer;
use crate::site::is_hashed_name;

/// More than any browser sends.
const LONGEST_HEAD: usize = 64 * 1024;

/// A browser keeps connections open; this is how long one may be silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// A port that is ours, not yet answering.
pub(crate) struct Server {
    listener: TcpListener,
    port: u16,
    headers: Arc<Headers>,
}

/// What is the same for every answer.
struct Headers {
    /// Begins and ends with a slash.
    prefix: String,
    /// Cross-origin isolation makes a browser's clock 20 times finer.
    isolated: bool,
}

impl Server {
    /// Takes a port of this machine; 0 takes any.
    pub(crate) fn bind(port: u16, prefix: &str, isolated: bool) -> Result<Self> {
        let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => listener,
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                let other = port.checked_add(1).unwrap_or(8080);
                bail!("port {port} is taken by another program; choose another with `--port {other}`")
            }
            Err(error) => return Err(error).with_context(|| format!("port {port} cannot be used")),
        };
        let port = listener.local_addr().context("the server has no address")?.port();
        let prefix = match prefix.trim_matches('/') {
            "" => "/".to_owned(),
            middle => format!("/{middle}/"),
        };
        Ok(Self { listener, port, headers: Arc::new(Headers { prefix, isolated }) })
    }

    /// Where a browser finds it.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.headers.prefix)
    }

    /// Serves a folder until the program is ended.
    pub(crate) fn run(&self, folder: &Path) -> Result<()> {
        if !folder.join("index.html").is_file() {
            bail!("{} holds no index.html; `cargo xtask dist` makes the site", folder.display());
        }
        let folder: Arc<Path> = folder.into();
        loop {
            // A connection that ends before it was taken is no reason to stop.
            let Ok((stream, _)) = self.listener.accept() else { continue };
            let folder = Arc::clone(&folder);
            let headers = Arc::clone(&self.headers);
            // The same goes for one that breaks: the browser went away.
            thread::spawn(move || talk(stream, &folder, &headers));
        }
    }
}

/// One connection, from its first request to its last.
fn talk(stream: TcpStream, folder: &Path, headers: &Headers) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut input = BufReader::new(&stream);
    let mut output = &stream;
    let mut head = Vec::new();
    while let Some(request) = read_request(&mut input, &mut head)? {
        let keeps = request.keep_alive && request.understood;
        respond(&mut output, &request, folder, headers, keeps)?;
        if !keeps {
            break;
        }
    }
    Ok(())
}

struct Request {
    understood: bool,
    method: String,
    target: String,
    keep_alive: bool,
}

/// The next request's head; `None` when the browser is done. Bodies are not expected: a request that has one is
/// answered, and then the connection is closed.
fn read_request(input: &mut impl Read, head: &mut Vec<u8>) -> io::Result<Option<Request>> {
    head.clear();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if input.read(&mut byte)? == 0 {
            return Ok(None);
        }
        head.push(byte[0]);
        if head.len() > LONGEST_HEAD {
            return Ok(None);
        }
    }
    Ok(Some(parse_request(head)))
}

fn parse_request(head: &[u8]) -> Request {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Request::new(&mut headers);
    let understood = matches!(parsed.parse(head), Ok(httparse::Status::Complete(_)));
    let has = |name: &str, value: &str| {
        let mut headers = parsed.headers.iter();
        headers.any(|header| {
            header.name.eq_ignore_ascii_case(name)
                && str::from_utf8(header.value).is_ok_and(|text| text.trim().eq_ignore_ascii_case(value))
        })
    };
    let has_body = parsed.headers.iter().any(|header| {
        header.name.eq_ignore_ascii_case("content-length") || header.name.eq_ignore_ascii_case("transfer-encoding")
    });
    Request {
        understood,
        method: parsed.method.unwrap_or_default().to_owned(),
        target: parsed.path.unwrap_or_default().to_owned(),
        keep_alive: parsed.version == Some(1) && !has("connection", "close") && !has_body,
    }
}

fn respond(
    output: &mut impl Write,
    request: &Request,
    folder: &Path,
    headers: &Headers,
    keeps: bool,
) -> io::Result<()> {
    let with_body = request.method != "HEAD";
    if !request.understood {
        return plain(output, "400 Bad Request", "That is no HTTP request.\n", "", with_body, keeps);
    }
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        let text = "This server only gives files away.\n";
        return plain(output, "405 Method Not Allowed", text, "Allow: GET, HEAD\r\n", with_body, keeps);
    }
    let path = match address::find(&request.target, &headers.prefix) {
        Answer::File(path) => path,
        Answer::Redirect(to) => {
            return plain(output, "308 Permanent Redirect", "", &format!("Location: {to}\r\n"), with_body, keeps);
        }
        Answer::Nothing => return plain(output, "404 Not Found", "There is no such file.\n", "", with_body, keeps),
    };
    let file = folder.join(&path);
    let opened = File::open(&file).and_then(|file| Ok((file.metadata()?, file)));
    let (length, mut content) = match opened {
        Ok((about, content)) if about.is_file() => (about.len(), content),
        _ => return plain(output, "404 Not Found", "There is no such file.\n", "", with_body, keeps),
    };
    let caching = if is_hashed_name(&path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let isolation = if headers.isolated {
        "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n"
    } else {
        ""
    };
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {length}\r\nCache-Control: {caching}\r\n\
         X-Content-Type-Options: nosniff\r\n{isolation}{}\r\n",
        mime::of(&path),
        connection(keeps),
    );
    output.write_all(head.as_bytes())?;
    if with_body {
        io::copy(&mut Read::by_ref(&mut content).take(length), output)?;
    }
    output.flush()
}

fn plain(
    output: &mut impl Write,
    status: &str,
    text: &str,
    extra: &str,
    with_body: bool,
    keeps: bool,
) -> io::Result<()> {
    let body = if with_body { text } else { "" };
    write!(
        output,
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\n{extra}{}\r\n{body}",
        text.len(),
        connection(keeps),
    )?;
    output.flush()
}

fn connection(keeps: bool) -> &'static str {
    if keeps { "" } else { "Connection: close\r\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(request: &str) -> String {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("index.html"), "<p>").expect("written");
        std::fs::write(folder.path().join("app-0123456789abcdef.wasm"), "wasm").expect("written");
        let headers = Headers { prefix: "/a/b/".into(), isolated: false };
        let request = parse_request(request.replace('\n', "\r\n").as_bytes());
        let mut output = Vec::new();
        let keeps = request.keep_alive && request.understood;
        respond(&mut output, &request, folder.path(), &headers, keeps).expect("written to memory");
        String::from_utf8_lossy(&output).into_owned()
    }

    #[test]
    fn the_page_is_asked_for_anew_each_time() {
        let page = answer("GET /a/b/?x=1 HTTP/1.1\nHost: x\n\n");
        assert!(page.starts_with("HTTP/1.1 200 OK"), "{page}");
        assert!(page.contains("Content-Type: text/html; charset=utf-8\r\n"), "{page}");
        assert!(page.contains("Cache-Control: no-cache\r\n"), "{page}");
        assert!(page.ends_with("\r\n\r\n<p>"), "{page}");
    }

    #[test]
    fn hashed_files_are_kept_for_ever() {
        let module = answer("GET /a/b/app-0123456789abcdef.wasm HTTP/1.1\nHost: x\n\n");
        assert!(module.contains("Content-Type: application/wasm\r\n"), "{module}");
        assert!(module.contains("immutable"), "{module}");
    }

    #[test]
    fn head_has_the_length_but_no_body() {
        let page = answer("HEAD /a/b/ HTTP/1.1\nHost: x\n\n");
        assert!(page.contains("Content-Length: 3\r\n") && page.ends_with("\r\n\r\n"), "{page}");
    }

    #[test]
    fn what_is_not_there_says_so() {
        assert!(answer("GET /a/b/gone.js HTTP/1.1\n\n").starts_with("HTTP/1.1 404"));
        assert!(answer("GET /elsewhere HTTP/1.1\n\n").starts_with("HTTP/1.1 404"));
        assert!(answer("GET /a/b HTTP/1.1\n\n").contains("308 Permanent Redirect"));
    }

    #[test]
    fn only_reading_is_offered() {
        let refused = answer("POST /a/b/ HTTP/1.1\nContent-Length: 3\n\n");
        assert!(refused.starts_with("HTTP/1.1 405") && refused.contains("Connection: close"), "{refused}");
        assert!(answer("nonsense\n\n").starts_with("HTTP/1.1 400"));
    }

    #[test]
    fn a_taken_port_is_named() {
        let first = Server::bind(0, "/", false).expect("a free port");
        let error = Server::bind(first.port, "/", false).err().expect("taken").to_string();
        assert!(error.contains(&first.port.to_string()) && error.contains("--port"), "{error}");
    }
}
