//! Who may use the plugin at all.
