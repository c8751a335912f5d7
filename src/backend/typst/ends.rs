//! Ends of streams that cannot be read in two ways.
//!
//! Behind a stream's data stand a line break and `endstream`. Where the data happen to end in a carriage return, as one
//! stream in 256 does, a reader that looks for the break from behind takes both for it and finds the data a byte short
//! of their length, which PDF/A forbids (ISO 19005-2, 6.1.7.1). There the break is made `\r\n`, which is read the same
//! from both sides, and the table of offsets is moved accordingly.

/// Mends the ends of a PDF's streams; a file that is not built as Typst builds them is left as it is.
pub(super) fn mend(pdf: Vec<u8>) -> Vec<u8> {
    let Some(table) = Table::read(&pdf) else { return pdf };
    let mut ends: Vec<usize> =
        table.offsets.iter().filter_map(|offset| ambiguous_end(&pdf, *offset)).collect();
    ends.sort_unstable();
    if ends.is_empty() {
        return pdf;
    }
    let moved = |offset: usize| offset + ends.partition_point(|end| *end < offset);
    let mut mended = Vec::with_capacity(pdf.len() + ends.len());
    let mut from = 0;
    for end in &ends {
        mended.extend_from_slice(&pdf[from..*end]);
        mended.push(b'\r');
        from = *end;
    }
    mended.extend_from_slice(&pdf[from..table.entries]);
    for entry in pdf[table.entries..table.end].chunks(ENTRY) {
        match Table::offset(entry) {
            Some(offset) => {
                mended.extend_from_slice(format!("{:010}", moved(offset)).as_bytes());
                mended.extend_from_slice(&entry[10..]);
            }
            None => mended.extend_from_slice(entry),
        }
    }
    let tail = &pdf[table.end..table.start_number];
    mended.extend_from_slice(tail);
    mended.extend_from_slice(format!("{}\n%%EOF", moved(table.start)).as_bytes());
    mended
}

/// The length of an entry: ten digits, five digits, a letter, spaces and the line break.
const ENTRY: usize = 20;

/// The table of offsets.
struct Table {
    /// Where it begins.
    start: usize,
    /// Where its first entry begins.
    entries: usize,
    /// The byte behind its last entry.
    end: usize,
    /// Where the file says where the table begins.
    start_number: usize,
    /// Where the objects begin.
    offsets: Vec<usize>,
}

impl Table {
    fn read(pdf: &[u8]) -> Option<Self> {
        let body = pdf.strip_suffix(b"\n%%EOF")?;
        let digits = body.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let start_number = body.len() - digits;
        let start = number(body.get(start_number..)?)?;
        let head = b"xref\n0 ";
        let count_at = start + head.len();
        if pdf.get(start..count_at)? != head {
            return None;
        }
        let digits = pdf.get(count_at..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let entries = count_at + digits + 1;
        let end = entries + ENTRY * number(pdf.get(count_at..count_at + digits)?)?;
        let offsets = pdf.get(entries..end)?.chunks(ENTRY).filter_map(Self::offset).collect();
        Some(Self { start, entries, end, start_number, offsets })
    }

    /// The offset that an entry holds, if it is of an object that is there.
    fn offset(entry: &[u8]) -> Option<usize> {
        if entry.get(17) == Some(&b'n') { number(entry.get(..10)?) } else { None }
    }
}

/// The end of the data of the stream at an offset, if it can be read in two ways.
fn ambiguous_end(pdf: &[u8], offset: usize) -> Option<usize> {
    let object = pdf.get(offset..)?;
    let (opening, closing) = (b">>\nstream\n", b"\nendstream");
    // An object without a stream ends before the next begins.
    let own = find(object, b"endobj").unwrap_or(object.len());
    let head = find(&object[..own], opening)?;
    let key = b"/Length ";
    let length_at = find(&object[..head], key)? + key.len();
    let digits = object[length_at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let end = offset + head + opening.len() + number(&object[length_at..length_at + digits])?;
    let ambiguous = pdf.get(end..)?.starts_with(closing) && pdf.get(end - 1) == Some(&b'\r');
    ambiguous.then_some(end)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::mend;

    fn pdf(data: &str, end: &str) -> String {
        let mut pdf = format!(
            "%PDF\n1 0 obj\n<</Length {}>>\nstream\n{data}{end}endstream\nendobj\n",
            data.len()
        );
        let second = pdf.len();
        pdf.push_str("2 0 obj\n<<>>\nendobj\n");
        let start = pdf.len();
        pdf.push_str("xref\n0 3\n0000000000 65535 f\r\n0000000005 00000 n\r\n");
        pdf + &format!("{second:010} 00000 n\r\ntrailer\n<<>>\nstartxref\n{start}\n%%EOF")
    }

    #[test]
    fn a_return_at_the_end_is_told_from_the_break() {
        assert_eq!(mend(pdf("abc\r", "\n").into()), pdf("abc\r", "\r\n").as_bytes());
        assert_eq!(mend(pdf("abc", "\n").into()), pdf("abc", "\n").as_bytes());
        assert_eq!(mend(b"no PDF".to_vec()), b"no PDF");
    }
}
