//! Paperwright
pub mod source;
pub mod diag;
pub mod syntax;
