//! `exceptions` and `successes`: which indicators are not, and which are, where they should be. What is judged is the home
//! area's exact value against its expected range, its target and which way is better.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Expected, Model, Period, Polarity, Quantity, Target, round_half_up};
use crate::paper::claims::claim_words::{position_in_words, position_of, range_in_words};
use crate::paper::prose::Inline;
use crate::paper::resolve::Resolver;
use crate::paper::scope::{Scope, listed};
use crate::source::Span;
use crate::syntax::ast::{Node, Position};
use crate::syntax::spec::{AttributeSpec, Attributes, BlockSpec, Cursor};

const DOMAINS: AttributeSpec = AttributeSpec {
    name: "domains",
    form: "domains numbers, stability",
    about: "which domains' indicators; without it and without `indicators`, all that have an expected range or a target",
    repeats: false,
    required: false,
};

const INDICATORS: AttributeSpec = AttributeSpec {
    name: "indicators",
    form: "indicators cla, moves_3_plus",
    about: "which indicators, where not whole domains are meant",
    repeats: false,
    required: false,
};

const AT: AttributeSpec = AttributeSpec {
    name: "at",
    form: "at 2022-23 Q4",
    about: "the period that is judged; without it, the end of the reporting period",
    repeats: false,
    required: false,
};

/// What an `exceptions` allows.
pub const EXCEPTIONS: BlockSpec = BlockSpec {
    kind: "exceptions",
    form: "exceptions name? \"Caption\"? { … }",
    about: "The indicators that are outside their expected range on the side that is not wished for, or miss their target, \
            found from the data, with the officers' reason and action for each. Where there are none, it says so.",
    attributes: &[
        DOMAINS,
        INDICATORS,
        AT,
        AttributeSpec {
            name: "reason",
            form: "reason moves_3_plus \"Two homes closed in the quarter\"",
            about: "why an indicator is an exception, in the officers' words",
            repeats: true,
            required: false,
        },
        AttributeSpec {
            name: "action",
            form: "action moves_3_plus \"The sufficiency strategy is brought forward\"",
            about: "what is done about it",
            repeats: true,
            required: false,
        },
    ],
    example: "exceptions \"Where we are not where we should be\" {\n  indicators cla\n}",
};

/// What a `successes` allows.
pub const SUCCESSES: BlockSpec = BlockSpec {
    kind: "successes",
    form: "successes name? \"Caption\"? { … }",
    about: "The indicators that meet their target, are inside their expected range again, or are better than before and no \
            exception, found from the data. Where there are none, it says so.",
    attributes: &[
        DOMAINS,
        INDICATORS,
        AT,
        AttributeSpec {
            name: "since",
            form: "since 2021-22 Q4",
            about: "the earlier period that is compared with; without it, the end of the last report, or a year before",
            repeats: false,
            required: false,
        },
    ],
    example: "successes \"What went well\" {\n  indicators cla\n  since      2022-23 Q2\n}",
};

/// Exceptions or successes, resolved: what is to be judged. Which indicators they are is found in a model: that of the
/// public's paper lacks what is exempt.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The name that `{see …}` uses.
    pub name: Option<String>,
    /// What is printed above them.
    pub caption: Option<Vec<Inline>>,
    /// The period that is judged.
    pub at: Period,
    /// Of successes, the earlier period.
    pub since: Option<Period>,
    /// The indicators that are judged.
    pub indicators: Vec<String>,
    /// The officers' words on some of them: why it is an exception.
    reasons: Said,
    /// What is done about it.
    actions: Said,
    /// The author's line.
    pub span: Span,
}

/// What is found of some indicators.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Those that are exceptions, or successes.
    pub rows: Vec<JudgedRow>,
    /// How many were judged.
    pub judged: usize,
    /// Those that could not be judged: their titles, and why.
    pub left_out: Vec<(String, String)>,
}

/// An indicator that is an exception or a success.
#[derive(Clone, Debug)]
pub struct JudgedRow {
    /// The indicator's name.
    pub indicator: String,
    /// Of a success, its earlier value.
    pub earlier: Option<Quantity>,
    /// Its value.
    pub value: Quantity,
    /// What it is held against, in words: "407 to 469", "target 94%".
    pub held_against: String,
    /// The findings, such as "Above" or "Meets target".
    pub findings: Vec<Finding>,
    /// The officers' reason.
    pub reason: Option<Vec<Inline>>,
    /// What is done about it.
    pub action: Option<Vec<Inline>>,
}

/// What is found of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Below its range, which is not wished for.
    Below,
    /// Above its range, which is not wished for.
    Above,
    /// Its target is missed.
    MissesTarget,
    /// Its target is met.
    MeetsTarget,
    /// It was an exception to its range before, and is no more.
    InsideAgain,
    /// It went the way that is better.
    Improved,
}

/// The name of such a block: the word before its caption.
pub fn name(node: &Node) -> Option<(&str, Span)> {
    use crate::syntax::ast::{Term, TermKind};
    match node.terms.first() {
        Some(Term { kind: TermKind::Word(name), span }) => Some((name, *span)),
        _ => None,
    }
}

/// Reads exceptions.
pub fn exceptions(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Judged> {
    let (judged, attributes) = head(node, &EXCEPTIONS, resolver, diagnostics);
    let reasons = said(&attributes, "reason", resolver, diagnostics);
    let actions = said(&attributes, "action", resolver, diagnostics);
    let scope = &resolver.scope;
    let judged = judged?;
    let indicators = chosen(&attributes, judged.at, scope, diagnostics)?;
    let judged = Judged { indicators, reasons, actions, ..judged };
    let found = judged.exceptions(scope.model);
    for row in &found.rows {
        unexplained(row, &judged, scope.model, diagnostics);
    }
    for (kind, said) in [("reason", &judged.reasons), ("action", &judged.actions)] {
        for (name, (_, span)) in said {
            if !found.rows.iter().any(|row| row.indicator == *name) {
                needless(kind, name, *span, &judged, scope.model, diagnostics);
            }
        }
    }
    Some(judged)
}

/// Reads successes.
pub fn successes(
    node: &Node,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Judged> {
    let (judged, attributes) = head(node, &SUCCESSES, resolver, diagnostics);
    let scope = &resolver.scope;
    let judged = judged?;
    let at = judged.at;
    let fits = |earlier: &Period| {
        earlier.month_count() == at.month_count() && earlier.last_day() < at.last_day()
    };
    let mut since = scope.previous.map(|(_, last)| last).filter(fits);
    if let Some(mut line) = attributes.get("since") {
        let Some((literal, span)) = line.period() else {
            line.malformed(diagnostics);
            return None;
        };
        let period = scope.resolve(literal, span, diagnostics)?;
        line.finish(diagnostics);
        if !fits(&period) {
            diagnostics.add(
                Diagnostic::error(
                    "period-unclear",
                    span,
                    format!("{period} is no {} before {at}", at.noun()),
                )
                .help(format!("name an earlier {}", at.noun())),
            );
            return None;
        }
        since = Some(period);
    }
    let since = Some(since.unwrap_or_else(|| at.previous_year()));
    let indicators = chosen(&attributes, at, scope, diagnostics)?;
    Some(Judged { since, indicators, ..judged })
}

impl Judged {
    /// The exceptions among the indicators.
    pub fn exceptions(&self, model: &Model) -> Findings {
        let mut found = Findings::default();
        for name in &self.indicators {
            let Some((value, expected, target)) = self.measure(name, model, &mut found) else {
                continue;
            };
            let findings = faults(&value, expected, target, model.indicators[name].polarity);
            if findings.is_empty() {
                continue;
            }
            found.rows.push(JudgedRow {
                indicator: name.clone(),
                earlier: None,
                held_against: held_against(expected, target, &value),
                value,
                findings,
                reason: self.reasons.get(name).map(|(words, _)| words.clone()),
                action: self.actions.get(name).map(|(words, _)| words.clone()),
            });
        }
        found
    }

    /// The successes among the indicators.
    pub fn successes(&self, model: &Model) -> Findings {
        let mut found = Findings::default();
        let home = model.home.as_deref().unwrap_or("");
        for name in &self.indicators {
            let Some((value, expected, target)) = self.measure(name, model, &mut found) else {
                continue;
            };
            let polarity = model.indicators[name].polarity;
            if !faults(&value, expected, target, polarity).is_empty() {
                continue;
            }
            let since = self.since.unwrap_or(self.at);
            let earlier = model.value(name, home, since).ok();
            let mut findings = Vec::new();
            if target.is_some() {
                findings.push(Finding::MeetsTarget);
            }
            if let Some(earlier) = &earlier {
                let before = faults(earlier, model.range(name, since), None, polarity);
                if expected.is_some() && !before.is_empty() {
                    findings.push(Finding::InsideAgain);
                } else if improved(earlier, &value, polarity) {
                    findings.push(Finding::Improved);
                }
            }
            if !findings.is_empty() {
                found.rows.push(JudgedRow {
                    indicator: name.clone(),
                    held_against: held_against(expected, target, &value),
                    earlier,
                    value,
                    findings,
                    reason: None,
                    action: None,
                });
            }
        }
        found
    }

    /// What an indicator is judged by; `None` where it cannot be, which is kept.
    fn measure<'m>(
        &self,
        name: &str,
        model: &'m Model,
        found: &mut Findings,
    ) -> Option<(Quantity, Option<&'m Expected>, Option<&'m Target>)> {
        let home = model.home.as_deref().unwrap_or("");
        let (expected, target) = (model.range(name, self.at), model.target(name, self.at));
        let mut leave = |why: String| {
            found.left_out.push((model.indicators[name].title.clone(), why));
        };
        if expected.is_none() && target.is_none() {
            leave(format!("no expected range and no target for {}", self.at.year()));
            return None;
        }
        match model.value(name, home, self.at) {
            Ok(value) => {
                found.judged += 1;
                Some((value, expected, target))
            }
            Err(absence) => {
                leave(match (&absence.words, absence.mark) {
                    (Some(words), _) => words.to_lowercase(),
                    (None, Some(mark)) => mark.in_words().to_owned(),
                    (None, None) => "no value".to_owned(),
                });
                None
            }
        }
    }
}

/// The name, the caption and the period.
fn head<'n>(
    node: &'n Node,
    spec: &'static BlockSpec,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> (Option<Judged>, Attributes<'n>) {
    let mut line = Cursor::head(node, spec.form);
    let name = line.name().map(|name| name.text);
    let caption = line.text().map(|(text, span)| resolver.title(text, span, diagnostics));
    line.finish(diagnostics);
    let attributes = Attributes::read(node, spec, diagnostics);
    let mut at = resolver.scope.now();
    if let Some(mut line) = attributes.get("at") {
        at = match line.period() {
            Some((literal, span)) => {
                line.finish(diagnostics);
                let Some(period) = resolver.scope.resolve(literal, span, diagnostics) else {
                    return (None, attributes);
                };
                Some(period)
            }
            None => {
                line.malformed(diagnostics);
                return (None, attributes);
            }
        };
    }
    let Some(at) = at else {
        diagnostics.add(
            Diagnostic::error("period-unclear", node.head, "it is not said which period is judged")
                .help("add a line `at 2022-23 Q4`, or give the paper a line `reporting … to …`"),
        );
        return (None, attributes);
    };
    let judged = Judged {
        name,
        caption,
        at,
        since: None,
        indicators: Vec::new(),
        reasons: Said::new(),
        actions: Said::new(),
        span: node.head,
    };
    (Some(judged), attributes)
}

/// Which indicators are judged: those that are named, or all that have a range or a target in the year.
fn chosen(
    attributes: &Attributes<'_>,
    at: Period,
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<String>> {
    let named = super::chosen(attributes, scope, diagnostics);
    if attributes.get("domains").is_some() || attributes.get("indicators").is_some() {
        return (!named.is_empty()).then_some(named);
    }
    let model = scope.model;
    let judged =
        |name: &&String| model.range(name, at).is_some() || model.target(name, at).is_some();
    Some(model.indicators.keys().filter(judged).cloned().collect())
}

type Said = BTreeMap<String, (Vec<Inline>, Span)>;

/// The officers' words on indicators.
fn said(
    attributes: &Attributes<'_>,
    kind: &str,
    resolver: &mut Resolver<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Said {
    let mut said = Said::new();
    for mut line in attributes.all(kind) {
        let (Some(name), Some((text, span))) = (line.name(), line.text()) else {
            line.malformed(diagnostics);
            continue;
        };
        line.finish(diagnostics);
        let words = resolver.title(text, span, diagnostics);
        let Some(indicator) = resolver.scope.indicator(&name, diagnostics) else { continue };
        if let Some((_, first)) = said.get(&indicator) {
            diagnostics.add(
                Diagnostic::error(
                    "declared-twice",
                    name.span,
                    format!("`{indicator}` has two lines `{kind}`"),
                )
                .label(*first, "the first"),
            );
            continue;
        }
        if !text.trim().is_empty() {
            said.insert(indicator, (words, line.node.head));
        }
    }
    said
}

/// What makes a value an exception: it is outside its range, on the side that is not better where one is, or misses its
/// target.
fn faults(
    value: &Quantity,
    expected: Option<&Expected>,
    target: Option<&Target>,
    polarity: Polarity,
) -> Vec<Finding> {
    let mut faults = Vec::new();
    match expected.map(|expected| position_of(value.exact, expected)) {
        Some(Position::Below) if polarity != Polarity::Lower => faults.push(Finding::Below),
        Some(Position::Above) if polarity != Polarity::Higher => faults.push(Finding::Above),
        _ => {}
    }
    let missed = |target: &Target| {
        if polarity == Polarity::Lower {
            value.exact > target.value
        } else {
            value.exact < target.value
        }
    };
    if target.is_some_and(missed) {
        faults.push(Finding::MissesTarget);
    }
    faults
}

/// Whether a value is better than an earlier one, as they are printed.
fn improved(earlier: &Quantity, later: &Quantity, polarity: Polarity) -> bool {
    let printed = |value: &Quantity| round_half_up(value.exact, value.decimals);
    match polarity {
        Polarity::Higher => printed(later) > printed(earlier),
        Polarity::Lower => printed(later) < printed(earlier),
        Polarity::None => false,
    }
}

fn held_against(expected: Option<&Expected>, target: Option<&Target>, value: &Quantity) -> String {
    let range = expected.map(|expected| range_in_words(expected, &value.unit));
    let target = target.map(|target| {
        let decimals = target.value.normalize().scale();
        format!("target {}", crate::model::format_cell(target.value, decimals, &value.unit))
    });
    let parts: Vec<String> = range.into_iter().chain(target).collect();
    parts.join("; ")
}

/// Reports an exception without a reason or an action.
fn unexplained(row: &JudgedRow, judged: &Judged, model: &Model, diagnostics: &mut Diagnostics) {
    let missing: Vec<String> = [("reason", row.reason.is_none()), ("action", row.action.is_none())]
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(kind, _)| kind.to_owned())
        .collect();
    if missing.is_empty() {
        return;
    }
    let indicator = &model.indicators[&row.indicator];
    let lines: Vec<String> =
        missing.iter().map(|kind| format!("`{kind} {} \"…\"`", row.indicator)).collect();
    let mut diagnostic = Diagnostic::warning(
        "exception-unexplained",
        judged.span,
        format!(
            "\"{}\" is an exception, and no {} is given",
            indicator.title,
            missing.join(" and no ")
        ),
    )
    .note(format!(
        "It was {} in {}, and is held against {}.",
        row.value.printed(),
        judged.at,
        row.held_against
    ));
    if let Some(expected) = model.range(&row.indicator, judged.at) {
        diagnostic = diagnostic.label(expected.span, "the expected range");
    }
    diagnostics.add(diagnostic.help(format!("add {}", listed(&lines))));
}

/// Reports a reason or an action for what is no exception.
fn needless(
    kind: &str,
    name: &str,
    span: Span,
    judged: &Judged,
    model: &Model,
    diagnostics: &mut Diagnostics,
) {
    let (at, indicator) = (judged.at, &model.indicators[name]);
    let home = model.home.as_deref().unwrap_or("");
    let why = if judged.indicators.iter().any(|known| known == name) {
        match (model.value(name, home, at), model.range(name, at), model.target(name, at)) {
            (Ok(value), Some(expected), _) => format!(
                "It was {} in {at}: {} of {}.",
                value.printed(),
                position_in_words(value.exact, expected),
                range_in_words(expected, &value.unit)
            ),
            (Ok(value), None, Some(_)) => {
                format!("It was {} in {at}, which meets its target.", value.printed())
            }
            (Ok(_), None, None) => {
                format!("It has no expected range and no target in {}.", at.year())
            }
            (Err(absence), ..) => format!("There is no value: {}.", absence.message()),
        }
    } else {
        "It is not among the indicators that are judged here.".to_owned()
    };
    diagnostics.add(
        Diagnostic::warning(
            "exception-needless",
            span,
            format!(
                "\"{}\" is no exception, and has {} {kind}",
                indicator.title,
                if kind == "action" { "an" } else { "a" }
            ),
        )
        .note(why)
        .help(format!("take the line `{kind} {name} …` out, or say it in prose")),
    );
}
