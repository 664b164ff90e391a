//! Parts of `platform` that need more than a unit test.

mod islands;
