//! A round: documents read side by side, each lane with a worker of its own; what comes of them is
//! settled in one place.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use raingan::batch::line::Attempt;
use raingan::batch::plan::Job;
use raingan::{Error, ErrorKind};

use super::super::worker::client::{Client, Reply};
use super::super::worker::limits::Limits;
use super::super::worker::protocol::Request;

/// Time between two looks at the clock and at signals while nothing happens.
pub const LOOK_EVERY: Duration = Duration::from_millis(50);

/// A document on its way.
#[derive(Debug, Clone)]
pub struct Task {
    /// What is to be read.
    pub job: Job,
    /// Its number in this run: names its unfinished report.
    pub number: usize,
    /// Tries that cost their worker.
    pub earlier: Vec<Attempt>,
    /// Pages to leave out, as reading them cost the worker.
    pub left_out: Vec<u32>,
    /// Whether its content has changed once already.
    pub changed: bool,
}

/// How a round goes.
pub struct Way<'w> {
    /// Documents side by side.
    pub lanes: usize,
    /// What each may use.
    pub limits: Limits,
    /// Whether each gets a worker that has read nothing before.
    pub fresh: bool,
    /// Set from outside: start nothing more.
    pub stop: &'w AtomicBool,
}

/// What settles a round.
pub trait Settle {
    /// How a document is to be read.
    fn request(&self, task: &Task) -> Request;
    /// A document has come to its end.
    fn settle(&mut self, task: Task, reply: Reply) -> Result<(), Error>;
    /// Some time has passed.
    fn tick(&mut self) -> Result<(), Error>;
}

/// Reads documents; ends when all are settled, or, once it is to stop, when those under way are.
///
/// # Errors
///
/// The first trouble that concerns the run and not one document; documents under way are then left.
pub fn round(tasks: Vec<Task>, way: &Way<'_>, run: &mut impl Settle) -> Result<(), Error> {
    let halt = AtomicBool::new(false);
    let asked = tasks.into_iter().map(|task| (run.request(&task), task));
    let queue = Mutex::new(asked.collect::<VecDeque<_>>());
    let (to, from) = mpsc::channel();
    thread::scope(|scope| {
        for n in 0..way.lanes {
            let (to, queue, halt) = (to.clone(), &queue, &halt);
            let lane = thread::Builder::new().name(format!("lane-{n}"));
            let started = lane.spawn_scoped(scope, move || work(queue, way, halt, &to));
            if let Err(e) = started {
                halt.store(true, Ordering::Relaxed);
                return Err(Error::new(ErrorKind::Io, "no thread can be started").because(e));
            }
        }
        drop(to);
        let mut trouble = None;
        loop {
            let event = match from.recv_timeout(LOOK_EVERY) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            if trouble.is_some() {
                continue;
            }
            let settled = match event {
                Some(Ok((task, reply))) => run.settle(task, reply),
                Some(Err(error)) => Err(error),
                None => Ok(()),
            };
            if let Err(error) = settled.and_then(|()| run.tick()) {
                halt.store(true, Ordering::Relaxed);
                trouble = Some(error);
            }
        }
        trouble.map_or(Ok(()), Err)
    })
}

/// One lane: takes the next document as long as there is one.
fn work(
    queue: &Mutex<VecDeque<(Request, Task)>>,
    way: &Way<'_>,
    halt: &AtomicBool,
    to: &Sender<Result<(Task, Reply), Error>>,
) {
    let mut client = Client::new(way.limits);
    while !halt.load(Ordering::Relaxed) && !way.stop.load(Ordering::Relaxed) {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let Some((request, task)) = next else { return };
        let reply = client.ask(&request).map(|reply| (task, reply));
        let failed = reply.is_err();
        if to.send(reply).is_err() || failed {
            return;
        }
        if way.fresh {
            client.rest();
        }
    }
}
