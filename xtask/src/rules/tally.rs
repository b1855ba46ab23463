//! What each reason takes, in numbers and examples.

use std::collections::{BTreeMap, HashMap};

use super::post::{CleanedPost, Removal};

/// Characters of a text by which it's told from others when they are counted.
const KEY: usize = 120;

/// A step, a reason of it, and whether its entries were removed or changed.
pub type Rule = (String, String, String);

/// All posts of a run.
#[derive(Debug, Default)]
pub struct Tally {
    pub posts: usize,
    /// Characters of all articles.
    pub kept: usize,
    /// Characters of everything that was removed.
    pub removed: usize,
    /// Posts that could not be cleaned, with the code of the error.
    pub failed: Vec<(String, String)>,
    pub rules: BTreeMap<Rule, RuleTally>,
}

/// One reason.
#[derive(Debug, Default)]
pub struct RuleTally {
    pub entries: usize,
    pub posts: usize,
    pub characters: usize,
    pub images: usize,
    texts: HashMap<String, usize>,
    longest: Vec<LongText>,
    shares: Vec<Share>,
}

/// A removed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongText {
    pub characters: usize,
    pub text: String,
    pub post: String,
}

/// What a reason takes of one post.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    pub characters: usize,
    /// Of all text of the post, kept and removed: from 0 to 1.
    pub share: f64,
    pub post: String,
}

impl Tally {
    /// Counts one post.
    pub fn add(&mut self, post: &CleanedPost) {
        self.posts += 1;
        self.kept += post.kept;
        if let Some(error) = &post.error {
            self.failed.push((post.post.clone(), error.clone()));
        }
        let removed: usize = post.removed.iter().filter(|r| r.is_removed()).map(Removal::characters).sum();
        self.removed += removed;
        let mut of_post: BTreeMap<Rule, usize> = BTreeMap::new();
        for removal in &post.removed {
            let characters = removal.characters();
            *of_post.entry(rule_of(removal)).or_default() += characters;
            self.rules.entry(rule_of(removal)).or_default().add(removal, characters, &post.post);
        }
        for (rule, characters) in of_post {
            let tally = self.rules.entry(rule.clone()).or_default();
            tally.posts += 1;
            // What was changed is still among the text that is kept.
            let all = post.kept + removed;
            if rule.2 == "removed" && characters > 0 {
                let share = characters as f64 / all as f64;
                tally.shares.push(Share { characters, share, post: post.post.clone() });
            }
        }
    }

    /// Reasons, those that take most text first.
    pub fn by_size(&self) -> Vec<(&Rule, &RuleTally)> {
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|(_, tally)| std::cmp::Reverse((tally.characters, tally.entries)));
        rules
    }
}

impl RuleTally {
    fn add(&mut self, removal: &Removal, characters: usize, post: &str) {
        self.entries += 1;
        self.characters += characters;
        self.images += removal.images.len();
        // Small ones of one reason share an entry, a line each.
        for line in removal.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            *self.texts.entry(line.chars().take(KEY).collect()).or_default() += 1;
        }
        if characters > 0 {
            self.longest.push(LongText { characters, text: removal.text.clone(), post: post.to_owned() });
            if self.longest.len() >= 2 * LONGEST {
                self.sort_longest();
                self.longest.truncate(LONGEST);
            }
        }
    }

    fn sort_longest(&mut self) {
        self.longest.sort_by_key(|long| std::cmp::Reverse(long.characters));
    }

    /// The texts that occur most often, with how often.
    pub fn commonest(&self, most: usize) -> Vec<(&str, usize)> {
        let mut texts: Vec<_> = self.texts.iter().map(|(text, count)| (text.as_str(), *count)).collect();
        texts.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        texts.truncate(most);
        texts
    }

    /// The longest texts.
    pub fn longest(&self, most: usize) -> Vec<&LongText> {
        let mut longest: Vec<_> = self.longest.iter().collect();
        longest.sort_by_key(|long| std::cmp::Reverse(long.characters));
        longest.truncate(most);
        longest
    }

    /// The posts of whose text it takes the largest share.
    pub fn largest_shares(&self, most: usize) -> Vec<&Share> {
        let mut shares: Vec<_> = self.shares.iter().collect();
        shares.sort_by(|one, other| other.share.total_cmp(&one.share).then(other.characters.cmp(&one.characters)));
        shares.truncate(most);
        shares
    }
}

/// Texts that are held of one reason, and the most that can be shown.
const LONGEST: usize = 100;

/// The reason of an entry.
pub fn rule_of(removal: &Removal) -> Rule {
    (removal.step.clone(), removal.reason.clone(), removal.kind.clone())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Tally};
    use crate::rules::post::{CleanedPost, Removal};

    fn removal(reason: &str, kind: &str, text: &str) -> Removal {
        let (step, kind) = ("furniture".into(), kind.into());
        Removal { step, reason: reason.into(), kind, text: text.into(), images: Vec::new() }
    }

    fn post(name: &str, kept: usize, removed: Vec<Removal>) -> CleanedPost {
        CleanedPost { post: name.into(), kept, removed, error: None }
    }

    #[test]
    fn entries_posts_and_characters_are_counted() {
        let mut tally = Tally::default();
        let share = || removal("share-bar", "removed", "分享到");
        tally.add(&post("a", 4, vec![share(), share(), removal("byline", "removed", "By Ann")]));
        tally.add(&post("b", 17, vec![share(), removal("embed-card", "changed", "video")]));
        tally.add(&CleanedPost { error: Some("empty".into()), ..post("c", 0, vec![]) });

        assert_eq!((tally.posts, tally.kept, tally.removed), (3, 21, 15));
        assert_eq!(tally.failed, [("c".to_owned(), "empty".to_owned())]);
        let reasons: Vec<&str> = tally.by_size().iter().map(|(rule, _)| rule.1.as_str()).collect();
        assert_eq!(reasons, ["share-bar", "byline", "embed-card"]);
        let (_, share) = tally.by_size()[0];
        assert_eq!((share.entries, share.posts, share.characters), (3, 2, 9));
        // 6 of 4 + 12 characters, and 3 of 17 + 3.
        let shares: Vec<_> = share.largest_shares(9).iter().map(|share| (&*share.post, share.share)).collect();
        assert_eq!(shares, [("a", 0.375), ("b", 0.15)]);
        // What is changed takes no share of the text.
        assert!(tally.by_size()[2].1.largest_shares(9).is_empty());
    }

    #[test]
    fn texts_that_share_an_entry_are_counted_one_by_one() {
        let mut tally = Tally::default();
        tally.add(&post(
            "a",
            0,
            vec![removal("no-address", "removed", "/\n/about\n/"), removal("no-address", "removed", "/")],
        ));
        let (_, texts) = tally.by_size()[0];
        assert_eq!(texts.commonest(9), [("/", 3), ("/about", 1)]);
        assert_eq!(texts.commonest(1), [("/", 3)]);
    }

    #[test]
    fn the_longest_texts_stay_however_many_there_are() {
        let mut tally = Tally::default();
        for length in 1..=5 * LONGEST {
            tally.add(&post(&format!("{length}"), 0, vec![removal("comments", "removed", &"a".repeat(length))]));
        }
        let (_, texts) = tally.by_size()[0];
        let lengths: Vec<_> = texts.longest(3).iter().map(|long| long.characters).collect();
        assert_eq!(lengths, [5 * LONGEST, 5 * LONGEST - 1, 5 * LONGEST - 2]);
    }
}
