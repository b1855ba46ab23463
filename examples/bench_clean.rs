//! Measures what cleaning costs beside ammonia alone: `cargo run --release --example bench_clean -- FOLDER`
//!
//! Both run over the same posts in one process, alternating. The fastest round of each counts for each post, to exclude
//! interference. Ammonia is the published crate, not that of `vendor/`, and gets the raw body, as in a viewer without cleaning.

use archive_viewer::article::Options;
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::{Article, Post};
use std::time::{Duration, Instant};

const ROUNDS: usize = 15;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder of posts")?;
    let mut posts = Vec::new();
    let mut bytes = 0;
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        let data = std::fs::read(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Ok(file) = read_text(&name, &data, &EncodingRs) {
            bytes += data.len();
            posts.push(Post::parse(&name, &file.text));
        }
    }
    let cleaner = ammonia_published::Builder::default();
    let mut least = vec![(Duration::MAX, Duration::MAX); posts.len()];
    let mut shown = 0;
    for _ in 0..ROUNDS {
        for (post, (alone, _)) in posts.iter().zip(&mut least) {
            *alone = time(|| shown += cleaner.clean(&post.body).to_string().len()).min(*alone);
        }
        for (post, (_, whole)) in posts.iter().zip(&mut least) {
            *whole = time(|| shown += Article::clean(post, Options::default()).html.as_str().len()).min(*whole);
        }
    }
    let alone: Duration = least.iter().map(|(alone, _)| alone).sum();
    let whole: Duration = least.iter().map(|(_, whole)| whole).sum();
    println!(
        "{{\"posts\":{},\"bytes\":{bytes},\"ammonia_ms\":{:.1},\"clean_ms\":{:.1},\"ratio\":{:.3},\"shown\":{shown}}}",
        posts.len(),
        alone.as_secs_f64() * 1000.0,
        whole.as_secs_f64() * 1000.0,
        whole.as_secs_f64() / alone.as_secs_f64()
    );
    Ok(())
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
