//! ammonia as it is published. A crate of its own, since the packed crate of the project names the same ammonia as its own and
//! may not name it twice.

pub use ammonia::*;
