//! A failure of Paperwright itself. Its author is never to see a panic, and one paper's is not to stop the others.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    /// Where the last panic of this thread happened: the hook knows it, the catcher does not.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics from being printed as they happen; [`guard`] says them properly.
pub(super) fn listen() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
        PLACE.with(|cell| *cell.borrow_mut() = place);
    }));
}

/// Does the work on one paper; the error is a message that says what failed and how to report it.
pub(super) fn guard<T>(paper: &str, work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let what = payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| payload.downcast_ref::<&str>().copied())
            .unwrap_or("no reason given");
        let place = PLACE.with(|cell| cell.borrow_mut().take());
        let place = place.map_or(String::new(), |place| format!("\n  where: {place}"));
        format!(
            "error: Paperwright itself failed on {paper}. This is a defect of Paperwright, not a mistake in the paper.\n  \
             what: {what}{place}\n  \
             version: {}\n\
             To have it mended, send these lines to those who look after Paperwright, with the paper and its data if \
             they may be shared.\n",
            env!("CARGO_PKG_VERSION")
        )
    })
}
