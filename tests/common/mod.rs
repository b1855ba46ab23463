//! What the tests of articles share: a case's files, the comparison of trees and fields, and the balance.

pub mod balance;
pub mod case;
pub mod expectation;
pub mod scripted;
pub mod tree;
