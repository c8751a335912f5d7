//! What braces count: indicators, areas, and lengths of time.

use pest::iterators::Pair;

use super::ast::{Condition, Counted, ExpressionKind as Kind, Standing, TimeUnit};
use super::expression::{Reader, movement, position, standing};
use super::grammar::Rule;

impl Reader<'_> {
    /// `indicators in stability where …`, `areas where …`, `areas with …`; none for another part of a count.
    pub(super) fn counted(&mut self, pair: Pair<'_, Rule>) -> Option<Counted> {
        let rule = pair.as_rule();
        let mut name = None;
        let mut condition = None;
        let mut reference = None;
        let mut stands: Option<Standing> = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::name => name = Some(self.name(&part)),
                Rule::condition => condition = Some(self.condition(part)?),
                Rule::reference => reference = Some(self.reference(part)),
                Rule::standing => stands = Some(standing(&part)),
                _ => {}
            }
        }
        match (rule, reference, stands) {
            (Rule::indicators, ..) => Some(Counted::Indicators(name, condition)),
            (Rule::areas, Some(reference), None) => Some(Counted::AreasWith(reference)),
            (Rule::areas, Some(reference), Some(stands)) => {
                Some(Counted::AreasWhere(reference, stands))
            }
            _ => None,
        }
    }

    fn condition(&mut self, pair: Pair<'_, Rule>) -> Option<Condition> {
        let mut moves = None;
        let mut stands = None;
        let mut area = None;
        let mut period = None;
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::movement => moves = Some(movement(&part)),
                Rule::span_of_time => {
                    return Some(Condition::Moves(moves?, self.span_of_time(part)?));
                }
                Rule::standing => stands = Some(standing(&part)),
                Rule::name => area = Some(self.name(&part)),
                Rule::when => period = Some(self.when(part)?),
                Rule::target_met => {
                    let meets = part.into_inner().any(|part| part.as_rule() == Rule::kw_meets);
                    return Some(Condition::Target(meets));
                }
                _ => {}
            }
        }
        match (stands, area) {
            (Some(stands), Some(area)) => Some(Condition::Against(stands, area, period)),
            _ => Some(Condition::Status(position(pair.into_inner()))),
        }
    }

    /// `months from A to B`, `months of reporting`.
    pub(super) fn time_length(&mut self, pair: Pair<'_, Rule>) -> Kind {
        let mut unit = TimeUnit::Months;
        let mut over = None;
        let mut moments = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::time_unit => {
                    unit = match part.as_str().trim_end_matches('s') {
                        "year" => TimeUnit::Years,
                        "quarter" => TimeUnit::Quarters,
                        "week" => TimeUnit::Weeks,
                        "day" => TimeUnit::Days,
                        _ => TimeUnit::Months,
                    };
                }
                Rule::span_of_time => {
                    over = self.span_of_time(part);
                    if over.is_none() {
                        return Kind::Error;
                    }
                }
                Rule::moment => match self.moment(part) {
                    Some(moment) => moments.push(moment),
                    None => return Kind::Error,
                },
                _ => {}
            }
        }
        let mut moments = moments.into_iter();
        if let (Some(from), Some(to)) = (moments.next(), moments.next()) {
            return Kind::Between(unit, from, to);
        }
        Kind::Length(unit, over)
    }
}
