//! The steps of cleaning, in their order.

use super::cleaning::Cleaning;
use super::limits::Limit;
use super::{blocks, boilerplate, embeds, figures, formulas, hidden, idioms, images, links, source, stand_ins};

/// One step of cleaning.
struct Step {
    run: fn(&mut Cleaning),
    cleans: Cleans,
}

/// What goes through a step besides the article.
struct Cleans {
    comments: bool,
    /// Removed parts that are restored.
    restored: bool,
}

const ALL: Cleans = Cleans { comments: true, restored: true };
const WRITTEN: Cleans = Cleans { comments: true, restored: false };
const ARTICLE: Cleans = Cleans { comments: false, restored: false };

/// Each step relies on those before it.
const STEPS: &[Step] = &[
    // Escaped markup is markup first: all other steps look at elements.
    Step { run: source::unescape::unescape_markup, cleans: WRITTEN },
    // Formulas and players are in elements and scripts that otherwise go.
    Step { run: formulas::rewrite_formulas, cleans: ALL },
    Step { run: stand_ins::show_players, cleans: ALL },
    Step { run: boilerplate::read_class_hints, cleans: ALL },
    // What is removed goes before the rest looks at every remaining node.
    Step { run: idioms::drawings::say_all, cleans: ALL },
    Step { run: hidden::drop_hidden, cleans: ALL },
    // Code, notes and cards are what they are before anything asks what is boilerplate.
    Step { run: idioms::rewrite_idioms, cleans: ALL },
    Step { run: boilerplate::drop_boilerplate, cleans: ARTICLE },
    Step { run: stand_ins::show_backgrounds, cleans: ALL },
    // URLs before anything that asks what a picture is.
    Step { run: images::resolve_images, cleans: ALL },
    Step { run: embeds::replace_embeds, cleans: ALL },
    // Captions are found by classes and wrappers, so figures are built before those go.
    Step { run: figures::build_figures, cleans: ALL },
    // A video's chapters are a list over many lines, so they are found before lines are split.
    Step { run: links::linkify::link_text, cleans: WRITTEN },
    Step { run: blocks::plain_text::keep_lines, cleans: WRITTEN },
    Step { run: links::keep_targets, cleans: WRITTEN },
    Step { run: blocks::flatten, cleans: ALL },
    Step { run: blocks::headings::renumber, cleans: WRITTEN },
    Step { run: blocks::white_space::fold_white_space, cleans: ALL },
    Step { run: links::resolve_links, cleans: ALL },
];

/// Runs all steps on a post.
///
/// # Errors
/// The limit that a step exceeded.
pub fn run(c: &mut Cleaning) -> Result<(), Limit> {
    run_steps(c, |_| true)
}

/// Runs the steps that a restored part goes through: all but those that would remove it again or need the whole post.
///
/// # Errors
/// The limit that a step exceeded.
pub fn run_restored(c: &mut Cleaning) -> Result<(), Limit> {
    run_steps(c, |step| step.cleans.restored)
}

/// Runs the steps that a comment goes through: all but those that know what surrounds an article.
///
/// # Errors
/// The limit that a step exceeded.
pub fn run_comment(c: &mut Cleaning) -> Result<(), Limit> {
    run_steps(c, |step| step.cleans.comments)
}

fn run_steps(c: &mut Cleaning, applies: impl Fn(&Step) -> bool) -> Result<(), Limit> {
    for step in STEPS.iter().filter(|step| applies(step)) {
        (step.run)(c);
        c.check()?;
    }
    Ok(())
}
