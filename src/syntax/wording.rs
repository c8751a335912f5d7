//! What stands in braces and is no figure: dates of events, and the words of texts, lists and tables.

use pest::iterators::Pair;

use super::ast::{
    Expression, ExpressionKind as Kind, Moment, MomentKind, Name, Placing, Saying, Told,
};
use super::expression::Reader;
use super::grammar::Rule;

impl Reader<'_> {
    /// A claim about dates or words, or the words and the number of a list's items.
    pub(super) fn about_words(&mut self, pair: Pair<'_, Rule>) -> Kind {
        match pair.as_rule() {
            Rule::dated => self.dated(pair).unwrap_or(Kind::Error),
            Rule::told => self.told(pair).unwrap_or(Kind::Error),
            Rule::item => match self.item(pair) {
                Some((number, list)) => Kind::Item(number, list),
                None => Kind::Error,
            },
            Rule::one_whole => Kind::OneWhole(self.parts_of_whole(pair)),
            _ => {
                let name = pair.into_inner().find(|part| part.as_rule() == Rule::name);
                name.map_or(Kind::Error, |name| Kind::Items(self.name(&name)))
            }
        }
    }

    fn dated(&mut self, pair: Pair<'_, Rule>) -> Option<Kind> {
        let mut placing = Placing::Within;
        let mut moments = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::placing => {
                    placing = match part.as_str().trim() {
                        "before" => Placing::Before,
                        "after" => Placing::After,
                        "on" => Placing::On,
                        "in" => Placing::In,
                        _ => Placing::Within,
                    }
                }
                Rule::moment => moments.push(self.moment(part)?),
                _ => {}
            }
        }
        let mut moments = moments.into_iter();
        Some(Kind::Dated(moments.next()?, placing, moments.next()?))
    }

    pub(super) fn moment(&mut self, pair: Pair<'_, Rule>) -> Option<Moment> {
        let span = self.place(&pair);
        let inner = pair.into_inner().find(|part| part.as_rule() != Rule::kw_the)?;
        let kind = match inner.as_rule() {
            Rule::date_of_paper => MomentKind::Paper,
            Rule::date_of_meeting => MomentKind::Meeting,
            Rule::reporting_period => MomentKind::Reporting,
            Rule::last_report_period => MomentKind::LastReport,
            Rule::name => MomentKind::Event(self.name(&inner)),
            _ => MomentKind::Period(self.when(inner)?),
        };
        Some(Moment { kind, span })
    }

    fn told(&mut self, pair: Pair<'_, Rule>) -> Option<Kind> {
        let mut told = None;
        let mut saying = Saying::Is;
        let mut words = None;
        let mut column = None;
        let mut other: Option<Name> = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::item => {
                    let (number, list) = self.item(part)?;
                    told = Some(Told::Item(number, list));
                }
                Rule::cell => told = Some(Told::Cell(Box::new(self.reference(part)))),
                Rule::column => {
                    column = part.into_inner().next().map(|name| self.name(&name));
                }
                Rule::name if told.is_none() => told = Some(Told::Named(self.name(&part))),
                Rule::name => other = Some(self.name(&part)),
                Rule::says => {
                    saying = match part.as_str().split_whitespace().next() {
                        Some("starts") => Saying::Starts,
                        Some("includes") => Saying::Includes,
                        _ => Saying::Is,
                    }
                }
                Rule::text => {
                    let inner = part.into_inner().next().map_or("", |inner| inner.as_str());
                    words = Some(inner.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                _ => {}
            }
        }
        match (told?, words, other) {
            (told, Some(words), _) => Some(Kind::Told(told, saying, words)),
            (Told::Named(one), None, Some(other)) => Some(Kind::SameItems(one, column, other)),
            _ => None,
        }
    }

    fn parts_of_whole(&mut self, pair: Pair<'_, Rule>) -> Vec<(Expression, Expression)> {
        let parts = pair.into_inner().filter(|part| part.as_rule() == Rule::part_of_whole);
        parts
            .filter_map(|part| {
                let mut sums = part.into_inner().filter(|part| part.as_rule() == Rule::sum);
                let (count, percentage) = (sums.next()?, sums.next()?);
                Some((self.sum(count), self.sum(percentage)))
            })
            .collect()
    }

    fn item(&mut self, pair: Pair<'_, Rule>) -> Option<(usize, Name)> {
        let mut number = None;
        let mut list = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::figure => number = part.as_str().trim().parse().ok(),
                Rule::name => list = Some(self.name(&part)),
                _ => {}
            }
        }
        Some((number?, list?))
    }
}
