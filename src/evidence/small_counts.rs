//! Numbers of people that are so small that they may give somebody away (`semantics.md` S25).

use rust_decimal::Decimal;

use super::gather::Material;
use super::tables::{Filled, Printed, tables};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Input, Kind as IndicatorKind, Unit};
use crate::paper::blocks::front::SmallCounts;
use crate::paper::blocks::table::TableData;
use crate::paper::claims::claim_words::cells;
use crate::paper::prose::{Inline, place};
use crate::paper::record::{Behind, Statement};
use crate::paper::scope::Scope;
use crate::paper::untied::people;
use crate::paper::values::value::{Change, Value};
use crate::paper::words::{FigureInWords, WordsUnit, figures_in, figures_stated, spelled};
use crate::source::Span;
use crate::syntax::ast::{Binding, Expression, ExpressionKind as Kind, Form, Operator};

/// How many cells of a table are shown.
const SHOWN: usize = 8;

/// Checks a paper that says how small is too small, and in which nobody has agreed to what is smaller.
pub fn check(material: Material<'_>, diagnostics: &mut Diagnostics) {
    let Some(small) = material.paper.front.small.as_ref().filter(|small| small.signed.is_none())
    else {
        return;
    };
    let scope = material.paper.record.scope(material.model);
    let reader = Reader { material, scope, small };
    for statement in &material.paper.record.statements {
        if let Some(diagnostic) = reader.statement(statement) {
            diagnostics.add(diagnostic);
        }
    }
    for table in tables(material.paper, material.model) {
        let found = match &table {
            Printed::Typed(table) => reader.typed(table),
            Printed::Filled { span, figures, .. } => reader.filled(*span, figures),
        };
        if let Some(diagnostic) = found {
            diagnostics.add(diagnostic);
        }
    }
}

struct Reader<'a> {
    material: Material<'a>,
    scope: Scope<'a>,
    small: &'a SmallCounts,
}

impl Reader<'_> {
    fn is_small(&self, number: Decimal) -> bool {
        number >= Decimal::ONE && number < self.small.below && number.fract().is_zero()
    }

    /// A figure in the paper's words.
    fn statement(&self, statement: &Statement) -> Option<Diagnostic> {
        match &statement.behind {
            Behind::Printed(expression) => {
                let value = self.number(statement)?;
                let people = match &expression.kind {
                    // The verb alone is printed, and no figure.
                    Kind::Printed(_, Form::Verb(..)) => false,
                    Kind::Printed(_, Form::Noun(_, nouns)) => people::counts(nouns) == Some(true),
                    _ => self.is_of_people(expression, &value, self.after(statement)),
                };
                let small = people && self.is_small(value.rounded());
                let plain = !matches!(expression.kind, Kind::Printed(..));
                small.then(|| {
                    let told = self.told(statement, statement.span, &value.printed(), &value);
                    if !plain {
                        return told;
                    }
                    let begins = self.begins(statement.whole);
                    let written = self.material.sources.text(expression.span);
                    let instead = format!("[{}]{{{written}}}", self.fewer(begins));
                    told.replace("say no more than that", statement.whole, instead)
                })
            }
            Behind::Bound(Binding::From { .. }) => {
                let mut figures = figures_in(&statement.words);
                let figure = figures.pop().filter(|_| figures.is_empty())?;
                let after = self.behind(&figure, statement);
                let counted = people::follow(&after) == Some(true) && self.states(&figure);
                counted.then(|| self.in_words(statement, &figure, &[]))
            }
            Behind::Nothing | Behind::Listed(_) => {
                let figure = figures_in(&statement.words).into_iter().next()?;
                let counted = people::follow(self.after(statement)) == Some(true);
                (counted && self.states(&figure)).then(|| self.in_words(statement, &figure, &[]))
            }
            Behind::Bound(Binding::Expression(expression) | Binding::Waived(expression, _)) => {
                if expression.kind.is_claim() {
                    return self.claim(statement, expression);
                }
                let value = self.number(statement)?;
                let mut figures = figures_stated(&statement.words);
                let figure = figures.pop().filter(|_| figures.is_empty())?;
                let after = self.behind(&figure, statement);
                let counted = self.states(&figure) && self.is_of_people(expression, &value, &after);
                counted.then(|| self.in_words(statement, &figure, &value.inputs))
            }
        }
    }

    /// The figures in the words of a claim that are numbers of those whom the claim is about.
    fn claim(&self, statement: &Statement, expression: &Expression) -> Option<Diagnostic> {
        let about =
            self.scope.mentioned(expression).iter().any(|found| self.counts_people(&found.name));
        let figure = figures_in(&statement.words).into_iter().find(|figure| {
            let before = statement.words.get(..figure.whole.start).unwrap_or("").trim_end();
            let change = before.ends_with(" by") || before == "by";
            let counted = people::follow(&self.behind(figure, statement));
            self.states(figure) && !change && counted.unwrap_or(about)
        })?;
        Some(self.in_words(statement, &figure, &[]))
    }

    /// The value behind a figure, if it can be a number of people.
    fn number(&self, statement: &Statement) -> Option<Value> {
        let value = statement.value(&self.scope)?;
        let number = matches!(value.unit, Unit::Number(_)) && value.exact.fract().is_zero();
        number.then_some(value)
    }

    /// Whether a figure in words is exactly so many, and so few.
    fn states(&self, figure: &FigureInWords) -> bool {
        figure.unit == WordsUnit::Plain && figure.per.is_none() && self.is_small(figure.value)
    }

    /// Whether a value is a number of people, as far as the words behind it and the model say so.
    fn is_of_people(&self, expression: &Expression, value: &Value, after: &str) -> bool {
        // What changed is not how many there are; what is left of them is.
        let rest = match &expression.kind {
            Kind::Arithmetic(Operator::Subtract, ..) => self.scope.mentioned(expression).len() > 1,
            _ => false,
        };
        if value.change != Change::None && !rest {
            return false;
        }
        if let Some(people) = people::follow(after) {
            return people;
        }
        let of_unit = || match &value.unit {
            Unit::Number(label) => people::counts(label),
            _ => None,
        };
        match &expression.kind {
            Kind::Printed(inner, _) => self.is_of_people(inner, value, after),
            Kind::Reference(reference) if reference.column.is_some() => {
                let row = reference.row.as_ref().and_then(|(row, _)| people::counts(row));
                row.or_else(|| self.of_column(reference)).unwrap_or(false)
            }
            Kind::Reference(_) | Kind::Over(..) | Kind::Part(..) => {
                let mentioned = self.scope.mentioned(expression);
                match mentioned.first() {
                    Some(indicator) => self.counts_people(&indicator.name),
                    None => {
                        let title = value.inputs.first().map_or("", |input| input.label.as_str());
                        people::counts(title) == Some(true)
                    }
                }
            }
            Kind::Arithmetic(Operator::Add | Operator::Subtract, ..) => of_unit().unwrap_or(false),
            _ => false,
        }
    }

    fn of_column(&self, reference: &crate::syntax::ast::Reference) -> Option<bool> {
        let table = self.scope.tables.get(&reference.name.text)?;
        let name = reference.column.as_ref()?;
        let column = table.columns.iter().find(|column| column.name == name.text)?;
        of_heading(table, &column.title)
    }

    /// Whether an indicator's values are numbers of people.
    fn counts_people(&self, name: &str) -> bool {
        let Some(indicator) = self.material.model.indicators.get(name) else { return false };
        let counts = match indicator.kind {
            IndicatorKind::People => return true,
            IndicatorKind::Snapshot | IndicatorKind::Count => {
                indicator.unit_label.as_deref().and_then(people::counts)
            }
            _ => return false,
        };
        counts.or_else(|| people::counts(&indicator.title)).unwrap_or(false)
    }

    /// The words behind a figure: the rest of those in the brackets, or what follows them.
    fn behind(&self, figure: &FigureInWords, statement: &Statement) -> String {
        let rest = statement.words.get(figure.stated.end..).unwrap_or("");
        if rest.trim().is_empty() { self.after(statement).to_owned() } else { rest.to_owned() }
    }

    fn after(&self, statement: &Statement) -> &str {
        let Span { file, end, .. } = statement.whole;
        let rest = self.material.sources.file(file).text.get(end..).unwrap_or("");
        rest.strip_prefix("**").or(rest.strip_prefix('*')).unwrap_or(rest)
    }

    /// Whether a place is the beginning of a sentence.
    fn begins(&self, span: Span) -> bool {
        let text = &self.material.sources.file(span.file).text;
        let before = text.get(..span.start).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        let words = before.trim_end();
        words.ends_with(['.', '?', '!', '{', '}'])
            || line.trim().is_empty() && before.ends_with("\n\n")
    }

    fn fewer(&self, begins: bool) -> String {
        let below = self.small.below;
        let digits = below.normalize().to_string();
        let words = spelled(below, 0, &Unit::Number(String::new()));
        let below = words.filter(|_| below < Decimal::TEN).unwrap_or(digits);
        format!("{} than {below}", if begins { "Fewer" } else { "fewer" })
    }

    /// What is said of a figure in the author's words.
    fn in_words(
        &self,
        statement: &Statement,
        figure: &FigureInWords,
        inputs: &[Input],
    ) -> Diagnostic {
        let words = statement.words.get(figure.stated.clone()).unwrap_or(&statement.words);
        let value = Value::number(figure.value, inputs.to_vec());
        let diagnostic = self.told(statement, statement.span, words, &value);
        // What is tied to data may be put so, and is held against them still.
        let expression = statement.expression().is_some_and(|found| !found.kind.is_claim());
        let plain = self.material.sources.text(statement.span) == statement.words;
        if !expression || !plain {
            return diagnostic;
        }
        let start = statement.span.start;
        let here = Span {
            start: start + figure.whole.start,
            end: start + figure.whole.end,
            ..statement.span
        };
        let begins = words.starts_with(char::is_uppercase) || self.begins(statement.whole);
        diagnostic.replace("say no more than that", here, self.fewer(begins))
    }

    fn told(&self, statement: &Statement, span: Span, words: &str, value: &Value) -> Diagnostic {
        let below = self.small.below.normalize();
        let message = format!("{words}: a number of people below {below} is printed");
        let diagnostic = Diagnostic::warning("count-small", span, message)
            .here("it may give somebody away")
            .label(self.small.span, "asked for here");
        let diagnostic = cells(diagnostic, &value.inputs);
        let source = statement.source(&self.material.paper.record);
        let source = source.filter(|source| !source.is_empty());
        let diagnostic = match source {
            Some(source) => diagnostic.note(format!("It is from: {source}.")),
            None => diagnostic,
        };
        let diagnostic = match statement.expression() {
            Some(_) => diagnostic.help("or keep the value back, with the status `c` in the data, and write the sentence without it"),
            None => diagnostic.help(format!("say \"{}\"", self.fewer(false))),
        };
        self.signed(diagnostic)
    }

    fn signed(&self, diagnostic: Diagnostic) -> Diagnostic {
        let below = self.small.below.normalize();
        diagnostic.help(format!("or say who has agreed to it: `small counts below {below} signed \"Name\", \"Post\"` in the `paper` item"))
    }

    /// A table that is filled from the data.
    fn filled(&self, span: Span, figures: &[Filled]) -> Option<Diagnostic> {
        let mut found: Vec<(String, Value)> = Vec::new();
        for figure in figures.iter().filter(|figure| self.counts_people(&figure.indicator)) {
            let value =
                self.material.model.value(&figure.indicator, &figure.area, figure.period).ok();
            let Some(value) = value.map(Value::from_quantity) else { continue };
            if self.is_small(value.exact) {
                found.push((format!("{}, {}", figure.row, figure.column), value));
            }
        }
        let message = self.of_table(found.len())?;
        let mut diagnostic =
            Diagnostic::warning("count-small", span, message).here("it may give somebody away");
        for (what, value) in found.iter().take(SHOWN) {
            diagnostic = if value.inputs.iter().all(|input| input.span.is_some()) {
                let shown = value.inputs.iter().filter_map(|input| Some((input.span?, input)));
                shown.fold(diagnostic, |diagnostic, (span, input)| {
                    diagnostic.label(span, format!("{}: {}", input.label, input.printed))
                })
            } else {
                diagnostic.note(format!("{what}: {}.", value.printed()))
            };
        }
        let diagnostic = more(diagnostic, found.len())
            .label(self.small.span, "asked for here")
            .help("keep the values back, with the status `c` in the data: the table then prints [c], and says what it means");
        Some(self.signed(diagnostic))
    }

    /// A table that is typed.
    fn typed(&self, table: &TableData) -> Option<Diagnostic> {
        let mut found: Vec<(Span, String)> = Vec::new();
        for row in &table.rows {
            let of_row = people::counts(&row.label);
            for (at, column) in table.columns.iter().enumerate().skip(1) {
                let Some(value) = row.values.get(at).and_then(Option::as_ref) else { continue };
                // A row and a column may each say that it is no number of people.
                let of_column = people::counts(&column.title);
                let of_people = match (of_row, of_column) {
                    (Some(false), _) | (_, Some(false)) => false,
                    (Some(true), _) | (_, Some(true)) => true,
                    (None, None) => of_heading(table, &column.title) == Some(true),
                };
                let fraction = row.fractions.get(at).and_then(Option::as_ref);
                let number = match &value.unit {
                    Unit::Number(_) if value.change == Change::None => Some(value.exact),
                    Unit::Percent => fraction.map(|fraction| fraction.count.value),
                    _ => None,
                };
                let Some(number) = number.filter(|number| of_people && self.is_small(*number))
                else {
                    continue;
                };
                let cell = row.cells.get(at).map_or(row.span, |cell| {
                    let empty = matches!(cell.as_slice(), [Inline::Value(..)]);
                    place(cell).filter(|_| !empty).unwrap_or(row.span)
                });
                let words = format!("{}, {}: {}", row.label, column.title, number.normalize());
                found.push((cell, words));
            }
        }
        let message = self.of_table(found.len())?;
        let mut cells = found.iter().take(SHOWN);
        let (first, words) = cells.next()?;
        let diagnostic = Diagnostic::warning("count-small", *first, message).here(words);
        let diagnostic =
            cells.fold(diagnostic, |diagnostic, (cell, words)| diagnostic.label(*cell, words));
        let diagnostic = more(diagnostic, found.len())
            .label(self.small.span, "asked for here")
            .help("write `[c]` in the cells, or put rows together");
        Some(self.signed(diagnostic))
    }

    fn of_table(&self, count: usize) -> Option<String> {
        let below = self.small.below.normalize();
        match count {
            0 => None,
            1 => Some(format!("this table prints a number of people below {below}")),
            count => Some(format!("this table prints {count} numbers of people below {below}")),
        }
    }
}

/// What the cells under a heading count: where it names a time or says only "Number", what the table's caption says.
fn of_heading(table: &TableData, title: &str) -> Option<bool> {
    let lower = title.trim().to_lowercase();
    let number = matches!(lower.as_str(), "" | "all" | "count" | "no" | "no." | "number" | "total");
    if number || lower.bytes().any(|byte| byte.is_ascii_digit()) {
        people::counts(title).or_else(|| people::counts(&plain(&table.caption)))
    } else {
        people::counts(title)
    }
}

fn plain(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text(text, _) | Inline::Link(text, _) => text.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) => plain(inner),
        Inline::See(..) | Inline::To(..) | Inline::Note(..) | Inline::Value(..) => String::new(),
    });
    words.collect()
}

fn more(diagnostic: Diagnostic, count: usize) -> Diagnostic {
    match count.saturating_sub(SHOWN) {
        0 => diagnostic,
        more => diagnostic.note(format!("And {more} more.")),
    }
}
