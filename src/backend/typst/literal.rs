//! The one way for text of a document into the source.

/// Text as a string literal of Typst, whatever it contains: the only way for it into the source.
///
/// Breaks become spaces, for the layout is the theme's; other control characters are replaced by what can be seen, for
/// nothing that an author wrote may vanish; marks that change the direction of what follows are dropped.
pub(super) fn literal(text: &str, substitute: char) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                literal.push('\\');
                literal.push(character);
            }
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => literal.push(' '),
            _ if turns_text(character) => {}
            _ if character.is_control() => literal.push(substitute),
            _ => literal.push(character),
        }
    }
    literal.push('"');
    literal
}

/// Whether a character turns the direction of the text behind it, as an embedding, an override or an isolate does.
fn turns_text(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character needs no glyph: shaping takes it away.
pub(super) fn is_invisible(character: char) -> bool {
    turns_text(character)
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_literal() {
        assert_eq!(literal(r#"#eval("x") \ $a$ `b` */"#, '□'), r##""#eval(\"x\") \\ $a$ `b` */""##);
        assert_eq!(literal("a\u{0}b\nc\u{202e}d", '□'), "\"a□b cd\"");
    }
}
