//! Checks over a whole paper. To add one: a file here, a row in `CHECKS`, a code in the catalogue and a case.

mod acronyms;
mod parts;

use crate::diag::Diagnostics;
use crate::paper::Paper;

/// A check: it reads a paper and adds what it finds.
type Check = fn(&Paper, &mut Diagnostics);

/// Every check, in the order in which they run.
const CHECKS: [Check; 2] = [parts::check, acronyms::check];

/// Runs every check.
pub fn all(paper: &Paper, diagnostics: &mut Diagnostics) {
    for check in CHECKS {
        check(paper, diagnostics);
    }
}
