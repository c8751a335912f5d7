//! Papers side by side, and what is said of them in their order.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::thread;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::{CannotRun, progress};

/// Typesetting nests deeply: text in lists in table cells.
const STACK: usize = 16 << 20;

/// Does `work` on all papers, as many at a time as the machine can, and hands each result to `say` in the papers' order
/// as soon as those before it have been said.
pub(super) fn each<T: Send>(
    doing: &'static str,
    papers: &[String],
    work: impl Fn(&str) -> T + Sync,
    mut say: impl FnMut(&str, T) -> Result<(), CannotRun>,
) -> Result<(), CannotRun> {
    // Meanwhile the first paper is read.
    thread::spawn(crate::paper::prepare);
    // One paper needs no workers, and a main thread's memory costs the system less than a worker's.
    if let [paper] = papers {
        return say(paper, work(paper));
    }
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build().map_err(|error| {
        CannotRun(format!("the system does not let Paperwright start its workers: {error}"))
    })?;
    let bar = progress::bar(doing, papers.len());
    let (done, results) = mpsc::channel();
    let said = thread::scope(|scope| {
        scope.spawn(|| {
            pool.install(|| {
                papers.par_iter().enumerate().for_each_with(done, |done, (at, paper)| {
                    // Nobody listens any more only when the output could not be written.
                    let _ = done.send((at, work(paper)));
                });
            });
        });
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (at, result) in results {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&next) {
                bar.suspend(|| say(&papers[next], result))?;
                next += 1;
            }
            bar.inc(1);
        }
        Ok(())
    });
    bar.finish_and_clear();
    said
}
