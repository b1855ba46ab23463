#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| archive_viewer_fuzz::query(data));

#[cfg(not(fuzzing))]
fn main() {
    archive_viewer_fuzz::replay(archive_viewer_fuzz::query);
}
