//! What shows nothing to a reader.

use crate::article::dom::{Dom, NodeId};

/// Whether a node shows nothing: blank text, comments, elements without text or substance.
#[inline(never)]
pub fn is_nothing(dom: &Dom, id: NodeId) -> bool {
    if dom.is_substance(id) || dom.is_shown_text(id) {
        return false;
    }
    dom.descendants(id).all(|d| !dom.is_shown_text(d) && !dom.shows_itself(d))
}
