//! Every check of the project, in parts that can be run by name.

use std::env;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::bench;
use crate::build;
use crate::command::Step;
use crate::fuzz;
use crate::quick;
use crate::setup;
use crate::test_dist;

/// A part of the checks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Fmt,
    Web,
    Clippy,
    Core,
    Fuzz,
    Wasm,
    Size,
    Types,
    Dist,
    Browser,
    Supply,
}

/// Every part, the quickest to fail first.
const PARTS: [Part; 11] = [
    Part::Fmt,
    Part::Web,
    Part::Clippy,
    Part::Core,
    Part::Fuzz,
    Part::Wasm,
    Part::Size,
    Part::Types,
    Part::Dist,
    Part::Browser,
    Part::Supply,
];

impl Part {
    fn name(self) -> &'static str {
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
            Self::Browser => "browser",
            Self::Supply => "supply",
        }
    }

    fn run(self, checks: &mut Checks) -> Outcome {
        match self {
            Self::Fmt => checks.formatting(),
            Self::Web => checks.web(),
            Self::Clippy => checks.lints(),
            Self::Core => checks.core(),
            Self::Fuzz => fuzz::check(checks.root),
            Self::Wasm => checks.wasm(),
            Self::Size => checks.size(),
            Self::Types => checks.types(),
            Self::Dist => checks.dist_once(),
            Self::Browser => checks.browser(),
            Self::Supply => checks.supply(),
        }
    }

    /// Whether it runs when no part is named. New advisories about packages should not fail an unrelated change.
    fn is_usual(self) -> bool {
        self != Self::Supply
    }

    /// Whether it is part of `quick`, in which the browser runs the stories of `tests/browser/quick.txt` alone.
    fn is_quick(self) -> bool {
        !matches!(self, Self::Fuzz | Self::Wasm | Self::Size | Self::Dist | Self::Supply)
    }
}

/// Runs the parts that `options` name, or all; `quick` among them names the quick ones, and `--bless` accepts what has
/// changed.
///
/// # Errors
/// At the first part that fails, or when asked to bless under CI, where expectations are not reviewed.
pub fn test(root: &Path, options: &[&str]) -> Outcome {
    let mut bless = false;
    let mut named = Vec::new();
    let quick = options.contains(&"quick");
    for option in options.iter().filter(|option| **option != "quick") {
        match PARTS.into_iter().find(|part| part.name() == *option) {
            Some(part) => named.push(part),
            None if *option == "--bless" => bless = true,
            None => {
                let names = PARTS.map(Part::name).join(" ");
                return Err(
                    format!("there is no part {option}: the parts are {names}, and quick for some of them").into()
                );
            }
        }
    }
    if bless {
        refuse_to_bless_under_ci()?;
    }
    // Naming the browser asks for all of its stories.
    let few_stories = quick && !named.contains(&Part::Browser);
    let mut checks = Checks { root, bless, few_stories, built: false, assembled: false };
    let wanted = |part: &Part| match (quick, named.is_empty()) {
        (true, _) => part.is_quick() || named.contains(part),
        (false, true) => part.is_usual(),
        (false, false) => named.contains(part),
    };
    let mut times = Vec::new();
    for part in PARTS.into_iter().filter(wanted) {
        println!("\n== {} ==", part.name());
        let start = Instant::now();
        let outcome = part.run(&mut checks);
        times.push((part, start.elapsed()));
        if let Err(error) = outcome {
            print_times(&times, Some(part));
            return Err(format!("the part {} failed: {error}", part.name()).into());
        }
    }
    print_times(&times, None);
    Ok(())
}

/// Fails where the variable says that this is CI.
pub fn refuse_to_bless_under_ci() -> Outcome {
    match env::var("CI") {
        Ok(value) if !["", "0", "false"].contains(&value.as_str()) => {
            Err("expectations are not accepted under CI: bless them and look at them first".into())
        }
        _ => Ok(()),
    }
}

fn print_times(times: &[(Part, Duration)], failed: Option<Part>) {
    println!();
    let mut sum = Duration::ZERO;
    for (part, time) in times {
        sum += *time;
        let mark = if failed == Some(*part) { "  FAILED" } else { "" };
        println!("{:8} {:6.1} s{mark}", part.name(), time.as_secs_f64());
    }
    println!("{:8} {:6.1} s", "in all", sum.as_secs_f64());
}

/// The checks and their shared state.
struct Checks<'a> {
    root: &'a Path,
    bless: bool,
    few_stories: bool,
    built: bool,
    assembled: bool,
}

impl Checks<'_> {
    fn step(&self, program: &str, arguments: &[&str]) -> Step {
        Step::new(self.root, program, arguments)
    }

    fn formatting(&self) -> Outcome {
        self.step("cargo", &["fmt", "--all", "--check"]).run()
    }

    /// Format and lints of scripts and style sheets, as `biome.jsonc` has them.
    fn web(&self) -> Outcome {
        setup::need_npm_packages(self.root)?;
        self.step("npx", &["biome", "check", "--error-on-warnings"]).run()
    }

    fn lints(&self) -> Outcome {
        let host = "clippy --workspace --all-targets -- -D warnings";
        let wasm = "clippy --lib --target wasm32-unknown-unknown -- -D warnings";
        build::add_target(self.root)?;
        for arguments in [host, wasm] {
            let arguments: Vec<&str> = arguments.split(' ').collect();
            self.step("cargo", &arguments).run()?;
        }
        Ok(())
    }

    fn core(&self) -> Outcome {
        let core = self.step("cargo", &["test"]);
        if self.bless {
            core.with_variable("BLESS", "1").run()?;
        } else {
            core.run()?;
        }
        self.step("cargo", &["test", "--package", "web_atoms", "--package", "html5gum", "--package", "pulldown-cmark"])
            .run()?;
        // Separately, so that its dependencies are not recompiled with other features.
        self.step("cargo", &["test", "--package", "xtask"]).run()
    }

    fn wasm(&mut self) -> Outcome {
        setup::need_node(self.root)?;
        self.build_once()?;
        self.step("node", &["--test", "tests/wasm/"]).run()
    }

    fn size(&mut self) -> Outcome {
        setup::need_node(self.root)?;
        self.build_once()?;
        bench::check_size(self.root)
    }

    fn types(&mut self) -> Outcome {
        setup::need_npm_packages(self.root)?;
        self.build_once()?;
        // The page, its worker and the tests each have other globals.
        for project in ["jsconfig.json", "jsconfig.worker.json", "tests/jsconfig.json"] {
            self.step("npx", &["tsc", "-p", project]).run()?;
        }
        Ok(())
    }

    fn browser(&mut self) -> Outcome {
        setup::need_npm_packages(self.root)?;
        let chromium = setup::need_chromium(self.root)?;
        let root = self.root;
        let playwright = |arguments: &[&str]| {
            let step = Step::new(root, "npx", &[&["playwright", "test"], arguments].concat());
            step.with_variable("CHROMIUM", &chromium.to_string_lossy())
        };
        if !self.few_stories {
            self.dist_once()?;
            return playwright(&[]).run();
        }
        self.build_once()?;
        let stories = quick::read(self.root)?;
        let pattern = quick::pattern(&stories);
        let arguments = ["--grep", pattern.as_str()];
        // A renamed story would otherwise be skipped silently.
        let found = playwright(&[&arguments[..], &["--list"]].concat()).answer().unwrap_or_default();
        quick::check_listed(&stories, &found)?;
        playwright(&arguments).run()
    }

    /// Advisories about the packages that are shipped or used by the tests.
    /// A missing tool or database is reported and is no failure.
    fn supply(&self) -> Outcome {
        if self.step("cargo", &["deny", "--version"]).answer().is_none() {
            println!("not run: cargo-deny is not installed (cargo install cargo-deny --locked)");
        } else if self.step("cargo", &["deny", "fetch"]).answer().is_none() {
            println!("not run: cargo-deny can't fetch the advisories");
        } else {
            self.step("cargo", &["deny", "check", "advisories", "bans", "sources"]).run()?;
        }
        // With this level it fails only when the registry does not answer.
        if self.step("npm", &["audit", "--audit-level=none"]).answer().is_none() {
            println!("not run: npm can't get its advisories");
            return Ok(());
        }
        self.step("npm", &["audit"]).run()
    }

    /// Assembles the published forms, which the stories open.
    fn dist_once(&mut self) -> Outcome {
        if !self.assembled {
            setup::need_npm_packages(self.root)?;
            self.build_once()?;
            test_dist::make(self.root)?;
            self.assembled = true;
        }
        Ok(())
    }

    fn build_once(&mut self) -> Outcome {
        if !self.built {
            build::build(self.root)?;
            self.built = true;
        }
        Ok(())
    }
}
