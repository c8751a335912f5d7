//! What stands in braces: values, claims and sources.

use pest::Parser;
use pest::iterators::{Pair, Pairs};

use super::DEPTH_LIMIT;
use super::ast::{
    Aggregate, Binding, BoundKind, ChangeKind, Expression, ExpressionKind as Kind, Form, Movement,
    Name, Operator, PartKind, PeriodLiteral, Position, Reference, Relation, SourceName, Standing,
    Waiver,
};
use super::grammar::{Grammar, Rule};
use super::literals;
use super::unreadable::unreadable;
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;

/// Reads an expression or a claim that stands at a place. A mistake is reported and gives [`Kind::Error`].
pub fn parse_expression(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Expression {
    let error = Expression { kind: Kind::Error, span };
    let Some(pairs) = parse(Rule::expression, text, span, diagnostics) else { return error };
    let mut reader = Reader { base: span, diagnostics, broken: false };
    match pairs.flat_map(Pair::into_inner).find(|pair| pair.as_rule() == Rule::printed) {
        Some(pair) => reader.printed(pair),
        None => error,
    }
}

/// Reads what words are bound to.
pub(super) fn parse_binding(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Binding {
    let error = Binding::Expression(Box::new(Expression { kind: Kind::Error, span }));
    let Some(pairs) = parse(Rule::binding, text, span, diagnostics) else { return error };
    let mut reader = Reader { base: span, diagnostics, broken: false };
    let mut expression = None;
    for pair in pairs.flat_map(Pair::into_inner) {
        match pair.as_rule() {
            Rule::claim => expression = Some(Box::new(reader.whole(pair))),
            Rule::waiver => match (reader.waiver(pair), expression.take()) {
                (Some(waiver), Some(expression)) => return Binding::Waived(expression, waiver),
                _ => return error,
            },
            Rule::from => {
                let mut source = None;
                let mut of = None;
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
                        Rule::of_whole => {
                            let inner = part.into_inner().find(|part| part.as_rule() == Rule::name);
                            of = inner.map(|inner| reader.name(&inner));
                        }
                        Rule::name => name = Some(reader.name(&part)),
                        _ => {}
                    }
                }
                if let Some(source) = source {
                    return Binding::From { source, of, name };
                }
            }
            _ => {}
        }
    }
    expression.map_or(error, Binding::Expression)
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

pub(super) struct Reader<'d> {
    base: Span,
    pub(super) diagnostics: &'d mut Diagnostics,
    /// Whether a part was reported already, so that the whole stays quiet.
    pub(super) broken: bool,
}

impl Reader<'_> {
    pub(super) fn place(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        let start = self.base.start + span.start();
        // Implicit white space at a rule's end is not part of the author's words.
        Span { file: self.base.file, start, end: start + pair.as_str().trim_end().len() }
    }

    pub(super) fn name(&self, pair: &Pair<'_, Rule>) -> Name {
        Name { text: pair.as_str().to_owned(), span: self.place(pair) }
    }

    /// `waived "reason" by "who" until 31 July 2023`; `None` where there is no such day, which was reported.
    fn waiver(&mut self, pair: Pair<'_, Rule>) -> Option<Waiver> {
        let span = self.place(&pair);
        let mut texts = Vec::new();
        let mut until = None;
        for part in pair.into_inner() {
            let at = self.place(&part);
            match part.as_rule() {
                Rule::text => {
                    let inner = part.into_inner().next().map_or("", |inner| inner.as_str());
                    texts.push(inner.to_owned());
                }
                Rule::date => until = literals::period(&part, at, self.diagnostics),
                _ => {}
            }
        }
        let (by, reason) = (texts.pop()?, texts.pop()?);
        let Some(PeriodLiteral::Date(until)) = until else { return None };
        Some(Waiver { reason, by, until, span })
    }

    fn whole(&mut self, pair: Pair<'_, Rule>) -> Expression {
        let expression = self.claim(pair);
        if self.broken { Expression { kind: Kind::Error, ..expression } } else { expression }
    }

    /// A value, and the form in which it is printed.
    fn printed(&mut self, pair: Pair<'_, Rule>) -> Expression {
        let span = self.place(&pair);
        let mut value = Expression { kind: Kind::Error, span };
        let mut form = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::claim => value = self.whole(part),
                Rule::in_words => form = Some(Form::Words),
                Rule::noun => form = texts(part).map(|(one, many)| Form::Noun(one, many)),
                Rule::verb_for => {
                    form = texts(part.clone()).map(|(one, many)| Form::Verb(one, many));
                    if let Some(claim) =
                        part.into_inner().find(|part| part.as_rule() == Rule::claim)
                    {
                        value = self.whole(claim);
                    }
                }
                _ => {}
            }
        }
        match form {
            Some(form) if !matches!(value.kind, Kind::Error) => {
                Expression { kind: Kind::Printed(Box::new(value), form), span }
            }
            _ => value,
        }
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
        if matches!(subject.as_rule(), Rule::dated | Rule::told | Rule::one_whole) {
            return Expression { kind: self.about_words(subject), span };
        }
        let subject = self.sum(subject);
        let Some(verb) = inner.next() else { return subject };
        if verb.as_rule() == Rule::makes_up {
            let whole = verb.into_inner().find(|part| part.as_rule() == Rule::sum);
            return whole.map_or(Expression { kind: Kind::Error, span }, |whole| {
                let whole = Box::new(self.sum(whole));
                Expression { kind: Kind::MakesUp(Box::new(subject), whole), span }
            });
        }
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
            Rule::moved | Rule::steady => self.moves(reference, verb),
            Rule::position => Kind::Is(reference, position(verb.into_inner())),
            Rule::absent => Kind::Absent(reference),
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
                let mut areas = Vec::new();
                for part in verb.into_inner() {
                    match part.as_rule() {
                        Rule::standing => standing = self::standing(&part),
                        Rule::name => areas.push(self.name(&part)),
                        _ => {}
                    }
                }
                Kind::Against(reference, standing, areas)
            }
            _ => Kind::Error,
        }
    }

    pub(super) fn sum(&mut self, pair: Pair<'_, Rule>) -> Expression {
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
                let mut values = Vec::new();
                let mut reference = None;
                let mut ends = None;
                for part in pair.into_inner() {
                    match part.as_rule() {
                        Rule::kw_percentage => change = ChangeKind::Percentage,
                        Rule::kw_rise => change = ChangeKind::Rise,
                        Rule::kw_fall => change = ChangeKind::Fall,
                        Rule::subject => reference = Some(self.reference(part)),
                        Rule::span_of_time => ends = self.span_of_time(part),
                        Rule::sum => values.push(self.sum(part)),
                        _ => {}
                    }
                }
                let mut values = values.into_iter();
                match (reference, ends, values.next(), values.next()) {
                    (Some(reference), Some(ends), ..) => Kind::Change(change, reference, ends),
                    (_, _, Some(earlier), Some(later)) => {
                        Kind::ChangeFrom(change, Box::new(earlier), Box::new(later))
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
            Rule::item | Rule::items => self.about_words(pair),
            Rule::count => pair
                .into_inner()
                .find_map(|part| self.counted(part))
                .map_or(Kind::Error, Kind::Count),
            Rule::share => {
                let mut name = None;
                let mut whole = None;
                for part in pair.into_inner() {
                    match part.as_rule() {
                        Rule::name => name = Some(self.name(&part)),
                        Rule::subject => whole = Some(self.reference(part)),
                        _ => {}
                    }
                }
                match (name, whole) {
                    (Some(name), Some(whole)) => Kind::Share(name, whole),
                    _ => Kind::Error,
                }
            }
            Rule::time_length => self.time_length(pair),
            _ => Kind::Error,
        };
        Expression { kind, span }
    }

    pub(super) fn reference(&mut self, pair: Pair<'_, Rule>) -> Reference {
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
                Rule::span_of_time => reference.over = self.span_of_time(part),
                _ => {}
            }
        }
        reference
    }
}

/// The two texts of a form: for one and for many.
fn texts(pair: Pair<'_, Rule>) -> Option<(String, String)> {
    let mut texts = pair
        .into_inner()
        .filter(|part| part.as_rule() == Rule::text)
        .map(|part| part.into_inner().next().map_or("", |inner| inner.as_str()).to_owned());
    Some((texts.next()?, texts.next()?))
}

/// The position that a claim or a count names.
pub(super) fn position(parts: Pairs<'_, Rule>) -> Position {
    let mut just = false;
    for part in parts {
        match part.as_rule() {
            Rule::kw_just => just = true,
            Rule::place => {
                return match (part.as_str().trim(), just) {
                    ("above", false) => Position::Above,
                    ("above", true) => Position::JustAbove,
                    ("below", false) => Position::Below,
                    ("below", true) => Position::JustBelow,
                    ("outside", false) => Position::Outside,
                    ("outside", true) => Position::JustOutside,
                    (_, true) => Position::JustWithin,
                    (_, false) => Position::Within,
                };
            }
            Rule::beside_limit => {
                let has = |rule| part.clone().into_inner().any(|part| part.as_rule() == rule);
                return match (has(Rule::kw_above), has(Rule::kw_upper)) {
                    (true, true) => Position::JustAbove,
                    (true, false) => Position::JustAboveLower,
                    (false, true) => Position::JustBelowUpper,
                    (false, false) => Position::JustBelow,
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

/// The movement that a claim or a count names.
pub(super) fn movement(pair: &Pair<'_, Rule>) -> Movement {
    match pair.as_str().trim() {
        "rises" => Movement::Rises,
        "falls" => Movement::Falls,
        "improves" => Movement::Improves,
        "worsens" => Movement::Worsens,
        _ => Movement::Holds,
    }
}

/// How a claim or a count says that a value stands against another.
pub(super) fn standing(pair: &Pair<'_, Rule>) -> Standing {
    match pair.as_str().trim() {
        "better" => Standing::Better,
        "worse" => Standing::Worse,
        "lower" => Standing::Lower,
        _ => Standing::Higher,
    }
}
