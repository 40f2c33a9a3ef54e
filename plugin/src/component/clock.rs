//! A clock that stands still, in place of the one that the component would otherwise ask its host for.
//!
//! The library that writes workbooks stamps each with the time, which nothing here needs. The contract promises that the
//! component asks for no clock, and without one the same users give the same bytes.

use std::ffi::c_void;

/// `struct timespec` of wasi-libc.
#[repr(C)]
pub(super) struct TimeSpec {
    seconds: i64,
    nanoseconds: i32,
}

/// 1 January 2000, 00:00 UTC, in seconds since 1970.
const ALWAYS: i64 = 946_684_800;

/// Takes the place of the C library's function of this name, which the linker then leaves out.
///
/// # Safety
/// `answer` points to a `timespec` that may be written, as the C library asks of every caller.
#[unsafe(no_mangle)]
unsafe extern "C" fn clock_gettime(_clock: *const c_void, answer: *mut TimeSpec) -> i32 {
    // SAFETY: see above.
    unsafe { answer.write(TimeSpec { seconds: ALWAYS, nanoseconds: 0 }) };
    0
}
