//! The files of the computer.

use std::io::ErrorKind;

use crate::cli::streams;
use crate::source::{ReadError, World};

/// Reads from the disk, from the folder in which the user stands.
#[derive(Debug)]
pub(super) struct Disk;

impl World for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        #[expect(clippy::disallowed_methods, reason = "this is the World that others go through")]
        std::fs::read(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => ReadError::NotFound,
            ErrorKind::IsADirectory => ReadError::Unreadable("it is a folder".to_owned()),
            ErrorKind::PermissionDenied => {
                ReadError::Unreadable("the system does not permit it".to_owned())
            }
            _ => ReadError::Unreadable(streams::reason(&error)),
        })
    }
}
