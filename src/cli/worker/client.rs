//! The parent's side of one worker: started when there is something to read, watched, replaced when
//! it died.

use std::ffi::OsString;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use raingan::{Error, ErrorKind, Step};

use super::death::{Death, Pages};
use super::limits::Limits;
use super::patience::Patience;
use super::protocol::{Answer, Message, Request};

/// Bytes of a worker's last words that are kept.
const LAST_WORDS: usize = 4 << 10;
/// Time between two looks at whether a dying worker has ended.
const DYING_LOOK_EVERY: Duration = Duration::from_millis(5);
/// Such looks at most: five seconds.
const DYING_LOOKS: usize = 1_000;
/// Most bytes of an answer: the findings of the longest document, many times over.
const ANSWER_BYTES: u64 = 256 << 20;

/// The settings of glibc's allocator, read when a process starts.
const TUNABLES: &str = "GLIBC_TUNABLES";
/// Memory is asked for in large pages: a document's glyphs and texts are many small pieces, and a
/// tenth of the time went into the faults of their pages of 4 KiB. Other C libraries, and kernels
/// without large pages, pass it over.
const LARGE_PAGES: &str = "glibc.malloc.hugetlb=1";

/// The command that starts this program, where it is not started by its own file.
static STARTED_BY: OnceLock<Vec<OsString>> = OnceLock::new();

/// A worker, or the place for one.
pub struct Client {
    limits: Limits,
    running: Option<Running>,
}

/// What became of a request.
pub enum Reply {
    /// The worker answered.
    Answer(Answer),
    /// The worker is no more.
    Died(Death),
}

impl Client {
    /// No process is started yet.
    pub fn new(limits: Limits) -> Client {
        Client { limits, running: None }
    }

    /// Has a document read.
    ///
    /// # Errors
    ///
    /// Where no worker can be started.
    pub fn ask(&mut self, request: &Request) -> Result<Reply, Error> {
        self.ask_watched(request, &mut |_| {})
    }

    /// Has a document read, and calls `watch` with each step.
    ///
    /// # Errors
    ///
    /// Where no worker can be started.
    pub fn ask_watched(
        &mut self,
        request: &Request,
        watch: &mut dyn FnMut(Step),
    ) -> Result<Reply, Error> {
        let mut line = serde_json::to_vec(request).map_err(|e| cannot_start(e.into()))?;
        line.push(b'\n');
        let mut running = match self.running.take() {
            Some(running) => running,
            None => Running::start(&self.limits).map_err(cannot_start)?,
        };
        if running.send(&line).is_err() {
            // It died while it had nothing to do, which is nobody's fault.
            tracing::warn!("a worker was gone; another is started");
            running = Running::start(&self.limits).map_err(cannot_start)?;
            running.send(&line).map_err(cannot_start)?;
        }
        let reply = running.wait(&self.limits, watch);
        if let Reply::Answer(Answer { worn: false, .. }) = &reply {
            self.running = Some(running);
        }
        Ok(reply)
    }

    /// Ends the worker: the next document gets a new one.
    pub fn rest(&mut self) {
        self.running = None;
    }
}

fn cannot_start(cause: io::Error) -> Error {
    Error::new(ErrorKind::Io, "no worker process can be started").because(cause)
}

/// A worker that lives.
struct Running {
    child: Child,
    requests: Option<ChildStdin>,
    answers: Receiver<io::Result<Message>>,
    last_words: Option<JoinHandle<String>>,
}

impl Running {
    fn start(limits: &Limits) -> io::Result<Running> {
        let mut child = command(limits)?.spawn()?;
        tracing::debug!(process = child.id(), "a worker is started");
        let (requests, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (to, answers) = mpsc::channel();
        // The threads end when the pipes do, which is when the worker does.
        let listen = thread::Builder::new().name("answers".to_owned()).spawn(move || {
            if let Some(stdout) = stdout {
                listen(stdout, &to);
            }
        });
        let last_words = thread::Builder::new()
            .name("last-words".to_owned())
            .spawn(move || stderr.map(last_words).unwrap_or_default());
        let mut running = Running { child, requests, answers, last_words: None };
        // From here on the child is ended where something fails.
        running.last_words = Some(last_words?);
        listen.map(|_| running)
    }

    fn send(&mut self, line: &[u8]) -> io::Result<()> {
        match &mut self.requests {
            Some(requests) => requests.write_all(line).and_then(|()| requests.flush()),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn wait(&mut self, limits: &Limits, watch: &mut dyn FnMut(Step)) -> Reply {
        let mut patience = Patience::new(limits, self.child.id());
        let mut pages = Pages::default();
        let received = loop {
            match self.answers.recv_timeout(patience.left()) {
                Ok(Ok(Message::Step(step))) => {
                    pages.take(step);
                    patience.pages_read(pages.done);
                    watch(step);
                }
                Err(RecvTimeoutError::Timeout) if patience.goes_on() => {}
                other => break other,
            }
        };
        match received {
            Ok(Ok(Message::Answer(answer))) => Reply::Answer(*answer),
            Err(RecvTimeoutError::Timeout) => {
                let death = Death::of_time(limits, patience.seconds());
                self.end();
                Reply::Died(Death { pages, ..death })
            }
            // No answer that can be understood, or none at all.
            Ok(Ok(Message::Step(_)) | Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                Reply::Died(Death { pages, ..self.find_out(limits, patience.seconds()) })
            }
        }
    }

    /// What it died of.
    fn find_out(&mut self, limits: &Limits, seconds: f64) -> Death {
        self.requests = None;
        let status = self.wait_a_little();
        self.end();
        let words = self.last_words.take().and_then(|thread| thread.join().ok());
        let words = words.unwrap_or_default();
        match status {
            Some(status) => Death::of_status(status, &words, limits, seconds),
            None => Death::of_time(limits, seconds),
        }
    }

    /// It has closed its pipe, so it is dying; but nothing waits for ever.
    fn wait_a_little(&mut self) -> Option<std::process::ExitStatus> {
        for _ in 0..DYING_LOOKS {
            match self.child.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) => thread::sleep(DYING_LOOK_EVERY),
                Err(_) => return None,
            }
        }
        None
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has answered all there was: nothing is lost by ending it at once.
        self.end();
    }
}

fn listen(stdout: ChildStdout, to: &mpsc::Sender<io::Result<Message>>) {
    let mut from = BufReader::new(stdout);
    let mut line = Vec::new();
    loop {
        line.clear();
        let message = match from.by_ref().take(ANSWER_BYTES).read_until(b'\n', &mut line) {
            Ok(_) if line.last() != Some(&b'\n') => return,
            Ok(_) => serde_json::from_slice(&line).map_err(io::Error::from),
            Err(e) => Err(e),
        };
        if to.send(message).is_err() {
            return;
        }
    }
}

/// The end of what a worker writes to its standard error, once it has closed it.
fn last_words(mut stderr: ChildStderr) -> String {
    let mut kept = Vec::new();
    let mut piece = [0; 1024];
    while let Ok(n) = stderr.read(&mut piece) {
        if n == 0 {
            break;
        }
        kept.extend_from_slice(&piece[..n]);
        kept.drain(..kept.len().saturating_sub(LAST_WORDS));
    }
    String::from_utf8_lossy(&kept).into_owned()
}

/// From here on every worker is started by this command, with its arguments behind it. The first
/// call counts.
pub fn start_by(command: Vec<OsString>) {
    STARTED_BY.get_or_init(|| command);
}

fn command(limits: &Limits) -> io::Result<Command> {
    let mut command = program()?;
    command.args(["worker", "--memory", &limits.memory.to_string()]);
    command.args(["--timeout", &limits.timeout.as_millis().to_string()]);
    command.args(["--threads", &limits.threads.to_string()]);
    command.args(["--parent", &std::process::id().to_string()]);
    command.env_remove("RAINGAN_PASSWORD");
    command.env(TUNABLES, tunables(std::env::var_os(TUNABLES)));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        // Ctrl-C is for the parent, which lets the documents under way come to their end.
        command.process_group(0);
    }
    Ok(command)
}

/// The settings for a worker: the user's own come last, and win.
fn tunables(own: Option<OsString>) -> OsString {
    let mut all = OsString::from(LARGE_PAGES);
    if let Some(own) = own.filter(|own| !own.is_empty()) {
        all.push(":");
        all.push(own);
    }
    all
}

/// This program, also where its file was replaced since it was started.
fn program() -> io::Result<Command> {
    if let Some((first, rest)) = STARTED_BY.get().and_then(|command| command.split_first()) {
        let mut command = Command::new(first);
        command.args(rest);
        return Ok(command);
    }
    let itself =
        if cfg!(target_os = "linux") { "/proc/self/exe".into() } else { std::env::current_exe()? };
    #[cfg_attr(not(unix), expect(unused_mut))]
    let mut command = Command::new(itself);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::arg0(&mut command, "raingan");
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_the_user_are_kept() {
        assert_eq!(tunables(None), LARGE_PAGES);
        assert_eq!(tunables(Some("a=1".into())), *"glibc.malloc.hugetlb=1:a=1");
    }
}
