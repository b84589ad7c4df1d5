//! A static server for this machine alone: what any static host does, no more.
//!
//! One thread for each connection, GET and HEAD. It exists so that `run` and the tests need nothing installed, and so
//! that the tests can stop it, which is what "offline" means. Like Cloudflare Pages and Netlify it reads the headers of
//! all answers from the site's file `_headers`; like nginx and Caddy it sends compressed forms that stand beside a file,
//! if it is told to.

mod address;
mod mime;

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::serve::address::Answer;
use crate::site::{HEADERS, headers_for_all, is_hashed_name};

/// More than any browser sends.
const LONGEST_HEAD: usize = 64 * 1024;

/// What a host shows for an address that has no file.
const NOT_FOUND: &str = "404.html";

/// A browser keeps connections open; this is how long one may be silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// A port that is ours, not yet answering.
pub(crate) struct Server {
    listener: TcpListener,
    port: u16,
    how: How,
}

/// How a folder is served.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct How {
    /// Below which path: begins and ends with a slash.
    pub(crate) prefix: String,
    /// Cross-origin isolation makes a browser's clock 20 times finer.
    pub(crate) isolated: bool,
    /// Send the `.br` or `.gz` beside a file to whoever understands it.
    pub(crate) compressed: bool,
}

/// What is the same for every answer.
struct Site {
    folder: PathBuf,
    how: How,
    /// Lines of HTTP.
    headers: String,
}

impl Server {
    /// Takes a port of this machine; 0 takes any.
    pub(crate) fn bind(port: u16, how: How) -> Result<Self> {
        let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => listener,
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                let other = port.checked_add(1).unwrap_or(8080);
                bail!("port {port} is taken by another program; choose another with `--port {other}`")
            }
            Err(error) => return Err(error).with_context(|| format!("port {port} cannot be used")),
        };
        let port = listener.local_addr().context("the server has no address")?.port();
        let prefix = match how.prefix.trim_matches('/') {
            "" => "/".to_owned(),
            middle => format!("/{middle}/"),
        };
        Ok(Self { listener, port, how: How { prefix, ..how } })
    }

    /// Where a browser finds it.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.how.prefix)
    }

    /// Serves a folder until the program is ended.
    pub(crate) fn run(&self, folder: &Path) -> Result<()> {
        if !folder.join("index.html").is_file() {
            bail!("{} holds no index.html; `cargo xtask dist` makes the site", folder.display());
        }
        let mut headers = headers_for_all(&fs::read_to_string(folder.join(HEADERS)).unwrap_or_default());
        if self.how.isolated {
            headers.push_str("Cross-Origin-Embedder-Policy: require-corp\r\n");
        }
        let site = Arc::new(Site { folder: folder.to_path_buf(), how: self.how.clone(), headers });
        loop {
            // A connection that ends before it was taken is no reason to stop.
            let Ok((stream, _)) = self.listener.accept() else { continue };
            let site = Arc::clone(&site);
            // The same goes for one that breaks: the browser went away.
            thread::spawn(move || talk(stream, &site));
        }
    }
}

/// One connection, from its first request to its last.
fn talk(stream: TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut input = BufReader::new(&stream);
    let mut output = &stream;
    let mut head = Vec::new();
    while let Some(request) = read_request(&mut input, &mut head)? {
        let keeps = request.keep_alive && request.understood;
        respond(&mut output, &request, site, keeps)?;
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
    /// The request's `Accept-Encoding`.
    codings: String,
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
    let codings = parsed.headers.iter().find(|header| header.name.eq_ignore_ascii_case("accept-encoding"));
    Request {
        codings: codings.map_or_else(String::new, |header| String::from_utf8_lossy(header.value).into_owned()),
        understood,
        method: parsed.method.unwrap_or_default().to_owned(),
        target: parsed.path.unwrap_or_default().to_owned(),
        keep_alive: parsed.version == Some(1) && !has("connection", "close") && !has_body,
    }
}

fn respond(output: &mut impl Write, request: &Request, site: &Site, keeps: bool) -> io::Result<()> {
    let with_body = request.method != "HEAD";
    if !request.understood {
        return plain(output, "400 Bad Request", "That is no HTTP request.\n", "", with_body, keeps);
    }
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        let text = "This server only gives files away.\n";
        return plain(output, "405 Method Not Allowed", text, "Allow: GET, HEAD\r\n", with_body, keeps);
    }
    let path = match address::find(&request.target, &site.how.prefix) {
        Answer::File(path) => path,
        Answer::Redirect(to) => {
            return plain(output, "308 Permanent Redirect", "", &format!("Location: {to}\r\n"), with_body, keeps);
        }
        Answer::Nothing => return plain(output, "404 Not Found", "There is no such file.\n", "", with_body, keeps),
    };
    let (status, path, found) = match open(site, &path, &request.codings) {
        Some(found) => ("200 OK", path.as_str(), found),
        // As static hosts do: the site's own page for what is not there.
        None => match open(site, NOT_FOUND, &request.codings) {
            Some(found) => ("404 Not Found", NOT_FOUND, found),
            None => return plain(output, "404 Not Found", "There is no such file.\n", "", with_body, keeps),
        },
    };
    // By the name of what is sent: that a file is missing is not true for ever.
    let caching = if is_hashed_name(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let coding = found.coding.map_or_else(String::new, |coding| format!("Content-Encoding: {coding}\r\n"));
    let vary = if site.how.compressed { "Vary: Accept-Encoding\r\n" } else { "" };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: {caching}\r\n\
         {coding}{vary}{}{}\r\n",
        mime::of(path),
        found.length,
        site.headers,
        connection(keeps),
    );
    output.write_all(head.as_bytes())?;
    if with_body {
        io::copy(&mut found.content.take(found.length), output)?;
    }
    output.flush()
}

/// A file that is about to be sent.
struct Found {
    content: File,
    length: u64,
    coding: Option<&'static str>,
}

/// The file, or its compressed form where that is wanted and there is one.
fn open(site: &Site, path: &str, codings: &str) -> Option<Found> {
    let accepts = |coding: &str| codings.split([',', ';']).any(|word| word.trim() == coding);
    let forms =
        [("br", ".br"), ("gzip", ".gz")].into_iter().filter(|(coding, _)| site.how.compressed && accepts(coding));
    forms.map(|(coding, ending)| (Some(coding), ending)).chain([(None, "")]).find_map(|(coding, ending)| {
        let content = File::open(site.folder.join(format!("{path}{ending}"))).ok()?;
        let about = content.metadata().ok().filter(|about| about.is_file())?;
        Some(Found { content, length: about.len(), coding })
    })
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
        std::fs::write(folder.path().join("404.html"), "<p>Nothing").expect("written");
        std::fs::write(folder.path().join("app-0123456789abcdef.wasm.br"), "br").expect("written");
        let how = How { prefix: "/a/b/".into(), compressed: true, ..How::default() };
        let site = Site { folder: folder.path().into(), how, headers: "X-Of-All: yes\r\n".into() };
        let request = parse_request(request.replace('\n', "\r\n").as_bytes());
        let mut output = Vec::new();
        let keeps = request.keep_alive && request.understood;
        respond(&mut output, &request, &site, keeps).expect("written to memory");
        String::from_utf8_lossy(&output).into_owned()
    }

    #[test]
    fn the_page_is_asked_for_anew_each_time() {
        let page = answer("GET /a/b/?x=1 HTTP/1.1\nHost: x\n\n");
        assert!(page.starts_with("HTTP/1.1 200 OK"), "{page}");
        assert!(page.contains("Content-Type: text/html; charset=utf-8\r\n"), "{page}");
        assert!(page.contains("Cache-Control: no-cache\r\n"), "{page}");
        assert!(page.contains("X-Of-All: yes\r\n"), "{page}");
        assert!(page.ends_with("\r\n\r\n<p>"), "{page}");
    }

    #[test]
    fn hashed_files_are_kept_for_ever() {
        let module = answer("GET /a/b/app-0123456789abcdef.wasm HTTP/1.1\nHost: x\n\n");
        assert!(module.contains("Content-Type: application/wasm\r\n"), "{module}");
        assert!(module.contains("immutable"), "{module}");
    }

    #[test]
    fn compressed_forms_go_to_those_who_understand_them() {
        let asking =
            |codings| answer(&format!("GET /a/b/app-0123456789abcdef.wasm HTTP/1.1\nAccept-Encoding: {codings}\n\n"));
        let brotli = asking("gzip, deflate, br");
        assert!(brotli.contains("Content-Encoding: br\r\n") && brotli.ends_with("\r\n\r\nbr"), "{brotli}");
        assert!(brotli.contains("Content-Type: application/wasm\r\n"), "{brotli}");
        let plain = asking("gzip");
        assert!(!plain.contains("Content-Encoding") && plain.ends_with("\r\n\r\nwasm"), "{plain}");
    }

    #[test]
    fn head_has_the_length_but_no_body() {
        let page = answer("HEAD /a/b/ HTTP/1.1\nHost: x\n\n");
        assert!(page.contains("Content-Length: 3\r\n") && page.ends_with("\r\n\r\n"), "{page}");
    }

    #[test]
    fn what_is_not_there_says_so() {
        let gone = answer("GET /a/b/gone-0123456789abcdef.js HTTP/1.1\n\n");
        assert!(gone.starts_with("HTTP/1.1 404") && gone.ends_with("<p>Nothing"), "{gone}");
        assert!(gone.contains("Cache-Control: no-cache\r\n") && gone.contains("text/html"), "{gone}");
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
        let first = Server::bind(0, How::default()).expect("a free port");
        let error = Server::bind(first.port, How::default()).err().expect("taken").to_string();
        assert!(error.contains(&first.port.to_string()) && error.contains("--port"), "{error}");
    }
}
