//! Two runs over the same posts: which entries are new, and which are gone.

use std::collections::{BTreeMap, HashMap};

use super::post::{CleanedPost, Removal};
use super::tally::{Rule, rule_of};

/// The earlier run, as the later one is held against it post by post.
pub struct Comparison {
    before: HashMap<String, CleanedPost>,
    changes: Changes,
}

/// What differs.
#[derive(Debug, Default)]
pub struct Changes {
    pub rules: BTreeMap<Rule, RuleChanges>,
    /// Posts that have other entries.
    pub posts: usize,
    /// Posts of both runs.
    pub compared: usize,
    /// Characters of the articles of those, before and after.
    pub kept: (usize, usize),
    /// Posts of the later run alone, and of the earlier.
    pub only_after: Vec<String>,
    pub only_before: Vec<String>,
    /// Posts that fail in one run, with its error, and not in the other.
    pub failures: Vec<(String, String)>,
}

/// Entries of one reason, each with its post.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct RuleChanges {
    pub new: Vec<(String, Removal)>,
    pub gone: Vec<(String, Removal)>,
}

impl Comparison {
    /// Nothing compared yet.
    pub fn with(before: Vec<CleanedPost>) -> Self {
        let before = before.into_iter().map(|post| (post.post.clone(), post)).collect();
        Self { before, changes: Changes::default() }
    }

    /// Compares one post of the later run, in those entries that `wants` accepts.
    pub fn add(&mut self, after: CleanedPost, wants: impl Fn(&Removal) -> bool) {
        let Some(before) = self.before.remove(&after.post) else {
            return self.changes.only_after.push(after.post);
        };
        let changes = &mut self.changes;
        changes.compared += 1;
        changes.kept.0 += before.kept;
        changes.kept.1 += after.kept;
        if before.error != after.error {
            let error = match (&before.error, &after.error) {
                (_, Some(error)) => format!("now: {error}"),
                (before, None) => format!("before: {}", before.as_deref().unwrap_or_default()),
            };
            changes.failures.push((after.post.clone(), error));
        }
        // An entry may occur several times: what one run has more of is new or gone.
        let mut left: HashMap<&Removal, isize> = HashMap::new();
        for removal in before.removed.iter().filter(|removal| wants(removal)) {
            *left.entry(removal).or_default() += 1;
        }
        let mut differs = false;
        for removal in after.removed.iter().filter(|removal| wants(removal)) {
            let count = left.entry(removal).or_default();
            *count -= 1;
            if *count < 0 {
                differs = true;
                let rule = changes.rules.entry(rule_of(removal)).or_default();
                rule.new.push((after.post.clone(), removal.clone()));
            }
        }
        for removal in &before.removed {
            let Some(count) = left.get_mut(removal).filter(|count| **count > 0) else { continue };
            *count -= 1;
            differs = true;
            let rule = changes.rules.entry(rule_of(removal)).or_default();
            rule.gone.push((after.post.clone(), removal.clone()));
        }
        changes.posts += usize::from(differs);
    }

    /// Everything that differs, once every post of the later run was compared.
    pub fn finish(mut self) -> Changes {
        self.changes.only_before = self.before.into_keys().collect();
        self.changes.only_before.sort();
        self.changes
    }
}

impl Changes {
    /// New removals, of every reason.
    pub fn new_removals(&self) -> impl Iterator<Item = &(String, Removal)> {
        self.rules.values().flat_map(|rule| &rule.new).filter(|(_, removal)| removal.is_removed())
    }
}

#[cfg(test)]
mod tests {
    use super::Comparison;
    use crate::rules::post::{CleanedPost, Removal};

    fn removal(reason: &str, text: &str) -> Removal {
        let (step, kind) = ("furniture".into(), "removed".into());
        Removal { step, reason: reason.into(), kind, text: text.into(), images: Vec::new() }
    }

    fn post(name: &str, removed: &[(&str, &str)]) -> CleanedPost {
        let removed = removed.iter().map(|(reason, text)| removal(reason, text)).collect();
        CleanedPost { removed, kept: 10, ..CleanedPost::of(name) }
    }

    #[test]
    fn entries_are_new_or_gone_by_reason() {
        let before = vec![
            post("a", &[("byline", "By Ann"), ("tags", "Mill"), ("tags", "Mill")]),
            post("b", &[("byline", "By Ben")]),
            post("gone", &[]),
        ];
        let mut comparison = Comparison::with(before);
        let all = |_: &Removal| true;
        comparison.add(post("a", &[("tags", "Mill"), ("date", "By Ann"), ("tags", "Ferry"), ("tags", "Ferry")]), all);
        comparison.add(CleanedPost { kept: 7, ..post("b", &[("byline", "By Ben")]) }, all);
        comparison.add(post("new", &[("byline", "By Cy")]), all);
        let changes = comparison.finish();

        assert_eq!((changes.posts, changes.compared, changes.kept), (1, 2, (20, 17)));
        assert_eq!((changes.only_before, changes.only_after), (vec!["gone".to_owned()], vec!["new".to_owned()]));
        let texts = |list: &[(String, Removal)]| list.iter().map(|(_, r)| r.text.clone()).collect::<Vec<_>>();
        let rules: Vec<_> = changes
            .rules
            .iter()
            .map(|(rule, c)| (&*rule.1, texts(&c.new).join(","), texts(&c.gone).join(",")))
            .collect();
        let expected = [("byline", "", "By Ann"), ("date", "By Ann", ""), ("tags", "Ferry,Ferry", "Mill")];
        assert_eq!(rules, expected.map(|(reason, new, gone)| (reason, new.to_owned(), gone.to_owned())));
    }

    #[test]
    fn one_reason_can_be_asked_for_and_failures_are_told() {
        let before = vec![post("a", &[("byline", "By Ann"), ("tags", "Mill")])];
        let mut comparison = Comparison::with(before);
        let crashed = CleanedPost { error: Some("crashed".into()), ..CleanedPost::of("a") };
        comparison.add(crashed, |removal| removal.reason == "tags");
        let changes = comparison.finish();
        assert_eq!(changes.rules.len(), 1);
        assert_eq!(changes.failures, [("a".to_owned(), "now: crashed".to_owned())]);
    }
}
