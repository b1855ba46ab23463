//! What every phase needs to know about text: white space, case, scripts, entities, percent-encoding, the calendar.

pub mod case;
pub mod percent;
pub mod scripts;
pub mod space;
