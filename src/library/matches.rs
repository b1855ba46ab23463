//! Posts that match a query.

/// One post that matches.
#[derive(Debug, Clone, Copy)]
pub struct Match {
    pub post: u32,
    /// Occurrences of all words in all fields.
    pub occurrences: u32,
    /// How many of the words occur in the title.
    pub in_title: u32,
}

/// The posts in both lists, which are sorted by post, with their counts added.
pub fn intersect(found: Vec<Match>, hits: &[Match]) -> Vec<Match> {
    let mut hits = hits.iter().peekable();
    let both = found.into_iter().filter_map(|found| {
        while hits.peek().is_some_and(|hit| hit.post < found.post) {
            hits.next();
        }
        let hit = hits.peek().filter(|hit| hit.post == found.post)?;
        Some(Match {
            post: found.post,
            occurrences: found.occurrences + hit.occurrences,
            in_title: found.in_title + hit.in_title,
        })
    });
    both.collect()
}
