//! Where data go: a stream, or a file that appears whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use raingan::{Error, ErrorKind};
use tempfile::NamedTempFile;

/// What is written at once: a long report in few calls.
const BUFFER_BYTES: usize = 256 << 10;
/// What messages call the place where data go without a file.
pub const STDOUT: &str = "standard output";

/// Something to write data to; [`Sink::commit`] ends it.
pub enum Sink {
    /// Standard output, a pipe, a device: written as it comes.
    Stream(Box<dyn Write>),
    /// A file beside its final place, which it takes when it is whole.
    Temporary(BufWriter<NamedTempFile>, PathBuf),
}

impl Sink {
    /// A file to be written whole. What exists under the name stays until then; where it is not a
    /// regular file (a device, a named pipe) it is written to directly.
    pub fn file(path: &Path) -> Result<Sink, Error> {
        Sink::open(path).map_err(|error| error.in_file(path.display().to_string()))
    }

    fn open(path: &Path) -> Result<Sink, Error> {
        let target = behind(path);
        let existing = fs::metadata(&target).ok();
        if existing.as_ref().is_some_and(|m| !m.is_file()) {
            let file = OpenOptions::new().write(true).open(&target).map_err(unwritable)?;
            return Ok(Sink::Stream(Box::new(BufWriter::new(file))));
        }
        let file = temporary(folder_of(&target)).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => {
                let message = "cannot be written: its folder does not exist";
                Error::new(ErrorKind::Io, message).because(e)
            }
            _ => unwritable(e),
        })?;
        if let Some(existing) = existing {
            if existing.permissions().readonly() {
                let cause: io::Error = io::ErrorKind::PermissionDenied.into();
                let message = "cannot be written: it is read-only";
                return Err(Error::new(ErrorKind::Io, message).because(cause));
            }
            file.as_file().set_permissions(existing.permissions()).map_err(unwritable)?;
        }
        Ok(Sink::Temporary(BufWriter::with_capacity(BUFFER_BYTES, file), target))
    }

    /// The folder in which the file for `path` will appear; `None` where it is written to directly.
    pub fn folder(path: &Path) -> Option<PathBuf> {
        let target = behind(path);
        let direct = fs::metadata(&target).is_ok_and(|m| !m.is_file());
        (!direct).then(|| folder_of(&target).to_owned())
    }

    /// Takes the whole file at `from` as the beginning, before anything is written. The file itself
    /// becomes the output where both are on one file system, and is copied where they are not.
    pub fn begin(&mut self, from: &Path) -> io::Result<()> {
        if let Sink::Temporary(buffer, _) = self
            && fs::rename(from, buffer.get_ref().path()).is_ok()
        {
            let named = buffer.get_mut();
            let file = OpenOptions::new().append(true).open(named.path())?;
            file.set_permissions(named.as_file().metadata()?.permissions())?;
            *named.as_file_mut() = file;
            return Ok(());
        }
        io::copy(&mut File::open(from)?, self).map(drop)
    }

    /// All is written: puts the file in its place.
    pub fn commit(self) -> Result<(), Error> {
        match self {
            Sink::Stream(mut stream) => stream.flush().map_err(unwritable),
            Sink::Temporary(buffer, target) => {
                let put = put_in_place(buffer, &target);
                put.map_err(|e| unwritable(e).in_file(target.display().to_string()))
            }
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Stream(stream) => stream.write(bytes),
            Sink::Temporary(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Stream(stream) => stream.flush(),
            Sink::Temporary(file, _) => file.flush(),
        }
    }
}

/// Gives a file that is whole, and on the disk, its final name.
fn put_in_place(buffer: BufWriter<NamedTempFile>, target: &Path) -> io::Result<()> {
    let file = buffer.into_inner().map_err(|e| e.into_error())?;
    file.as_file().sync_all()?;
    file.persist(target).map_err(|e| e.error)?;
    Ok(())
}

/// The file that `path` means: a link keeps pointing where it points, the file behind it is
/// replaced.
fn behind(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The error for an output that does not take the bytes.
pub fn unwritable(cause: io::Error) -> Error {
    Error::new(ErrorKind::Io, "cannot be written").because(cause)
}

/// A new file in `folder`, gone again where it is not kept; with the permissions a new file usually
/// has.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".raingan-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666)); // less what the umask takes away
    }
    builder.tempfile_in(folder)
}

/// The file that `-o OUT` names; `None` is standard output, which `-` stands for, too.
pub fn named_output(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| path.as_os_str() != "-")
}

/// Whether both names lead to the same file, by whatever links.
pub fn same_file(a: &Path, b: &Path) -> bool {
    let (Ok(file_a), Ok(file_b)) = (fs::canonicalize(a), fs::canonicalize(b)) else { return false };
    file_a == file_b || same_inode(&file_a, &file_b)
}

#[cfg(unix)]
fn same_inode(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(a), Ok(b)) = (fs::metadata(a), fs::metadata(b)) else { return false };
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn same_inode(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_when_it_is_whole_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        fs::write(&path, "old").unwrap();
        let mut half = Sink::file(&path).unwrap();
        half.write_all(b"half").unwrap();
        drop(half);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        let mut whole = Sink::file(&path).unwrap();
        whole.write_all(b"whole").unwrap();
        whole.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn a_file_that_is_there_becomes_the_beginning_of_the_output() {
        let folder = tempfile::tempdir().unwrap();
        let (path, begun) = (folder.path().join("out.csv"), folder.path().join("begun"));
        fs::write(&begun, "head,").unwrap();
        let mut sink = Sink::file(&path).unwrap();
        sink.begin(&begun).unwrap();
        sink.write_all(b"tail").unwrap();
        assert!(!path.exists());
        sink.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "head,tail");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
        assert_eq!(
            Sink::folder(&path).as_deref(),
            Some(fs::canonicalize(folder.path()).unwrap().as_path())
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_and_its_file_are_the_same_and_a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link, hard) =
            (folder.path().join("file"), folder.path().join("link"), folder.path().join("hard"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        fs::hard_link(&file, &hard).unwrap();
        assert!(same_file(&file, &link) && same_file(&file, &hard));
        assert!(!same_file(&file, &folder.path().join("none")));
        let mut sink = Sink::file(&link).unwrap();
        sink.write_all(b"new").unwrap();
        sink.commit().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        let mut sink = Sink::file(Path::new("/dev/null")).unwrap();
        sink.write_all(b"x").unwrap();
        sink.commit().unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
