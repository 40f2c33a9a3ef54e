//! Match, plan, guards, apply, report.
