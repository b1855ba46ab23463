//! integrity: files and posts of two versions → what is new, gone, changed or moved. In the page only in the core
//! that writes files.

mod change;
mod check;
mod manifest;
#[cfg(any(all(not(target_arch = "wasm32"), feature = "command"), all(target_arch = "wasm32", feature = "export")))]
pub mod versions;

pub use change::{Change, counts};
pub use check::{Difference, Differences, differences, report};
pub use manifest::{BAGIT, Manifest, NAME, PAYLOAD, Sum};
