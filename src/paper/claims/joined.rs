//! Claims joined by `and` and `or`.

use crate::paper::claims::claim::Verdict;

/// The verdict on two claims that are joined; `or` where `and` is false.
pub(in crate::paper) fn joined(and: bool, left: Verdict, right: Verdict) -> Verdict {
    let join = |left: bool, right: bool| if and { left && right } else { left || right };
    // Only what is false needs other words and shows its cells.
    let mut inputs = match (and, left.exact, right.exact) {
        (true, true, false) => Vec::new(),
        _ => left.inputs,
    };
    if !(and && right.exact && !left.exact) {
        inputs.extend(right.inputs);
    }
    let wording = match (left.exact, right.exact) {
        (true, false) => right.wording,
        (false, true) => left.wording,
        (true, true) => Vec::new(),
        (false, false) => left.wording.into_iter().chain(right.wording).collect(),
    };
    let truth = match (and, left.exact, right.exact) {
        (true, true, false) => right.truth,
        (true, false, true) => left.truth,
        _ => {
            let shared = shared(&left.truth, &right.truth);
            let rest = right.truth.get(shared..).unwrap_or(&right.truth);
            format!("{}; {rest}", left.truth)
        }
    };
    Verdict {
        exact: join(left.exact, right.exact),
        printed: join(left.printed, right.printed),
        truth,
        wording,
        inputs,
    }
}

/// How much of the beginning two clauses share, up to a comma: what is said of one value is said once.
fn shared(left: &str, right: &str) -> usize {
    let mut end = 0;
    for ((at, one), other) in left.char_indices().zip(right.chars()) {
        if one != other {
            break;
        }
        if left.get(..=at).is_some_and(|beginning| beginning.ends_with(", ")) {
            end = at + 1;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_shared_up_to_a_comma() {
        let left = "the rate stood at 3% (2021-22), lower than 4% for England";
        assert_eq!(shared(left, "the rate stood at 3% (2021-22), higher than 2%"), 32);
        assert_eq!(shared(left, "the rate stood at 3.5%, higher than 2%"), 0);
    }
}
