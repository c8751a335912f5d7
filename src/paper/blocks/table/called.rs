//! Rows that are called "Total" and are no `total` line: they are held against the rows above all the same, and count as
//! totals (`semantics.md` S14).

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Diagnostics};
use crate::paper::blocks::table::total::add_up;
use crate::paper::blocks::table::{Role, RowData, TableData};
use crate::paper::values::value::Value;
use crate::source::Span;
use crate::syntax::ast::TableRow;

/// What a total is called, and nothing else is.
const TOTALS: [&str; 10] = [
    "total",
    "totals",
    "sum",
    "grand total",
    "overall total",
    "sum total",
    "subtotal",
    "sub-total",
    "sub total",
    "total of all",
];

/// What a total may be called, and so may an average.
const ALL: [&str; 6] = ["all", "in all", "overall", "altogether", "all together", "combined"];

/// What the name of a row says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Called {
    /// "Total": it is the sum.
    Total,
    /// "All": it is the sum, or lies between the others as their average does.
    All,
    /// "Total spend", "All children": it may be.
    Perhaps,
}

impl Called {
    fn read(label: &str) -> Option<Self> {
        let label = label.trim().trim_end_matches([':', '.']).to_lowercase();
        if TOTALS.contains(&label.as_str()) {
            return Some(Self::Total);
        }
        if ALL.contains(&label.as_str()) {
            return Some(Self::All);
        }
        let (first, last) = (label.split_whitespace().next()?, label.split_whitespace().last()?);
        let perhaps = ["total", "totals", "all"].contains(&first) || last == "total";
        perhaps.then_some(Self::Perhaps)
    }
}

/// Holds a row that is called a total against the rows above it, and makes it one.
pub fn called_total(
    row: &mut RowData,
    table: &TableData,
    line: &TableRow,
    diagnostics: &mut Diagnostics,
) {
    let Some(called) = Called::read(&row.label) else { return };
    let below = row.label.trim().to_lowercase().starts_with("sub");
    let (role, word) = if below { (Role::Subtotal, "subtotal ") } else { (Role::Total, "total ") };
    let last = table.rows.iter().rposition(RowData::is_sum);
    let above = table.rows.get(last.map_or(0, |at| at + 1)..).unwrap_or(&[]);
    let stated = stated(row, table, above, called);
    if stated.is_empty() {
        return;
    }
    // The sum since the last total, or of all that is no total.
    let mut found = differences(row, table, line);
    if !found.is_empty() && last.is_some() {
        let rows = table.rows.iter().filter(|row| row.is_item()).cloned().collect();
        if differences(row, &TableData { rows, ..table.clone() }, line).is_empty() {
            row.role = role;
            return;
        }
    }
    let off = |at: usize, found: &[Diagnostic]| {
        let place = line.cells.get(at).map(|cell| cell.span);
        found.iter().any(|found| place_of(found) == place)
    };
    let between = |at: usize| {
        let figure = |row: &RowData| Some(row.values.get(at)?.as_ref()?.exact);
        let own = figure(row).unwrap_or_default();
        let others: Vec<Decimal> = above.iter().filter_map(figure).collect();
        others.iter().any(|other| *other <= own) && others.iter().any(|other| *other >= own)
    };
    // Where one column adds up, another that does not may hold averages or rates.
    let averages = called != Called::Total || stated.iter().any(|at| !off(*at, &found));
    let meant = stated.iter().filter(|at| averages && off(**at, &found) && between(**at));
    let meant: Vec<Span> = meant.filter_map(|at| Some(line.cells.get(*at)?.span)).collect();
    let all_meant = stated.len() == meant.len();
    let any_meant = !meant.is_empty();
    found.retain(|found| place_of(found).is_none_or(|place| !meant.contains(&place)));
    if called == Called::Perhaps && (!found.is_empty() || any_meant) || all_meant {
        return;
    }
    row.role = role;
    for mut difference in found.iter().cloned() {
        // An empty cell is worked out in a `total` line only.
        difference.helps.retain(|help| !help.message.contains("leave the cell empty"));
        diagnostics.add(difference.help(
            "if other rows belong to it, name them; if it is no total of the rows above, call it otherwise",
        ));
    }
    // A `total` line would hold each column against its sum.
    if found.is_empty() && !any_meant {
        let place = line.cells.first().map_or(line.span, |cell| cell.span);
        diagnostics.add(
            Diagnostic::warning(
                "total-typed",
                place,
                format!("\"{}\" is the sum of the rows above, and is typed", row.label),
            )
            .here(format!("a row that is called so is to be a `{}` line", word.trim_end()))
            .replace(
                "written as a total, it is held against the rows at every build, and its empty cells are worked out",
                Span { start: line.span.start, end: line.span.start, ..line.span },
                word,
            ),
        );
    }
}

/// The columns in which the row states a figure, and two rows or more above it have figures of the same unit; one will
/// do, if it is a total with the same figure.
fn stated(row: &RowData, table: &TableData, above: &[RowData], called: Called) -> Vec<usize> {
    let figure = |row: &RowData, at: usize| -> Option<Value> { row.values.get(at)?.clone() };
    let columns = table.columns.iter().enumerate().skip(1);
    let columns = columns.filter(|(at, column)| {
        let own = figure(row, *at);
        let others: Vec<Value> = above.iter().filter_map(|above| figure(above, *at)).collect();
        let same = |other: &Value| own.as_ref().is_some_and(|own| own.unit == other.unit);
        let equal = |other: &Value| own.as_ref().is_some_and(|own| own.exact == other.exact);
        let several =
            others.len() > 1 || (called == Called::Total && others.first().is_some_and(equal));
        !column.text && column.formula.is_none() && several && others.iter().all(same)
    });
    columns.map(|(at, _)| at).collect()
}

fn place_of(diagnostic: &Diagnostic) -> Option<Span> {
    diagnostic.primary.as_ref().map(|label| label.span)
}

/// What a `total` line with these figures would be told.
fn differences(row: &RowData, table: &TableData, line: &TableRow) -> Vec<Diagnostic> {
    let mut found = Diagnostics::default();
    add_up(&mut row.clone(), table, line, &mut found);
    let found = found.sorted().into_iter().filter(|found| found.code == "total-differs");
    found.cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::Called;

    #[test]
    fn names_of_totals_are_known() {
        let sure = |label: &str| Called::read(label).map(|called| called == Called::Total);
        assert_eq!(sure("TOTAL:"), Some(true));
        assert_eq!(sure("Sub-total"), Some(true));
        assert_eq!(sure("All"), Some(false));
        assert_eq!(sure("All children"), Some(false));
        assert_eq!(sure("Budget total"), Some(false));
        assert_eq!(sure("Totally new"), None);
        assert_eq!(sure("Allotments"), None);
    }
}
