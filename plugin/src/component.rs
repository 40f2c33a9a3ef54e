//! The WIT bindings: the one file that names wit-bindgen.
