//! The address of the collector to which a site lets people contribute.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use anyhow::{Error, Result, bail};

/// An absolute address without a slash at its end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Endpoint(String);

impl Endpoint {
    /// Scheme, host and port: what a Content-Security-Policy allows.
    pub(crate) fn origin(&self) -> &str {
        let host = self.0.find("://").map_or(0, |at| at + "://".len());
        let end = self.0[host..].find('/').map_or(self.0.len(), |at| host + at);
        &self.0[..end]
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Endpoint {
    type Err = Error;

    /// It goes into the page and into its security policy as it is, so what may stand in it is narrow.
    fn from_str(text: &str) -> Result<Self> {
        let example = "write it like https://collector.example.org";
        let may = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]".contains(c);
        if let Some(odd) = text.chars().find(|c| !may(*c)) {
            bail!("--contribute {text}: {odd:?} cannot be in the address of a collector; {example}");
        }
        let Some((scheme, rest)) = text.split_once("://") else {
            bail!("--contribute {text}: that is no absolute address; {example}");
        };
        let authority = rest.split('/').next().unwrap_or_default();
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port)),
            _ => (authority, None),
        };
        if let Some(port) = port
            && port.parse::<u16>().is_err()
        {
            bail!("--contribute {text}: {port:?} is no port; {example}");
        }
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        if bare.is_empty() || (host.contains(['[', ']', ':']) && bare.parse::<IpAddr>().is_err()) {
            bail!("--contribute {text}: {host:?} is no host; {example}");
        }
        // Browsers treat these like encrypted ones.
        let is_here = host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        match scheme {
            "https" => {}
            "http" if is_here => {}
            "http" => {
                bail!("--contribute {text}: ratings would travel unencrypted; use https (http is only for localhost)")
            }
            other => bail!("--contribute {text}: {other:?} is not https; {example}"),
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_its_origin() -> Result<()> {
        for (text, address, origin) in [
            ("https://collector.example.org", "https://collector.example.org", "https://collector.example.org"),
            ("https://example.org:8443/shows/", "https://example.org:8443/shows", "https://example.org:8443"),
            ("http://127.0.0.1:8090", "http://127.0.0.1:8090", "http://127.0.0.1:8090"),
            ("http://localhost", "http://localhost", "http://localhost"),
            ("http://[::1]:8090/", "http://[::1]:8090", "http://[::1]:8090"),
        ] {
            let endpoint: Endpoint = text.parse()?;
            assert_eq!((endpoint.to_string().as_str(), endpoint.origin()), (address, origin));
        }
        Ok(())
    }

    #[test]
    fn what_must_not_be_sent_to_is_refused() {
        for (text, word) in [
            ("http://collector.example.org", "unencrypted"),
            ("http://127.0.0.1.example.org", "unencrypted"),
            ("ftp://example.org", "not https"),
            ("collector.example.org", "absolute"),
            ("https://", "no host"),
            ("https://:80", "no host"),
            ("https://example.org:port", "no port"),
            ("https://me@example.org", "'@'"),
            ("https://example.org/?a", "'?'"),
            ("https://example.org; script-src *", "';'"),
            ("https://example.org\" x=\"", "'\"'"),
            ("https://[example]", "no host"),
        ] {
            let error = text.parse::<Endpoint>().expect_err(text).to_string();
            assert!(error.contains(word) && error.contains(text), "{text}: {error}");
        }
    }
}
