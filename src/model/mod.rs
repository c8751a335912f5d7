//! Indicators, areas and what is observed of them. From the model's items and its data files comes a [`Model`]; it
//! answers with a [`Quantity`] that knows the cells it comes from, or with an [`Absence`] that says why there is none.
//!
//! | file | holds |
//! | --- | --- |
//! | `period`, `value`, `format` | time, numbers, and numbers as a paper prints them |
//! | `indicator`, `area` | what the model declares |
//! | `items`, `build` … `build_limits` | what may be declared, and the reading of it |
//! | `exempt` | what the law lets a council keep from the public |
//! | `dataset` | what the data files state |
//! | `load`, `load_csv`, `csv_header`, `csv_row`, `cell`, `period_text`, `problems` | the reading of data files |
//! | `evaluate`, `roll_up`, `over` | values: worked out, put together, over several periods |
//! | `found`, `gap`, `quantity` | a value and an absence, first as found, then in words |
//! | `cross_check`, `stock_flow`, `populations` | what is stated against what it works out to, a stock against its flows, and a population against an earlier year |
//!
//! To add a kind of indicator: a variant of [`Kind`], and what the compiler then asks for. To add a format of data files:
//! a file beside `load_csv` and a case in `load`.

mod absent;
mod area;
mod build;
mod build_data;
mod build_flows;
mod build_indicator;
mod build_limits;
mod cell;
mod cross_check;
mod csv_header;
mod csv_row;
mod dataset;
mod evaluate;
mod exempt;
mod format;
mod found;
mod gap;
mod indicator;
mod items;
mod load;
mod load_csv;
mod over;
mod period;
mod period_text;
mod populations;
mod problems;
mod quantity;
mod roll_up;
mod stock_flow;
mod value;

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::diag::Diagnostics;
use crate::source::{SourceMap, World};
use crate::syntax::ast::Node;

pub use absent::Absent;
pub use area::{Area, Domain, Population};
pub use build_data::{Column, DataFile};
pub use cross_check::cross_check;
pub use dataset::{Dataset, Observation, Origin, Series};
pub use exempt::{Exemption, description, paragraph, rule};
pub use format::{format_cell, format_figure, format_number};
pub use indicator::{Band, Expected, Flows, Indicator, Kind, Polarity, Steady, Target};
pub use items::ITEMS;
pub use period::Period;
pub use quantity::{Absence, Input, Quantity};
pub use value::{Mark, Unit, Value, round_half_up};

/// What is measured, of whom, and everything that is known of it.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Such as "Corporate parenting scorecard"; empty where none is given.
    pub title: String,
    /// Areas and groups by name, in the author's order.
    pub areas: IndexMap<String, Area>,
    /// The name of the area that papers are about.
    pub home: Option<String>,
    /// Domains by name, in the author's order.
    pub domains: IndexMap<String, Domain>,
    /// Populations by name, in the author's order.
    pub populations: IndexMap<String, Population>,
    /// Indicators by name, in the author's order.
    pub indicators: IndexMap<String, Indicator>,
    /// Names whose declaration could not be read, which was reported: what refers to them stays quiet.
    pub broken: BTreeSet<String>,
    /// The data files that the model names.
    pub files: Vec<DataFile>,
    /// What they state.
    pub dataset: Dataset,
    /// Whether a line of the model or a row of its data could not be read, which was reported: what is counted over all
    /// stays quiet.
    pub unread: bool,
}

impl Model {
    /// Whether there is nothing in it: no model is joined to the paper.
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty() && self.indicators.is_empty() && self.broken.is_empty()
    }

    /// The model that some items declare, with its data. Items of a paper, which may stand among them, are left alone.
    /// Everything that is wrong is reported, and what could be understood is kept.
    pub fn build(
        items: &[Node],
        world: &dyn World,
        sources: &mut SourceMap,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut model = Self::default();
        build::read(items, &mut model, diagnostics);
        load::load(&mut model, world, sources, diagnostics);
        model
    }
}
