//! Posts that match a query.

/// One post that matches.
#[derive(Debug, Clone, Copy)]
pub struct Match {
    pub post: u32,
    /// Occurrences of all words in all fields.
    pub occurrences: u32,
    /// How many of the words occur in the title.
    pub in_title: u32,
    /// The sum of how well each word fits: 0 for pieces, 1 for beginnings, 2 for whole words.
    pub fit: u32,
}

/// The posts in either list, which are sorted by post, for two alternatives: occurrences are added, the better one counts else.
pub fn unite(one: &[Match], other: &[Match]) -> Vec<Match> {
    let mut all = Vec::with_capacity(one.len() + other.len());
    let mut other = other.iter().peekable();
    for found in one {
        while let Some(before) = other.next_if(|hit| hit.post < found.post) {
            all.push(*before);
        }
        all.push(match other.next_if(|hit| hit.post == found.post) {
            Some(hit) => Match {
                post: found.post,
                occurrences: found.occurrences.saturating_add(hit.occurrences),
                in_title: found.in_title.max(hit.in_title),
                fit: found.fit.max(hit.fit),
            },
            None => *found,
        });
    }
    all.extend(other);
    all
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
            occurrences: found.occurrences.saturating_add(hit.occurrences),
            in_title: found.in_title + hit.in_title,
            fit: found.fit + hit.fit,
        })
    });
    both.collect()
}
