//! HTTP over one connection that is kept; everything else would cost more than the pages.

use crate::office::PASSWORD;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

pub struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Connection {
    pub fn open(address: &str) -> Connection {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Connection { stream: BufReader::new(stream), host: address.to_owned() }
    }

    /// The body; anything but 200 ends the run. `headers` end with their line.
    pub fn get(&mut self, path: &str, headers: &str) -> Vec<u8> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", self.host);
        let (head, body) = self.send(&request);
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        body
    }

    /// As [`Connection::get`], for what is made (201) or shown next (303).
    pub fn post(&mut self, path: &str, headers: &str, body: &str) -> Vec<u8> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\n{headers}Content-Length: {}\r\n\r\n{body}",
            self.host,
            body.len()
        );
        let (head, body) = self.send(&request);
        let is_made = head.starts_with("HTTP/1.1 201") || head.starts_with("HTTP/1.1 303");
        assert!(is_made, "{path}: {head}{}", String::from_utf8_lossy(&body));
        body
    }

    fn send(&mut self, request: &str) -> (String, Vec<u8>) {
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(self.stream.read_line(&mut head).unwrap(), 0, "the server closed the connection");
        }
        let length = |head: &str| {
            let line =
                head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:").map(str::to_owned));
            line.map_or(0, |text| text.trim().parse().unwrap())
        };
        let mut body = vec![0; length(&head)];
        self.stream.read_exact(&mut body).unwrap();
        (head, body)
    }
}

/// The header with the session's cookie.
pub fn sign_in(address: &str, email: &str) -> String {
    let body = format!("email={}&password={PASSWORD}", email.replace('@', "%40"));
    let request = format!(
        "POST /login HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let (head, _) = Connection::open(address).send(&request);
    let cookie = head.lines().find_map(|line| {
        line.strip_prefix("set-cookie: ").filter(|set| set.starts_with("korob_") && !set.starts_with("korob_device"))
    });
    let cookie = cookie.unwrap_or_else(|| panic!("not signed in: {head}")).split(';').next().unwrap();
    format!("Cookie: {cookie}\r\n")
}
