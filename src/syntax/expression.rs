//! What stands in braces: values, claims and sources.

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::{Pair, Pairs};

use super::DEPTH_LIMIT;
use super::ast::{
    Aggregate, Binding, BoundKind, ChangeKind, Expression, ExpressionKind as Kind, Movement, Name,
    Operator, PartKind, PeriodRef, PeriodRefKind, Position, Reference, Relation, SourceName,
    Standing,
};
use super::grammar::{Grammar, Rule};
use super::literals;
use crate::diag::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::Span;

/// Reads an expression or a claim that stands at a place. A mistake is reported and gives [`Kind::Error`].
pub fn parse_expression(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Expression {
    let error = Expression { kind: Kind::Error, span };
    let Some(pairs) = parse(Rule::expression, text, span, diagnostics) else { return error };
    let mut reader = Reader { base: span, diagnostics, broken: false };
    match pairs.flat_map(Pair::into_inner).find(|pair| pair.as_rule() == Rule::claim) {
        Some(pair) => reader.whole(pair),
        None => error,
    }
}

/// Reads what words are bound to.
pub(super) fn parse_binding(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Binding {
    let error = Binding::Expression(Box::new(Expression { kind: Kind::Error, span }));
    let Some(pairs) = parse(Rule::binding, text, span, diagnostics) else { return error };
    let mut reader = Reader { base: span, diagnostics, broken: false };
    for pair in pairs.flat_map(Pair::into_inner) {
        match pair.as_rule() {
            Rule::claim => return Binding::Expression(Box::new(reader.whole(pair))),
            Rule::from => {
                let mut source = None;
                let mut name = None;
                for part in pair.into_inner() {
                    let at = reader.place(&part);
                    match part.as_rule() {
                        Rule::text => {
                            let inner = part.into_inner().next().map_or("", |inner| inner.as_str());
                            source = Some(SourceName::Text(inner.to_owned(), at));
                        }
                        Rule::name if source.is_none() => {
                            source = Some(SourceName::Name(reader.name(&part)));
                        }
                        Rule::name => name = Some(reader.name(&part)),
                        _ => {}
                    }
                }
                if let Some(source) = source {
                    return Binding::From { source, name };
                }
            }
            _ => {}
        }
    }
    error
}

fn parse<'a>(
    rule: Rule,
    text: &'a str,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Pairs<'a, Rule>> {
    if text.bytes().filter(|byte| *byte == b'(').count() > DEPTH_LIMIT {
        diagnostics.add(Diagnostic::error(
            "too-deep",
            span,
            format!("an expression holds more than {DEPTH_LIMIT} pairs of brackets"),
        ));
        return None;
    }
    match Grammar::parse(rule, text) {
        Ok(pairs) => Some(pairs),
        Err(error) => {
            diagnostics.add(unreadable(text, span, &error));
            None
        }
    }
}

/// The words that can follow a value, for the one that was meant: `roses` is `rises`.
const FOLLOWING: [&str; 15] = [
    "rises", "falls", "holds", "improves", "worsens", "is", "meets", "misses", "at", "in", "for",
    "over", "and", "or", "as",
];

/// The small words between names and periods.
const SMALL: [&str; 8] = ["at", "in", "for", "from", "to", "over", "since", "of"];

/// What could not be read, in the author's words: where reading stopped, and what could have stood there.
fn unreadable(text: &str, span: Span, error: &pest::error::Error<Rule>) -> Diagnostic {
    let stopped = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at.min(text.len()),
    };
    // Reading may stop within a word: the word is what is shown.
    let (read, ahead) = text.split_at_checked(stopped).unwrap_or((text, ""));
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    let at =
        if ahead.starts_with(in_word) { read.trim_end_matches(in_word).len() } else { stopped };
    let rest = text.get(at..).unwrap_or("");
    let word: String = rest.trim_start().chars().take_while(|c| !c.is_whitespace()).collect();
    let here = if word.is_empty() {
        span
    } else {
        let start = span.start + at + (rest.len() - rest.trim_start().len());
        Span { start, end: start + word.len(), ..span }
    };
    let error_here = |message: String| Diagnostic::error("syntax-error", here, message);
    if text.trim().is_empty() {
        return error_here("there is nothing between these braces".to_owned()).note(SHAPE);
    }
    let mut expected: Vec<&str> = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => {
            positives.iter().filter_map(|rule| in_words(*rule)).collect()
        }
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    expected.sort_unstable();
    expected.dedup();
    // What is complete may go on in so many ways that a list helps nobody.
    let complete = expected.contains(&END);
    let wanted: Vec<&str> = expected.iter().flat_map(|words| keywords(words)).collect();
    if word.is_empty() {
        let diagnostic = error_here(format!("`{}` is not finished", text.trim()));
        return if expected.is_empty() || expected.len() > 8 {
            diagnostic.note(SHAPE)
        } else {
            diagnostic.here(format!("expected {}", list(&expected)))
        };
    }
    let unreadable = error_here(format!("`{word}` cannot be read here"));
    let following = FOLLOWING.into_iter().filter(|_| complete);
    if let Some(meant) =
        did_you_mean(&word, wanted.iter().copied().chain(following)).filter(|meant| *meant != word)
    {
        return unreadable.replace(format!("did you mean `{meant}`?"), here, meant);
    }
    let period =
        word.starts_with('Q') || word.bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
    let needed: Vec<&str> =
        wanted.into_iter().filter(|word| !matches!(*word, "and" | "or")).collect();
    let missing = match needed.as_slice() {
        [one] => Some(*one),
        _ if complete => Some("at").filter(|_| period && read.trim_end().ends_with(in_word)),
        _ => Some("from").filter(|_| expected.contains(&SPAN_OF_TIME)),
    };
    if let Some(missing) = missing {
        // Another small word in its place is taken out.
        if SMALL.contains(&word.as_str()) {
            return unreadable
                .here(format!("`{missing}` is needed here"))
                .replace("write", here, missing);
        }
        return unreadable.here(format!("`{missing}` is missing before this")).replace(
            "write",
            Span { end: here.start, ..here },
            format!("{missing} "),
        );
    }
    let unreadable = if complete || expected.is_empty() || expected.len() > 8 {
        unreadable
    } else {
        unreadable.here(format!("expected {}", list(&expected)))
    };
    if word.starts_with(['%', '"', '\'']) || text.contains(';') {
        unreadable
    } else {
        unreadable.note(SHAPE)
    }
}

/// What stands in braces.
const SHAPE: &str =
    "In braces stands a value, such as `cla at Q4`, or a claim, such as `cla rises from Q2 to Q4`.";

/// The end of an expression, among what could have stood somewhere.
const END: &str = "the end of the expression";
const SPAN_OF_TIME: &str = "`from … to …`";

/// The words of the grammar in what is expected: in "`above` or `below`" both.
fn keywords(expected: &'static str) -> impl Iterator<Item = &'static str> {
    expected
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// A rule as an author knows it; `None` for what is only an inner part of another rule.
fn in_words(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::when
        | Rule::year_alone
        | Rule::date
        | Rule::month
        | Rule::quarter
        | Rule::year
        | Rule::academic_year => "a period such as `2022-23 Q4`",
        Rule::last_report => "`last report`",
        Rule::name | Rule::reference => "a name",
        Rule::figure | Rule::number | Rule::digits | Rule::percentage | Rule::money => "a figure",
        Rule::text => "a text in quotes",
        Rule::close => "`)`",
        Rule::open => "`(`",
        Rule::relation => "`=`, `<` or `>`",
        Rule::plus | Rule::minus => "`+` or `-`",
        Rule::times | Rule::divided => "`*` or `/`",
        Rule::EOI => END,
        Rule::kw_to => "`to`",
        Rule::kw_from | Rule::span_of_time => SPAN_OF_TIME,
        Rule::kw_of => "`of`",
        Rule::kw_in => "`in`",
        Rule::kw_than => "`than`",
        Rule::kw_since => "`since`",
        Rule::kw_range => "`range`",
        Rule::kw_target => "`target`",
        Rule::kw_limit => "`limit`",
        Rule::kw_percentage => "`percentage`",
        Rule::kw_indicators => "`indicators`",
        Rule::kw_where => "`where`",
        Rule::place => "`within`, `above`, `below` or `outside`",
        Rule::movement | Rule::moved => "`rises`, `falls`, `holds`, `improves` or `worsens`",
        Rule::position | Rule::record | Rule::against => "`is …`",
        Rule::at_when => "`at` a period",
        Rule::for_area => "`for` an area",
        Rule::kw_and => "`and`",
        Rule::kw_or => "`or`",
        _ => return None,
    })
}

struct Reader<'d> {
    base: Span,
    diagnostics: &'d mut Diagnostics,
    /// Whether a part was reported already, so that the whole stays quiet.
    broken: bool,
}

impl Reader<'_> {
    fn place(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        let start = self.base.start + span.start();
        // Implicit white space at a rule's end is not part of the author's words.
        Span { file: self.base.file, start, end: start + pair.as_str().trim_end().len() }
    }

    fn name(&self, pair: &Pair<'_, Rule>) -> Name {
        Name { text: pair.as_str().to_owned(), span: self.place(pair) }
    }

    fn whole(&mut self, pair: Pair<'_, Rule>) -> Expression {
        let expression = self.claim(pair);
        if self.broken { Expression { kind: Kind::Error, ..expression } } else { expression }
    }

    fn claim(&mut self, pair: Pair<'_, Rule>) -> Expression {
        self.joined(pair, Rule::conjunct, false)
    }

    /// `a and b`, or `a or b`.
    fn joined(&mut self, pair: Pair<'_, Rule>, operand: Rule, and: bool) -> Expression {
        let span = self.place(&pair);
        let mut whole: Option<Expression> = None;
        for inner in pair.into_inner().filter(|inner| inner.as_rule() == operand) {
            let next = if operand == Rule::conjunct {
                self.joined(inner, Rule::negated, true)
            } else {
                self.negated(inner)
            };
            whole = Some(match whole {
                None => next,
                Some(left) => Expression {
                    span: left.span.to(next.span),
                    kind: Kind::Joined(and, Box::new(left), Box::new(next)),
                },
            });
        }
        whole.unwrap_or(Expression { kind: Kind::Error, span })
    }

    fn negated(&mut self, pair: Pair<'_, Rule>) -> Expression {
        let span = self.place(&pair);
        let mut nots = 0_usize;
        let mut statement = Expression { kind: Kind::Error, span };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::kw_not => nots += 1,
                _ => statement = self.statement(inner),
            }
        }
        if nots % 2 == 1 {
            return Expression { kind: Kind::Not(Box::new(statement)), span };
        }
        statement
    }

    fn statement(&mut self, pair: Pair<'_, Rule>) -> Expression {
        let span = self.place(&pair);
        let mut inner = pair.into_inner();
        let Some(subject) = inner.next() else { return Expression { kind: Kind::Error, span } };
        let subject = self.sum(subject);
        let Some(verb) = inner.next() else { return subject };
        if verb.as_rule() == Rule::compared {
            let mut parts = verb.into_inner();
            let (Some(relation), Some(right)) = (parts.next(), parts.next()) else {
                return subject;
            };
            let relation = match relation.as_str() {
                "=" => Relation::Equal,
                "<" => Relation::Less,
                ">" => Relation::Greater,
                "<=" => Relation::AtMost,
                _ => Relation::AtLeast,
            };
            let right = self.sum(right);
            return Expression {
                kind: Kind::Compare(relation, Box::new(subject), Box::new(right)),
                span,
            };
        }
        let reference = match subject.kind {
            Kind::Reference(reference) => reference,
            Kind::Error => return Expression { kind: Kind::Error, span },
            _ => {
                let verb_place = self.place(&verb);
                self.diagnostics.add(
                    Diagnostic::error(
                        "syntax-error",
                        subject.span,
                        "this claim needs an indicator before it, not a calculation",
                    )
                    .label(verb_place, "the claim")
                    .help("compare calculations with `=`, `<` or `>`"),
                );
                return Expression { kind: Kind::Error, span };
            }
        };
        Expression { kind: self.verb(reference, verb), span }
    }

    fn verb(&mut self, reference: Reference, verb: Pair<'_, Rule>) -> Kind {
        match verb.as_rule() {
            Rule::moved => {
                let mut movement = Movement::Holds;
                let mut ends = None;
                for part in verb.into_inner() {
                    match part.as_rule() {
                        Rule::movement => {
                            movement = match part.as_str().trim() {
                                "rises" => Movement::Rises,
                                "falls" => Movement::Falls,
                                "improves" => Movement::Improves,
                                "worsens" => Movement::Worsens,
                                _ => Movement::Holds,
                            }
                        }
                        _ => ends = self.span_of_time(part),
                    }
                }
                ends.map_or(Kind::Error, |(from, to)| Kind::Moves(movement, reference, from, to))
            }
            Rule::position => Kind::Is(reference, position(verb.into_inner())),
            Rule::target_met => Kind::Target(
                reference,
                verb.into_inner().any(|part| part.as_rule() == Rule::kw_meets),
            ),
            Rule::record => {
                let mut highest = true;
                let mut since = None;
                for part in verb.into_inner() {
                    match part.as_rule() {
                        Rule::kw_lowest => highest = false,
                        Rule::when => since = self.when(part),
                        _ => {}
                    }
                }
                since.map_or(Kind::Error, |since| Kind::Record(reference, highest, since))
            }
            Rule::against => {
                let mut standing = Standing::Higher;
                let mut area = None;
                for part in verb.into_inner() {
                    match part.as_rule() {
                        Rule::standing => {
                            standing = match part.as_str().trim() {
                                "better" => Standing::Better,
                                "worse" => Standing::Worse,
                                "lower" => Standing::Lower,
                                _ => Standing::Higher,
                            }
                        }
                        Rule::name => area = Some(self.name(&part)),
                        _ => {}
                    }
                }
                area.map_or(Kind::Error, |area| Kind::Against(reference, standing, area))
            }
            _ => Kind::Error,
        }
    }

    fn sum(&mut self, pair: Pair<'_, Rule>) -> Expression {
        let span = self.place(&pair);
        let mut whole: Option<Expression> = None;
        let mut operator = None;
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::plus => operator = Some(Operator::Add),
                Rule::minus => operator = Some(Operator::Subtract),
                Rule::times => operator = Some(Operator::Multiply),
                Rule::divided => operator = Some(Operator::Divide),
                Rule::as_percentage => {
                    whole = whole.map(|value| Expression {
                        kind: Kind::AsPercentage(Box::new(value)),
                        span,
                    });
                }
                rule => {
                    let next =
                        if rule == Rule::product { self.sum(inner) } else { self.signed(inner) };
                    whole = Some(match (whole, operator.take()) {
                        (Some(left), Some(operator)) => Expression {
                            span: left.span.to(next.span),
                            kind: Kind::Arithmetic(operator, Box::new(left), Box::new(next)),
                        },
                        _ => next,
                    });
                }
            }
        }
        whole.unwrap_or(Expression { kind: Kind::Error, span })
    }

    fn signed(&mut self, pair: Pair<'_, Rule>) -> Expression {
        let span = self.place(&pair);
        let mut minuses = 0_usize;
        let mut value = Expression { kind: Kind::Error, span };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::minus => minuses += 1,
                Rule::open | Rule::close => {}
                _ => value = self.primary(inner),
            }
        }
        if minuses % 2 == 1 {
            Expression { kind: Kind::Negate(Box::new(value)), span }
        } else {
            value
        }
    }

    fn primary(&mut self, pair: Pair<'_, Rule>) -> Expression {
        let span = self.place(&pair);
        let kind = match pair.as_rule() {
            Rule::claim => return self.claim(pair),
            Rule::money | Rule::percentage | Rule::figure => {
                literals::figure(&pair).map_or(Kind::Error, Kind::Figure)
            }
            Rule::period_impossible => {
                literals::impossible(pair.as_str(), span, self.diagnostics);
                Kind::Error
            }
            Rule::reference => Kind::Reference(self.reference(pair)),
            Rule::limit | Rule::target => {
                let mut bound = if pair.as_rule() == Rule::target {
                    BoundKind::Target
                } else {
                    BoundKind::Lower
                };
                let mut name = None;
                let mut year = None;
                for part in pair.into_inner() {
                    match part.as_rule() {
                        Rule::kw_upper => bound = BoundKind::Upper,
                        Rule::name => name = Some(self.name(&part)),
                        Rule::when => year = self.when(part),
                        _ => {}
                    }
                }
                name.map_or(Kind::Error, |name| Kind::Bound(bound, name, year))
            }
            Rule::aggregate => {
                let mut aggregate = Aggregate::Total;
                let mut reference = None;
                for part in pair.into_inner() {
                    match part.as_rule() {
                        Rule::kw_average => aggregate = Aggregate::Average,
                        Rule::kw_highest => aggregate = Aggregate::Highest,
                        Rule::kw_lowest => aggregate = Aggregate::Lowest,
                        Rule::reference => reference = Some(self.reference(part)),
                        _ => {}
                    }
                }
                reference.map_or(Kind::Error, |mut reference| {
                    let over = reference.over.take();
                    Kind::Over(aggregate, reference, over)
                })
            }
            Rule::change => {
                let mut change = ChangeKind::Signed;
                let mut reference = None;
                let mut ends = None;
                for part in pair.into_inner() {
                    match part.as_rule() {
                        Rule::kw_percentage => change = ChangeKind::Percentage,
                        Rule::kw_rise => change = ChangeKind::Rise,
                        Rule::kw_fall => change = ChangeKind::Fall,
                        Rule::reference => reference = Some(self.reference(part)),
                        Rule::span_of_time => ends = self.span_of_time(part),
                        _ => {}
                    }
                }
                match (reference, ends) {
                    (Some(reference), Some((from, to))) => {
                        Kind::Change(change, reference, from, to)
                    }
                    _ => Kind::Error,
                }
            }
            Rule::part => {
                let mut part_kind = PartKind::Numerator;
                let mut reference = None;
                for part in pair.into_inner() {
                    match part.as_rule() {
                        Rule::kw_denominator => part_kind = PartKind::Denominator,
                        Rule::reference => reference = Some(self.reference(part)),
                        _ => {}
                    }
                }
                reference.map_or(Kind::Error, |reference| Kind::Part(part_kind, reference))
            }
            Rule::count => {
                let domain = pair.clone().into_inner().find(|part| part.as_rule() == Rule::name);
                let domain = domain.map(|part| self.name(&part));
                Kind::Count(domain, position(pair.into_inner()))
            }
            _ => Kind::Error,
        };
        Expression { kind, span }
    }

    fn reference(&mut self, pair: Pair<'_, Rule>) -> Reference {
        let span = self.place(&pair);
        let mut reference = Reference {
            name: Name { text: String::new(), span },
            column: None,
            area: None,
            at: None,
            row: None,
            over: None,
            span,
        };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::name => reference.name = self.name(&part),
                Rule::column => {
                    reference.column = part.into_inner().next().map(|name| self.name(&name));
                }
                Rule::for_area => {
                    let name = part.into_inner().find(|part| part.as_rule() == Rule::name);
                    reference.area = name.map(|name| self.name(&name));
                }
                Rule::at_row => {
                    if let Some(text) = part.into_inner().find(|part| part.as_rule() == Rule::text)
                    {
                        let at = self.place(&text);
                        let inner = text.into_inner().next().map_or("", |inner| inner.as_str());
                        let folded = inner.split_whitespace().collect::<Vec<_>>().join(" ");
                        reference.row = Some((folded, at));
                    }
                }
                Rule::at_when => {
                    let when = part.into_inner().find(|part| part.as_rule() == Rule::when);
                    reference.at = when.and_then(|when| self.when(when));
                }
                Rule::over_time => reference.over = self.span_of_time(part),
                _ => {}
            }
        }
        reference
    }

    /// The two ends of `from A to B` or `over A to B`.
    fn span_of_time(&mut self, pair: Pair<'_, Rule>) -> Option<(PeriodRef, PeriodRef)> {
        let ends: Vec<_> = pair
            .into_inner()
            .filter(|part| part.as_rule() == Rule::when)
            .map(|part| self.when(part))
            .collect();
        match ends.as_slice() {
            [Some(from), Some(to)] => Some((*from, *to)),
            _ => None,
        }
    }

    fn when(&mut self, pair: Pair<'_, Rule>) -> Option<PeriodRef> {
        let span = self.place(&pair);
        let inner = pair.into_inner().next()?;
        let kind = match inner.as_rule() {
            Rule::last_report => PeriodRefKind::LastReport,
            _ => match literals::period(&inner, span, self.diagnostics) {
                Some(literal) => PeriodRefKind::Literal(literal),
                None => {
                    self.broken = true;
                    return None;
                }
            },
        };
        Some(PeriodRef { kind, span })
    }
}

/// The position that a claim or a count names.
fn position(parts: Pairs<'_, Rule>) -> Position {
    for part in parts {
        match part.as_rule() {
            Rule::place => {
                return match part.as_str().trim() {
                    "above" => Position::Above,
                    "below" => Position::Below,
                    "outside" => Position::Outside,
                    _ => Position::Within,
                };
            }
            Rule::at_limit => {
                let upper = part.into_inner().any(|part| part.as_rule() == Rule::kw_upper);
                return if upper { Position::AtUpper } else { Position::AtLower };
            }
            _ => {}
        }
    }
    Position::Within
}
