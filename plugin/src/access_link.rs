//! Composing and sending access links on demand.
