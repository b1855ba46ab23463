//! The layers of the core, read from its `use` declarations and paths.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the core by their paths, such as `article::facts::links`, each with the modules that it names.
type Graph = BTreeMap<String, BTreeSet<String>>;

fn source_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the entry is readable").path();
        if path.is_dir() {
            source_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    source_files(&root, &mut files);
    let module = |path: &Path| {
        let path = path.strip_prefix(&root).expect("the file is in src").with_extension("");
        let mut parts: Vec<_> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if parts.last().is_some_and(|last| last == "mod" || last == "lib") {
            parts.pop();
        }
        parts.join("::")
    };
    // Unit tests may import what they like.
    let is_test = |module: &str| module.ends_with("tests");
    let read = |path: &PathBuf| fs::read_to_string(path).expect("the source is readable");
    files.iter().map(|path| (module(path), read(path))).filter(|(module, _)| !is_test(module)).collect()
}

/// The code of a source without comments and unit tests.
fn code(source: &str) -> String {
    let source = source.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
    source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The paths that a tree of imports such as `a::{b, c::{d, e}}` names.
fn expand(tree: &str, before: &str, paths: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, rest)) = tree.split_once('{') else {
        paths.push([before, tree.split(" as ").next().unwrap_or_default()].concat());
        return;
    };
    let inner = rest.strip_suffix('}').unwrap_or(rest);
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !inner[start..at].trim().is_empty() {
                    expand(&inner[start..at], &[before, head].concat(), paths);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// Every path from the crate's root or from a parent that the code names, in `use` declarations and elsewhere.
fn paths(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let declaration = &code[at + 4..];
        let is_one = code[..at].trim_end_matches(' ').ends_with(['\n', ')']) || at == 0 || code[..at].ends_with("pub ");
        if let Some((tree, _)) = declaration.split_once(';').filter(|_| is_one) {
            expand(tree, "", &mut paths);
        }
    }
    for prefix in ["crate::", "super::"] {
        for (at, _) in code.match_indices(prefix) {
            let end =
                code[at..].find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(code.len() - at);
            paths.push(code[at..at + end].to_string());
        }
    }
    paths
}

fn graph() -> Graph {
    let sources = sources();
    let mut graph = Graph::new();
    for (module, source) in &sources {
        let named = graph.entry(module.clone()).or_default();
        for path in paths(&code(source)) {
            let mut from: Vec<&str> = module.split("::").filter(|part| !part.is_empty()).collect();
            let mut parts: Vec<&str> = path.split("::").map(str::trim).collect();
            match parts[0] {
                "crate" => from.clear(),
                "self" => {}
                "super" => {
                    while parts.first() == Some(&"super") {
                        parts.remove(0);
                        from.pop();
                    }
                    parts.insert(0, "");
                }
                // A path from this module: its children.
                _ => parts.insert(0, ""),
            }
            from.extend(&parts[1..]);
            // The longest beginning of the path that is a module.
            while !from.is_empty() && !sources.contains_key(&from.join("::")) {
                from.pop();
            }
            let target = from.join("::");
            if !target.is_empty() && target != *module {
                named.insert(target);
            }
        }
    }
    graph
}

fn is_within(module: &str, ancestor: &str) -> bool {
    ancestor.is_empty()
        || module == ancestor
        || module.strip_prefix(ancestor).is_some_and(|rest| rest.starts_with("::"))
}

/// The steps of cleaning: what `article::pipeline` names of `article`.
fn steps(graph: &Graph) -> Vec<String> {
    let named = &graph["article::pipeline"];
    let of = |module: &String| module.split("::").take(2).collect::<Vec<_>>().join("::");
    let steps: BTreeSet<String> = named.iter().map(of).collect();
    steps.into_iter().filter(|step| !["article", "article::cleaning", "article::limits"].contains(&&**step)).collect()
}

#[test]
fn facts_know_no_step() {
    let graph = graph();
    let steps = steps(&graph);
    assert!(steps.contains(&"article::boilerplate".to_string()) && steps.len() >= 7, "{steps:?}");
    for (module, named) in graph.iter().filter(|(module, _)| is_within(module, "article::facts")) {
        for target in named {
            let is_step = steps.iter().any(|step| is_within(target, step)) || target == "article::cleaning";
            assert!(!is_step, "{module} names the step {target}");
        }
    }
}

#[test]
fn no_step_names_another() {
    let graph = graph();
    let steps = steps(&graph);
    for (module, named) in &graph {
        let Some(own) = steps.iter().find(|step| is_within(module, step)) else { continue };
        for target in named {
            let other = steps.iter().find(|step| is_within(target, step)).filter(|step| *step != own);
            assert!(other.is_none(), "{module} names the step {target}");
        }
    }
}

#[test]
fn only_the_boundary_names_the_browser() {
    for (module, source) in sources() {
        if !is_within(&module, "wasm") {
            for browser in ["wasm_bindgen::", "web_sys::", "js_sys::", "gloo_file::"] {
                assert!(!code(&source).contains(browser), "{module} names {browser}");
            }
        }
    }
}

/// Whether two modules are a module and its child, which may name each other.
fn are_family(a: &str, b: &str) -> bool {
    is_within(a, b) || is_within(b, a)
}

#[test]
fn no_modules_name_each_other_in_a_circle() {
    let graph = graph();
    let mut done = BTreeSet::new();
    for module in graph.keys() {
        let mut path = Vec::new();
        follow(&graph, module, &mut path, &mut done);
    }
}

fn follow<'g>(graph: &'g Graph, module: &'g str, path: &mut Vec<&'g str>, done: &mut BTreeSet<&'g str>) {
    if let Some(start) = path.iter().position(|known| *known == module) {
        panic!("a circle: {} → {module}", path[start..].join(" → "));
    }
    if !done.contains(module) {
        path.push(module);
        for target in graph[module].iter().filter(|target| !are_family(module, target)) {
            follow(graph, target, path, done);
        }
        path.pop();
        done.insert(module);
    }
}
