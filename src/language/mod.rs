//! A language is what is known of words whatever the text or the scheme: their forms, their spelling, what they mean and do.

pub(crate) mod english;
