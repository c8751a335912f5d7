//! Where the cells of a row stand in the text of its file: the `csv` crate says what they hold, and not where.

use crate::source::{FileId, Span};

/// The places of one row's cells. Kept from row to row, so that its room is made once.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// The first byte and the byte after the last of what each cell holds, without quotes and spaces around it.
    pub(super) cells: Vec<(usize, usize)>,
    /// The first byte of the row.
    pub(super) start: usize,
    /// The byte after the row, before its line break.
    pub(super) end: usize,
    /// The quotation mark that nothing closes.
    pub(super) unclosed: Option<usize>,
}

impl Places {
    /// Finds the cells of the row that starts at a byte; line breaks before it are passed over.
    pub(super) fn find(&mut self, text: &str, start: usize, delimiter: u8) {
        let bytes = text.as_bytes();
        let mut at = start;
        while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
            at += 1;
        }
        self.start = at;
        self.cells.clear();
        self.unclosed = None;
        loop {
            let (cell, end) = self.cell(bytes, at, delimiter);
            self.cells.push(cell);
            self.end = end;
            if bytes.get(end) != Some(&delimiter) {
                return;
            }
            at = end + 1;
        }
    }

    /// The place of a cell, and of the delimiter or the line break after it.
    fn cell(&mut self, bytes: &[u8], start: usize, delimiter: u8) -> ((usize, usize), usize) {
        let mut at = start;
        let mut inner = None;
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            loop {
                match (bytes.get(at), bytes.get(at + 1)) {
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), _) => break,
                    (Some(_), _) => at += 1,
                    (None, _) => {
                        self.unclosed = Some(start);
                        break;
                    }
                }
            }
            inner = Some((start + 1, at));
        }
        while bytes.get(at).is_some_and(|byte| !matches!(byte, b'\r' | b'\n') && *byte != delimiter)
        {
            at += 1;
        }
        (trimmed(bytes, inner.unwrap_or((start, at))), at)
    }

    /// The span of a cell; of the whole row where it has no such cell.
    pub(super) fn span(&self, file: FileId, cell: usize) -> Span {
        let (start, end) = self.cells.get(cell).copied().unwrap_or((self.start, self.end));
        Span { file, start, end }
    }

    /// The span of the row.
    pub(super) fn row(&self, file: FileId) -> Span {
        Span { file, start: self.start, end: self.end }
    }
}

fn trimmed(bytes: &[u8], (mut start, mut end): (usize, usize)) -> (usize, usize) {
    let blank = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
    while start < end && blank(start) {
        start += 1;
    }
    while start < end && blank(end - 1) {
        end -= 1;
    }
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::Places;

    fn cells(text: &str, start: usize) -> Vec<&str> {
        let mut places = Places::default();
        places.find(text, start, b',');
        places.cells.iter().map(|(start, end)| text.get(*start..*end).unwrap()).collect()
    }

    #[test]
    fn cells_are_found_in_quotes_and_before_windows_line_breaks() {
        let text = "a,b\r\n\"x, \"\"y\"\"\", 2 \r\n\r\n,\"1\n2\"";
        assert_eq!(cells(text, 0), ["a", "b"]);
        assert_eq!(cells(text, 4), ["x, \"\"y\"\"", "2"]);
        assert_eq!(cells(text, 21), ["", "1\n2"]);
    }
}
