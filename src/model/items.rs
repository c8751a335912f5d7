//! What may be declared in a model file: a row an item, from which the messages and the reference pages come.

use crate::syntax::spec::{AttributeSpec, BlockSpec};

/// The items of a model file.
pub static ITEMS: [&BlockSpec; 7] =
    [&MODEL, &AREA, &GROUP, &DOMAIN, &POPULATION, &INDICATOR, &DATA];

/// `model "Title" { … }`
pub(super) static MODEL: BlockSpec = BlockSpec {
    kind: "model",
    form: "model \"Title\" { year starts April }",
    about: "Names the model and says when the financial year starts.",
    attributes: &[AttributeSpec {
        name: "year",
        form: "year starts April",
        about: "The month in which the financial year starts: April, and no other so far.",
        repeats: false,
        required: false,
    }],
    example: "model \"Corporate parenting scorecard\" {\n  year starts April\n}",
};

/// `area name "Title" short "Abbreviation" home`
pub(super) static AREA: BlockSpec = BlockSpec {
    kind: "area",
    form: "area name \"Title\" short \"Abbreviation\" home, or published, or region",
    about: "An authority, a region or a country that values belong to. One of them is `home`: the one papers are about. \
            `published` marks an area that holds the home area's values as others publish them: it stands for home among \
            comparators. `region` marks a region or a country: `count of areas` leaves it out.",
    attributes: &[],
    example: "area wiltshire \"Wiltshire\" short \"Wilts\" home",
};

/// `group name "Title" short "Abbreviation"`
pub(super) static GROUP: BlockSpec = BlockSpec {
    kind: "group",
    form: "group name \"Title\" short \"Abbreviation\"",
    about: "Several authorities whose value is their average, such as the statistical neighbours.",
    attributes: &[],
    example: "group neighbours \"Statistical neighbours\" short \"SN\"",
};

/// `domain name "Title"`
pub(super) static DOMAIN: BlockSpec = BlockSpec {
    kind: "domain",
    form: "domain name \"Title\"",
    about: "A part of the scorecard; indicators belong to one.",
    attributes: &[],
    example: "domain stability \"Placement stability\"",
};

/// `population name "Title" { 2022-23 106,274 }`
pub(super) static POPULATION: BlockSpec = BlockSpec {
    kind: "population",
    form: "population name \"Title\" { 2022-23 106,274 }",
    about: "How many people a rate is worked out for, one line a year. `carried forward` behind a figure says that it is \
            that of the year before, since there is none of its own.",
    attributes: &[AttributeSpec {
        name: "source",
        form: "source \"Name of the source\"",
        about: "Where the figures come from.",
        repeats: false,
        required: false,
    }],
    example: "population children \"Children aged 0 to 17\" {\n  2020-21 106,064\n  2022-23 106,274\n}",
};

/// `indicator name "Title" { … }`
pub(super) static INDICATOR: BlockSpec = BlockSpec {
    kind: "indicator",
    form: "indicator name \"Title\" { … }",
    about: "A measure that has a value for an area and a period.",
    attributes: &[
        AttributeSpec {
            name: "domain",
            form: "domain NAME",
            about: "The part of the scorecard that it belongs to.",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "kind",
            form: KIND_FORM,
            about: "What it is, and so what may be added, averaged and compared.",
            repeats: false,
            required: true,
        },
        AttributeSpec {
            name: "derived",
            form: "derived INDICATOR",
            about: "The indicator that it is worked out from: of a rate its count, of a percentage its numerator.",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "decimals",
            form: "decimals 1",
            about: "How many decimals it is printed with.",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "better",
            form: "better higher | lower",
            about: "Which way is better; left out where neither is.",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "expected",
            form: "expected 2022-23 407 to 469 | at least 407 | at most 469",
            about: "The range that is expected in a year.",
            repeats: true,
            required: false,
        },
        AttributeSpec {
            name: "target",
            form: "target 2022-23 94%",
            about: "What is aimed at in a year.",
            repeats: true,
            required: false,
        },
        AttributeSpec {
            name: "steady",
            form: "steady within 5% | within 2 percentage points | within 10",
            about: "How far a value may be from an earlier one and still be called steady: in per cent of the earlier one, \
                    or in its unit.",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "unit",
            form: "unit \"children\"",
            about: "What it counts.",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "flows",
            form: "flows in INDICATOR out INDICATOR within 5",
            about: "Of a snapshot, the counts of those who come in and of those who go out. Where it does not follow from \
                    them, that is a warning; `within` says how many may be recorded late.",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "misnomer",
            form: "misnomer \"incidents\", \"episodes\"",
            about: "What it must not be called in words that are tied to it.",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "source",
            form: "source \"Name of the source\"",
            about: "Where its values come from.",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "definition",
            form: "definition \"What is counted, in a sentence\"",
            about: "What is counted, in a sentence.",
            repeats: false,
            required: false,
        },
        AttributeSpec {
            name: "exempt",
            form: "exempt paragraph 1 \"so few that each could be known\"",
            about: "Its values are kept from the public, under a paragraph of Schedule 12A.",
            repeats: false,
            required: false,
        },
    ],
    example: "indicator cla \"Children looked after\" {\n  kind      snapshot\n  expected  2022-23 407 to 469\n}",
};

/// `data "path" { columns … }`
pub(super) static DATA: BlockSpec = BlockSpec {
    kind: "data",
    form: "data \"path\" { columns indicator, area, period, value, status }",
    about: "A file that holds values, one a row. The path starts from the folder of the model file.",
    attributes: &[AttributeSpec {
        name: "columns",
        form: "columns indicator, area, period, value, status",
        about: "What the columns of the file hold, in their order; `ignore` for one that is not read.",
        repeats: false,
        required: true,
    }],
    example: "data \"data/scorecard.csv\" {\n  columns indicator, area, period, value, status\n}",
};

/// How a kind is written.
const KIND_FORM: &str = "kind snapshot | count | people | money | unit cost | score | rate per 10,000 of POPULATION | percentage of INDICATOR";
