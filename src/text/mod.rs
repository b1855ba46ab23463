//! What every phase needs to know about text: white space, case, scripts, folding, entities, percent-encoding, the calendar.

pub mod calendar;
pub mod case;
pub mod entities;
pub mod fold;
pub mod percent;
pub mod scripts;
pub mod sort;
pub mod space;
