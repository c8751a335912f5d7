//! A paper that has all that a standard asks for.
