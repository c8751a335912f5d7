/// stub
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known.into_iter().map(|k| (strsim::jaro_winkler(written, k), k)).filter(|(s, _)| *s > 0.85).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, k)| k.to_owned())
}
