use super::*;
use crate::source::SourceMap;
/// stub
pub fn human(d: &Diagnostic, s: &SourceMap, _c: bool) -> String { short(d, s) }
/// stub
pub fn short(d: &Diagnostic, s: &SourceMap) -> String { match &d.primary { Some(p) => { let (l, c) = s.position(p.span); format!("{}:{l}:{c}: {}: {} ({})", s.file(p.span.file).path, d.code, d.message, p.text) } None => d.message.clone() } }
/// stub
pub fn tally(_: &Diagnostics) -> String { String::new() }
