//! Users to a sheet: the list, the empty template, the mapping sheet.
