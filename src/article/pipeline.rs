//! The steps of cleaning, in their order.

use super::cleaning::Cleaning;
use super::limits::Limit;
use super::{blocks, boilerplate, embeds, figures, formulas, hidden, images, links, source, stand_ins};

/// One step of cleaning.
struct Step {
    run: fn(&mut Cleaning),
    /// Whether parts that are restored go through it too.
    cleans_restored: bool,
}

/// Each step relies on those before it.
const STEPS: &[Step] = &[
    // Escaped markup is markup first: all other steps look at elements.
    Step { run: source::unescape::unescape_markup, cleans_restored: false },
    // Formulas and players are in elements and scripts that otherwise go.
    Step { run: formulas::rewrite_formulas, cleans_restored: true },
    Step { run: stand_ins::show_players, cleans_restored: true },
    Step { run: boilerplate::read_class_hints, cleans_restored: true },
    // What is removed goes before the rest looks at every remaining node.
    Step { run: hidden::drop_hidden, cleans_restored: true },
    Step { run: boilerplate::drop_boilerplate, cleans_restored: false },
    Step { run: stand_ins::show_backgrounds, cleans_restored: true },
    // URLs before anything that asks what a picture is.
    Step { run: images::resolve_images, cleans_restored: true },
    Step { run: embeds::replace_embeds, cleans_restored: true },
    // Captions are found by classes and wrappers, so figures are built before those go.
    Step { run: figures::build_figures, cleans_restored: true },
    // A video's chapters are a list over many lines, so they are found before lines are split.
    Step { run: links::linkify::link_text, cleans_restored: false },
    Step { run: blocks::plain_text::keep_lines, cleans_restored: false },
    Step { run: links::keep_targets, cleans_restored: false },
    Step { run: blocks::flatten, cleans_restored: true },
    Step { run: blocks::headings::renumber, cleans_restored: false },
    Step { run: blocks::white_space::fold_white_space, cleans_restored: true },
    Step { run: links::resolve_links, cleans_restored: true },
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
    run_steps(c, |step| step.cleans_restored)
}

fn run_steps(c: &mut Cleaning, applies: impl Fn(&Step) -> bool) -> Result<(), Limit> {
    for step in STEPS.iter().filter(|step| applies(step)) {
        (step.run)(c);
        c.check()?;
    }
    Ok(())
}
