//! What a page may use while it is drawn, and the wall around what may panic.
//!
//! hayro cannot be stopped from outside, so the device counts what it is given and unwinds out of
//! the interpreter when a page asks for too much: [`Budget::spend`] panics with the marker
//! [`OverBudget`] by [`resume_unwind`], which calls no panic hook, and [`guarded`] catches it at
//! the page. It needs `panic = "unwind"`.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;
use std::time::Duration;

use super::clock::{Stopwatch, Thread, Wait};
use super::limits::Limits;
use crate::finding::{Code, Finding};

/// Items between two looks at the clock; a look costs about as much as a glyph.
const CLOCK_EVERY: u64 = 256;

thread_local! {
    /// How many guards this thread stands under.
    static GUARDS: Cell<u32> = const { Cell::new(0) };
}

/// Why a page was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverBudget {
    /// It drew more than this many items.
    Items(u64),
    /// It took longer than this.
    Time(Duration),
}

/// Why work under a guard did not end well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It asked for more than its budget.
    OverBudget(OverBudget),
    /// It panicked, with these words: a defect in a library, met through this file.
    Panicked(String),
}

/// What one page may still use. Make one a page, on the thread that reads it; its time is what that
/// thread works from then on.
#[derive(Debug, Clone)]
pub struct Budget {
    items: u64,
    max_items: u64,
    next_look: u64,
    worked: Stopwatch,
    max_time: Duration,
}

impl Budget {
    /// The full budget of one page.
    pub fn new(limits: &Limits) -> Budget {
        Budget {
            items: 0,
            max_items: limits.page_items,
            next_look: 0,
            worked: Stopwatch::new(),
            max_time: limits.page_time,
        }
    }

    /// Spends `items`; call it first thing in every method of the device, with the number of
    /// glyphs, path elements or nested calls (one for a clip, a group, an image, marked content).
    ///
    /// Unwinds with [`OverBudget`] where the page has no budget left: call it only under
    /// [`guarded`].
    #[inline]
    pub fn spend(&mut self, items: u64) {
        self.items = self.items.saturating_add(items.max(1));
        if self.items >= self.next_look {
            self.look();
        }
    }

    /// How many items were spent.
    pub fn spent(&self) -> u64 {
        self.items
    }

    /// What is wrong with the budget now, if anything; for loops that can stop without unwinding.
    pub fn exceeded(&self) -> Option<OverBudget> {
        if self.items > self.max_items {
            return Some(OverBudget::Items(self.max_items));
        }
        self.worked.exceeds(self.max_time).then_some(OverBudget::Time(self.max_time))
    }

    #[cold]
    fn look(&mut self) {
        self.next_look =
            self.items.saturating_add(CLOCK_EVERY).min(self.max_items.saturating_add(1));
        if let Some(over) = self.exceeded() {
            resume_unwind(Box::new(over));
        }
    }
}

struct Guard;

impl Guard {
    fn enter() -> Guard {
        GUARDS.with(|g| g.set(g.get().saturating_add(1)));
        Guard
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        GUARDS.with(|g| g.set(g.get().saturating_sub(1)));
    }
}

/// Runs `work` and catches both the marker of an exceeded budget and any genuine panic.
///
/// What `work` had borrowed mutably may be half done afterwards: use it only where half is a
/// meaningful state (glyphs collected so far) or throw it away.
///
/// # Errors
///
/// [`Trouble`], where `work` unwound. A genuine panic still calls the panic hook, which prints; see
/// [`install_quiet_hook`].
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Trouble> {
    let _guard = Guard::enter();
    catch_unwind(AssertUnwindSafe(work)).map_err(Trouble::from_payload)
}

/// Makes panics under [`guarded`] silent, and leaves all others as they are.
///
/// For the *program*, once, first thing in `main`: a panic hook is global state, which a library
/// must leave to its user.
pub fn install_quiet_hook() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if GUARDS.try_with(Cell::get).unwrap_or(0) == 0 {
            usual(info);
        }
    }));
}

impl Trouble {
    fn from_payload(payload: Box<dyn Any + Send>) -> Trouble {
        if let Some(over) = payload.downcast_ref::<OverBudget>() {
            return Trouble::OverBudget(*over);
        }
        let words = payload.downcast_ref::<String>().cloned();
        let words = words.or_else(|| payload.downcast_ref::<&str>().map(|s| (*s).to_owned()));
        Trouble::Panicked(words.unwrap_or_else(|| "no message".to_owned()))
    }

    /// The finding for a page (from 1) that met this trouble.
    pub fn finding(&self, page: u32) -> Finding {
        match self {
            Trouble::OverBudget(OverBudget::Items(n)) => Finding::new(
                Code::PageLimit,
                format!("หน้า {page} มีองค์ประกอบเกิน {n} ชิ้น อ่านได้เพียงบางส่วน"),
                format!("page {page} draws more than {n} items; only its beginning was read"),
            ),
            Trouble::OverBudget(OverBudget::Time(t)) => Finding::new(
                Code::PageLimit,
                format!("หน้า {page} ใช้เวลาเกิน {} วินาที อ่านได้เพียงบางส่วน", t.as_secs_f32()),
                format!(
                    "page {page} takes longer than {} s; only its beginning was read",
                    t.as_secs_f32()
                ),
            ),
            Trouble::Panicked(words) => Finding::new(
                Code::PageFailed,
                format!("อ่านหน้า {page} ไม่สำเร็จ เนื่องจากข้อผิดพลาดภายในโปรแกรม"),
                format!("page {page} could not be read: an internal failure ({words})"),
            ),
        }
        .on_page(page)
    }
}

/// Runs `work` on a thread with `stack` bytes of stack and returns what it returns; a panic goes on
/// in the caller.
///
/// Reading follows up to 50 nested forms and 512 nested objects, which the 2 MiB of a worker thread
/// may not hold. The stack is reserved, not used: only what is touched costs memory.
///
/// # Errors
///
/// Where the system refuses the thread.
pub fn with_stack<T: Send>(stack: usize, work: impl FnOnce() -> T + Send) -> std::io::Result<T> {
    let quiet = GUARDS.with(Cell::get) > 0;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("raingan-read".to_owned()).stack_size(stack);
        let handle = thread.spawn_scoped(scope, move || {
            let _guard = quiet.then(Guard::enter);
            work()
        })?;
        handle.join().map_or_else(|payload| resume_unwind(payload), Ok)
    })
}

/// Runs `work` on a thread of its own and lets it work no longer than `time`.
///
/// For calls into libraries that cannot be stopped (loading a file whose recovery is quadratic): on
/// overrun the thread is left to itself, and ends with the program if not before. `work` is under
/// [`guarded`] there.
///
/// # Errors
///
/// [`Trouble`], where `work` took too long or panicked, or the system refused the thread.
pub fn with_deadline<T, F>(time: Duration, stack: usize, work: F) -> Result<T, Trouble>
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    let (done, answers) = mpsc::sync_channel(2);
    let thread = std::thread::Builder::new().name("raingan-open".to_owned()).stack_size(stack);
    let spawned = thread.spawn(move || {
        let _ = done.send(Answer::Begun(Thread::this()));
        // Nobody listens any more where the deadline has passed: then the value is dropped here.
        let _ = done.send(Answer::Done(guarded(work)));
    });
    if let Err(e) = spawned {
        return Err(Trouble::Panicked(format!("no thread: {e}")));
    }
    let (mut wait, mut thread) = (Wait::new(time), None);
    loop {
        match answers.recv_timeout(wait.left()) {
            Ok(Answer::Begun(begun)) => thread = Some(begun),
            Ok(Answer::Done(result)) => return result,
            Err(mpsc::RecvTimeoutError::Timeout)
                if thread.as_ref().is_some_and(|thread| wait.goes_on(thread)) => {}
            Err(mpsc::RecvTimeoutError::Timeout) => {
                return Err(Trouble::OverBudget(OverBudget::Time(time)));
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                return Err(Trouble::Panicked("the thread ended early".to_owned()));
            }
        }
    }
}

/// What a thread says that works against a deadline.
enum Answer<T> {
    /// Which one it is.
    Begun(Thread),
    /// What came of its work.
    Done(Result<T, Trouble>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_item_after_the_last_one_unwinds() {
        let limits = Limits { page_items: 1_000, ..Limits::default() };
        let mut budget = Budget::new(&limits);
        assert!(guarded(|| (0..1_000).for_each(|_| budget.spend(1))).is_ok());
        let over = guarded(|| budget.spend(1));
        assert_eq!(over, Err(Trouble::OverBudget(OverBudget::Items(1_000))));
        assert_eq!(budget.spent(), 1_001);
    }

    #[test]
    fn time_runs_out_too() {
        let page_time = Duration::from_millis(5);
        let limits = Limits { page_time, page_items: u64::MAX, ..Limits::default() };
        let mut budget = Budget::new(&limits);
        let over = guarded(|| {
            loop {
                budget.spend(1);
            }
        });
        assert_eq!(over, Err::<(), _>(Trouble::OverBudget(OverBudget::Time(limits.page_time))));
    }

    #[test]
    fn a_panic_becomes_a_finding_with_its_words() {
        let trouble = guarded(|| resume_unwind(Box::new("index out of bounds"))).map(|()| 0);
        assert_eq!(trouble, Err(Trouble::Panicked("index out of bounds".to_owned())));
        let finding = Trouble::Panicked("x".to_owned()).finding(3);
        assert_eq!((finding.code.as_str(), finding.page), ("page-failed", Some(3)));
    }

    #[test]
    fn a_big_stack_gives_back_values_and_panics() {
        assert_eq!(with_stack(1 << 20, || 42).ok(), Some(42));
        let trouble = guarded(|| {
            with_stack(1 << 20, || resume_unwind(Box::new(OverBudget::Items(7)))).map(|()| 0).ok()
        });
        assert_eq!(trouble, Err(Trouble::OverBudget(OverBudget::Items(7))));
    }

    #[test]
    fn a_deadline_does_not_wait() {
        let short = Duration::from_millis(20);
        assert_eq!(with_deadline(short, 1 << 20, || 1), Ok(1));
        let slow = with_deadline(short, 1 << 20, || std::thread::sleep(Duration::from_secs(2)));
        assert_eq!(slow, Err(Trouble::OverBudget(OverBudget::Time(short))));
    }
}
