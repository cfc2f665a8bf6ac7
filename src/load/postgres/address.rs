//! Where a PostgreSQL server is, as a URL says it, and the way there: timeouts, TLS, passwords that
//! no message shows.

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::trouble::unreachable;
use crate::error::{Error, ErrorKind};

/// How long a server may take to answer the first call.
const CONNECT: Duration = Duration::from_secs(10);

/// After how long without a word from the server the connection is looked after, and after how long
/// it is given up.
const SILENT: Duration = Duration::from_secs(30);

/// Where the sockets of a server on this machine stand in Debian and its kin.
const SOCKETS: &str = "/var/run/postgresql";

/// The password, where the URL has none, as in PostgreSQL's own programs.
const PASSWORD: &str = "PGPASSWORD";

/// A PostgreSQL server and database, and who asks. It prints without its password.
#[derive(Debug, Clone)]
pub struct Address {
    config: Config,
    /// Whose signatures on certificates are believed, instead of those the machine believes.
    roots: Option<PathBuf>,
}

impl FromStr for Address {
    type Err = Error;

    /// Reads `postgres://user@host:port/database?option=value`, or `postgresql://…`.
    ///
    /// The options are those of PostgreSQL's own programs, as far as the crate `postgres` knows
    /// them, and `sslrootcert`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Usage`], in words without the password, where it is no such URL.
    fn from_str(url: &str) -> Result<Address, Error> {
        let wrong = |why: &str| {
            let message = format!(
                "--to: {why}: a server is named by postgres://USER@HOST/DATABASE, and / : @ ? in a name or \
                         password are written %2F %3A %40 %3F"
            );
            Error::new(ErrorKind::Usage, message)
        };
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(wrong("the URL has another scheme"));
        }
        let (url, mode, roots) = tls_options(url);
        let mut config: Config =
            url.parse().map_err(|e| wrong("the URL cannot be read").because(e))?;
        if config
            .get_hosts()
            .iter()
            .any(|host| matches!(host, Host::Tcp(name) if name.contains('@')))
        {
            return Err(wrong("the URL has two @"));
        }
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            if cfg!(unix) {
                config.host(SOCKETS)
            } else {
                config.host("localhost")
            };
        }
        config.ssl_mode(match mode.as_deref() {
            None if is_near(&config) => SslMode::Disable,
            None | Some("require" | "verify-ca" | "verify-full") => SslMode::Require,
            Some("prefer") => SslMode::Prefer,
            Some("disable") => SslMode::Disable,
            Some(_) => {
                return Err(wrong(
                    "sslmode is one of disable, prefer, require, verify-ca, verify-full",
                ));
            }
        });
        Ok(Address { config, roots })
    }
}

/// The URL without its `sslmode` and `sslrootcert`, and these.
fn tls_options(url: &str) -> (String, Option<String>, Option<PathBuf>) {
    // A question mark before that is part of a password.
    let names = url.find('@').unwrap_or(0);
    let Some(at) = url[names..].find('?').map(|at| names + at) else {
        return (url.to_owned(), None, None);
    };
    let (mut mode, mut roots, mut kept) = (None, None, Vec::new());
    for option in url[at + 1..].split('&') {
        let value = |value: &str| percent_decode_str(value).decode_utf8_lossy().into_owned();
        match option.split_once('=') {
            Some(("sslmode", named)) => mode = Some(value(named)),
            // libpq's word for what is believed without it.
            Some(("sslrootcert", "system")) => roots = None,
            Some(("sslrootcert", file)) => roots = Some(value(file).into()),
            _ => kept.push(option),
        }
    }
    (format!("{}?{}", &url[..at], kept.join("&")), mode, roots)
}

/// Whether the server is on this machine, so that nobody listens on the way.
fn is_near(config: &Config) -> bool {
    let near = |host: &Host| match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    };
    match config.get_hostaddrs() {
        [] => config.get_hosts().iter().all(near),
        addresses => addresses.iter().all(IpAddr::is_loopback),
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let config = &self.config;
        let mut places: Vec<String> = config
            .get_hosts()
            .iter()
            .map(|host| match host {
                Host::Tcp(name) => name.clone(),
                #[cfg(unix)]
                Host::Unix(folder) => folder.display().to_string(),
            })
            .collect();
        if places.is_empty() {
            places = config.get_hostaddrs().iter().map(IpAddr::to_string).collect();
        }
        for (i, place) in places.iter_mut().enumerate() {
            match config.get_ports().get(i).or(config.get_ports().first()) {
                None | Some(5432) => {}
                Some(port) => *place += &format!(":{port}"),
            }
        }
        let user = config.get_user().map(|user| format!("{user}@")).unwrap_or_default();
        let database = config.get_dbname().map(|name| format!("/{name}")).unwrap_or_default();
        write!(f, "postgres://{user}{}{database}", places.join(","))
    }
}

impl Address {
    /// Connects, within [`CONNECT`] for each address that the host's name has.
    ///
    /// # Errors
    ///
    /// Where the server cannot be reached, its certificate is not to be trusted, or it lets the
    /// user not in.
    pub(super) fn connect(&self) -> Result<Client, Error> {
        let mut config = self.config.clone();
        if config.get_password().is_none()
            && let Some(password) = std::env::var_os(PASSWORD)
        {
            config.password(password.as_encoded_bytes());
        }
        if config.get_application_name().is_none() {
            config.application_name("raingan");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENT);
        }
        config.keepalives_idle(config.get_keepalives_idle().min(SILENT));
        let connected = match config.get_ssl_mode() {
            SslMode::Disable => config.connect(NoTls),
            _ => config.connect(self.tls()?),
        };
        connected.map_err(unreachable)
    }

    /// TLS that believes only who shows a certificate for the host's name, signed by somebody who
    /// is believed.
    fn tls(&self) -> Result<MakeRustlsConnect, Error> {
        let roots = match &self.roots {
            Some(file) => named(file).map_err(|error| error.in_file(file.display().to_string()))?,
            None => believed()?,
        };
        let unable = |e| Error::new(ErrorKind::Internal, "TLS cannot be set up").because(e);
        let config =
            ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .with_safe_default_protocol_versions()
                .map_err(unable)?
                .with_root_certificates(roots)
                .with_no_client_auth();
        Ok(MakeRustlsConnect::new(config))
    }
}

/// The signers that this machine believes.
fn believed() -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        let message = "no certificate can be checked: this machine has no list of whom to trust (install ca-certificates, or \
                       name a file by sslrootcert=FILE in the URL)";
        return Err(Error::new(ErrorKind::Io, message));
    }
    Ok(roots)
}

/// The signers in a file (PEM).
fn named(file: &Path) -> Result<RootCertStore, Error> {
    let unread = |e| {
        Error::new(ErrorKind::Io, "sslrootcert names a file that cannot be read as PEM").because(e)
    };
    let refused = |e| {
        Error::new(ErrorKind::Invalid, "sslrootcert names a certificate that cannot be used")
            .because(e)
    };
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(file).map_err(unread)? {
        roots.add(certificate.map_err(unread)?).map_err(refused)?;
    }
    if roots.is_empty() {
        return Err(Error::new(
            ErrorKind::Invalid,
            "sslrootcert names a file without certificates",
        ));
    }
    Ok(roots)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(url: &str) -> Address {
        url.parse().unwrap_or_else(|error| panic!("{url}: {error}"))
    }

    #[test]
    fn an_address_prints_without_its_password() {
        for (url, printed) in [
            ("postgres://ann:s3cret@db.example/warehouse", "postgres://ann@db.example/warehouse"),
            (
                "postgresql://ann@db.example:5433/w?password=s3cret",
                "postgres://ann@db.example:5433/w",
            ),
            ("postgres://ann:s3cret@one,two:1/w", "postgres://ann@one,two:1/w"),
            ("postgres://ann:s3cret@%2Frun%2Fpg/w", "postgres://ann@/run/pg/w"),
            ("postgres:///w", "postgres:///var/run/postgresql/w"),
            ("postgres://[::1]/w", "postgres://::1/w"),
        ] {
            let address = address(url);
            assert_eq!(address.to_string(), printed);
            assert!(!format!("{address:?}").contains("s3cret"), "{address:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_without_its_password() {
        for url in [
            "postgres://ann:s3cret@db:x/w",
            "postgres://ann:s3cret@w@db/w",
            "postgres://ann:s3@cret@db/w",
            "postgres://ann:s3cret@db/w?sslmode=maybe",
            "postgres://ann:s3cret@db/w?nonsense=s3cret",
            "mysql://ann:s3cret@db/w",
        ] {
            let error = url.parse::<Address>().unwrap_err();
            let told = format!("{error} {:?}", std::error::Error::source(&error));
            assert!(
                error.kind() == ErrorKind::Usage
                    && !told.contains("s3cret")
                    && !told.contains("cret@"),
                "{told}"
            );
        }
    }

    #[test]
    fn the_way_to_another_machine_is_encrypted_unless_told_otherwise() {
        for (url, mode) in [
            ("postgres://db.example/w", SslMode::Require),
            ("postgres://10.0.0.1/w?connect_timeout=3", SslMode::Require),
            ("postgres://localhost,db.example/w", SslMode::Require),
            ("postgres://localhost/w?hostaddr=10.0.0.1", SslMode::Require),
            ("postgres://db.example/w?sslmode=verify-full&sslrootcert=%2Fa%20b", SslMode::Require),
            ("postgres://ann:a?b@db.example/w?x=&sslmode=disable", SslMode::Disable),
            ("postgres://db.example/w?sslmode=prefer", SslMode::Prefer),
            ("postgres://localhost/w", SslMode::Disable),
            ("postgres://127.0.0.2/w", SslMode::Disable),
            ("postgres:///w", SslMode::Disable),
            ("postgres://localhost/w?sslmode=require", SslMode::Require),
        ] {
            let url = url.replace("x=&", "");
            assert_eq!(address(&url).config.get_ssl_mode(), mode, "{url}");
        }
        let roots = address("postgres://db/w?sslrootcert=%2Fa%20b&sslmode=verify-ca").roots;
        assert_eq!(roots, Some("/a b".into()));
    }
}
