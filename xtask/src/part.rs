//! The parts of the checks.

/// A part of the checks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Fmt,
    Web,
    Clippy,
    Core,
    Fuzz,
    Wasm,
    Size,
    Types,
    Dist,
    Package,
    Browser,
    Engines,
    Bundlers,
    Crate,
    Python,
    Books,
    Bags,
    Captures,
    Supply,
}

/// Every part, the quickest to fail first.
pub const ALL: [Part; 19] = [
    Part::Fmt,
    Part::Web,
    Part::Clippy,
    Part::Core,
    Part::Fuzz,
    Part::Wasm,
    Part::Size,
    Part::Types,
    Part::Dist,
    Part::Package,
    Part::Browser,
    Part::Engines,
    Part::Bundlers,
    Part::Crate,
    Part::Python,
    Part::Books,
    Part::Bags,
    Part::Captures,
    Part::Supply,
];

impl Part {
    /// As it is named on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Web => "web",
            Self::Clippy => "clippy",
            Self::Core => "core",
            Self::Fuzz => "fuzz",
            Self::Wasm => "wasm",
            Self::Size => "size",
            Self::Types => "types",
            Self::Dist => "dist",
            Self::Package => "package",
            Self::Browser => "browser",
            Self::Engines => "engines",
            Self::Bundlers => "bundlers",
            Self::Crate => "crate",
            Self::Python => "python",
            Self::Books => "books",
            Self::Bags => "bags",
            Self::Captures => "captures",
            Self::Supply => "supply",
        }
    }

    /// Whether it needs the built core.
    pub fn needs_build(self) -> bool {
        matches!(
            self,
            Self::Wasm
                | Self::Size
                | Self::Types
                | Self::Dist
                | Self::Package
                | Self::Browser
                | Self::Bundlers
                | Self::Crate
        )
    }

    /// Whether it runs when no part is named. New advisories about packages should not fail an unrelated change, bundlers and
    /// maturin are installed from the network, the crate is built once more with all that it uses, and what the fuzz targets do
    /// is run by the core's tests. Books are checked by a program that needs Java, bags and captures by some in Python.
    pub fn is_usual(self) -> bool {
        !matches!(
            self,
            Self::Supply
                | Self::Bundlers
                | Self::Books
                | Self::Bags
                | Self::Captures
                | Self::Crate
                | Self::Python
                | Self::Fuzz
        )
    }

    /// Whether it is part of `quick`, in which the browser runs the stories of `tests/browser/quick.txt` alone.
    pub fn is_quick(self) -> bool {
        !matches!(
            self,
            Self::Fuzz
                | Self::Wasm
                | Self::Size
                | Self::Dist
                | Self::Package
                | Self::Engines
                | Self::Bundlers
                | Self::Crate
                | Self::Python
                | Self::Books
                | Self::Bags
                | Self::Captures
                | Self::Supply
        )
    }
}
