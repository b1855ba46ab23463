//! Every check of the project, in parts that can be run by name.

use std::env;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::bench;
use crate::build;
use crate::command::Step;
use crate::fuzz;
use crate::packed_crate;
use crate::part::{self, Part};
use crate::python;
use crate::quick;
use crate::release;
use crate::setup;
use crate::test_dist;

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
        match part::ALL.into_iter().find(|part| part.name() == *option) {
            Some(part) => named.push(part),
            None if *option == "--bless" => bless = true,
            None => {
                let names = part::ALL.map(Part::name).join(" ");
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
    // And so does naming the engines: ten of their stories are usual, of the browser's hostile inputs a part, and Chromium comes
    // without its windows.
    let whole_browser = named.contains(&Part::Browser);
    let whole_engines = named.contains(&Part::Engines);
    let mut checks = Checks {
        root,
        bless,
        few_stories,
        whole_engines,
        whole_browser,
        built: false,
        assembled: false,
        packed: false,
    };
    let wanted = |part: &Part| match (quick, named.is_empty()) {
        (true, _) => part.is_quick() || named.contains(part),
        (false, true) => part.is_usual(),
        (false, false) => named.contains(part),
    };
    let parts: Vec<Part> = part::ALL.into_iter().filter(wanted).collect();
    let mut times = Vec::new();
    let mut installing = None;
    for part in parts.iter().copied() {
        if part == Part::Clippy && parts.iter().any(|part| part.needs_build()) {
            build::begin(root, parts.contains(&Part::Package))?;
            installing = parts.contains(&Part::Engines).then(|| setup::begin(root));
        }
        if matches!(part, Part::Package | Part::Browser | Part::Engines)
            && let Some(installing) = installing.take()
        {
            drop(installing.join());
        }
        println!("\n== {} ==", part.name());
        let start = Instant::now();
        let outcome = checks.run(part);
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
    whole_engines: bool,
    whole_browser: bool,
    built: bool,
    assembled: bool,
    packed: bool,
}

impl Checks<'_> {
    fn run(&mut self, part: Part) -> Outcome {
        match part {
            Part::Fmt => self.formatting(),
            Part::Web => self.web(),
            Part::Clippy => self.lints(),
            Part::Core => self.core(),
            Part::Fuzz => fuzz::check(self.root),
            Part::Wasm => self.wasm(),
            Part::Size => self.size(),
            Part::Types => self.types(),
            Part::Dist => self.dist_once(),
            Part::Package => self.package("tests/package/"),
            Part::Browser => self.browser(),
            Part::Engines => self.engines(),
            Part::Bundlers => self.package("tests/bundlers/"),
            Part::Crate => self.packed_crate(),
            Part::Python => python::check(self.root),
            Part::Books => self.ignored("books"),
            Part::Bags => self.ignored("manifest"),
            Part::Captures => self.ignored("captures"),
            Part::Supply => self.supply(),
        }
    }

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
        let host = "clippy --workspace --all-targets --features archive-viewer/command -- -D warnings";
        // The package's core is the page's and more, and that for searching has one handle.
        let wasm = "clippy --lib --target wasm32-unknown-unknown --features package,segments,export -- -D warnings";
        build::add_target(self.root)?;
        for arguments in [host, wasm] {
            let arguments: Vec<&str> = arguments.split(' ').collect();
            self.step("cargo", &arguments).run()?;
        }
        Ok(())
    }

    fn core(&self) -> Outcome {
        let core = self.step("cargo", &["test", "--features", "command"]);
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

    /// The tests of a file that need another program.
    fn ignored(&self, file: &str) -> Outcome {
        let words = ["test", "--features", "command", "--test", file, "--", "--ignored", "--nocapture"];
        self.step("cargo", &words).run()
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
        let shell = if self.whole_browser { None } else { setup::headless_shell(self.root)? };
        let root = self.root;
        let playwright = |arguments: &[&str]| {
            let step = Step::new(root, "npx", &[&["playwright", "test"], arguments].concat())
                .with_variable("CHROMIUM", &chromium.to_string_lossy());
            match &shell {
                Some(shell) => step.with_variable("HEADLESS_SHELL", &shell.to_string_lossy()),
                None => step,
            }
        };
        if !self.few_stories {
            self.dist_once()?;
            // As readers get it: in two hundred parts of its own each story takes nearly twice as long.
            let all = playwright(&[]).with_variable("PUBLISHED", "1");
            return if self.whole_browser { all.run() } else { all.with_variable("STORIES", "usual").run() };
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

    /// The stories of `tests/engines/` in Chromium, Firefox and WebKitGTK.
    fn engines(&mut self) -> Outcome {
        setup::need_npm_packages(self.root)?;
        let chromium = setup::need_chromium(self.root)?;
        let engines = setup::need_other_engines(self.root)?;
        let mut arguments = vec!["--test".to_owned(), "--test-reporter=spec".to_owned()];
        // Most of their time is waiting.
        arguments.push("--test-concurrency=3".to_owned());
        arguments
            .extend(["chromium"].into_iter().chain(engines).map(|engine| format!("tests/engines/{engine}.test.js")));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let step = self.step("node", &arguments).with_variable("CHROMIUM", &chromium.to_string_lossy());
        if self.whole_engines {
            self.dist_once()?;
            return step.run();
        }
        self.build_once()?;
        step.with_variable("ENGINES_STORIES", "quick").run()
    }

    /// The npm package as it is packed, in fresh folders.
    fn package(&mut self, tests: &str) -> Outcome {
        setup::need_npm_packages(self.root)?;
        let chromium = setup::need_chromium(self.root)?;
        if tests.contains("bundlers") && self.step("npm", &["ping"]).answer().is_none() {
            println!("not run: npm's registry can't be reached");
            return Ok(());
        }
        self.pack_once()?;
        let step = self.step("node", &["--test", tests]).with_variable("CHROMIUM", &chromium.to_string_lossy());
        if tests.contains("bundlers") {
            return step.run();
        }
        let program = build::command_for_tests(self.root)?;
        step.with_variable("NATIVE", &program.to_string_lossy()).run()
    }

    /// The crate as it is published.
    fn packed_crate(&mut self) -> Outcome {
        setup::need_npm_packages(self.root)?;
        // Brings the viewer along.
        self.pack_once()?;
        packed_crate::check(self.root)
    }

    fn pack_once(&mut self) -> Outcome {
        if !self.packed {
            release::package_for_tests(self.root)?;
            self.built = true;
            self.packed = true;
        }
        Ok(())
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
