use std::collections::BTreeMap;

/// The only door to files. The disk's is in `cli`; [`MemoryWorld`] serves tests.
///
/// Paths are relative to where the user stands, with `/` between folders.
pub trait World: Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// [`ReadError`] says why in words that can be shown to an author.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    NotFound,
    /// There is one, but it could not be read: the reason as the operating system gives it.
    Unreadable(String),
}

/// Files held in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryWorld {
    /// Path to bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl World for MemoryWorld {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).cloned().ok_or(ReadError::NotFound)
    }
}

/// A path as it is seen from the folder of another file: the reverse of [`beside`].
pub fn seen_from(file: &str, path: &str) -> String {
    if path.starts_with('@') {
        return path.to_owned();
    }
    let mut from: Vec<&str> = file.split('/').collect();
    from.pop();
    let to: Vec<&str> = path.split('/').collect();
    let same = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..", from.len() - same);
    up.chain(to.iter().skip(same).copied()).collect::<Vec<_>>().join("/")
}

/// A path relative to the folder of another file, with `..` and `.` resolved.
pub fn beside(file: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
