#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| crosswalk_fuzz::formula(bytes));
