//! library: many posts → a list that is searched, narrowed and sorted while it is read.
pub mod fold;
pub mod packed;
