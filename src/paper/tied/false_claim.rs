//! Claims that the data do not bear out: what is said of them, and the way out.

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::claims::claim::{Verdict, Wording};
use crate::paper::claims::claim_words::cells;
use crate::paper::tied::contradiction::is_verb;
use crate::source::{SourceMap, Span};

/// Reports a claim that is false, or that the figures as printed do not bear out. `claim` is what the author wrote in the
/// braces, and `whole` the place of the words with it.
pub(in crate::paper) fn report_claim(
    words: &str,
    span: Span,
    (claim, whole): (Span, Span),
    verdict: &Verdict,
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) {
    let mut diagnostic = if verdict.exact == verdict.printed {
        // The words may be right and the claim behind them wrong: then it is the claim that is to be mended.
        let right = verdict.wording.iter().any(|wording| wording.words.eq_ignore_ascii_case(words));
        let (message, here) = if right {
            (
                format!("the claim behind \"{words}\" is not true: {}", verdict.truth),
                "the words are",
            )
        } else {
            (format!("\"{words}\" is not true: {}", verdict.truth), "the data say otherwise")
        };
        Diagnostic::error("claim-false", span, message).here(here)
    } else {
        let shown = if verdict.exact {
            "is true of the exact values, but the figures as printed do not show it"
        } else {
            "looks true of the figures as printed, but is not true of the exact values"
        };
        Diagnostic::error("not-decidable-as-printed", span, format!("\"{words}\" {shown}"))
            .note(format!("The data say: {}.", verdict.truth))
            .help("print the indicator with one more decimal (`decimals` in the model)")
    };
    diagnostic = cells(diagnostic, &verdict.inputs);
    // Several parts of a claim are false: each is put right by itself.
    let first = verdict.wording.first().and_then(|wording| wording.within);
    let several = verdict.wording.iter().any(|wording| wording.within != first);
    // Where print does not bear out what is true, other words are borne out as little.
    for wording in verdict.wording.iter().filter(|_| verdict.exact == verdict.printed) {
        let message = format!("what is true: \"{}\"", wording.words);
        let part = wording.within.filter(|_| several).unwrap_or(claim);
        let mended = mended(wording, part, claim, sources);
        // The words and the claim change together: either alone would be false still. Words of the author's own, such as
        // "worse than in England", are theirs to mend.
        diagnostic = match mended {
            Some(mended) if is_verb(words) && !several => {
                diagnostic.replace(message, whole, format!("[{}]{{{mended}}}", wording.words))
            }
            Some(mended) => diagnostic.help(format!("{message}, with the claim `{mended}`")),
            None => diagnostic.help(message),
        };
    }
    diagnostics.add(diagnostic);
}

/// The text of a part of a claim, put right; none where no claim says what is true.
fn mended(wording: &Wording, part: Span, claim: Span, sources: &SourceMap) -> Option<String> {
    let false_part = wording.within.unwrap_or(claim);
    let text = sources.text(false_part).trim();
    let mut mended = text.to_owned();
    if let Some((place, instead)) = &wording.instead {
        let start = place.start.checked_sub(false_part.start)?;
        let end = place.end.checked_sub(false_part.start)?;
        mended = format!("{}{instead}{}", text.get(..start)?, text.get(end..)?);
    } else if wording.swap.is_none() {
        return None;
    }
    if let Some((from, to)) = wording.swap {
        if mended.matches(from).count() != 1 {
            return None;
        }
        mended = mended.replacen(from, to, 1);
    }
    if false_part == part {
        return Some(mended);
    }
    let all = sources.text(part).trim_end();
    let start = false_part.start.checked_sub(part.start)?;
    Some(format!("{}{mended}{}", all.get(..start)?, all.get(start + text.len()..)?))
}
