//! Files of other programs, brought in.

mod samples;
