//! Random numbers that are the same in every version and on every machine.

use sha2::{Digest, Sha256};

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
pub struct Random(u64);

impl Random {
    /// The numbers of one record.
    pub fn of(seed: u64, kind: &str, index: i64) -> Random {
        let mut hash = Sha256::new();
        hash.update(seed.to_le_bytes());
        hash.update(kind.as_bytes());
        hash.update(index.to_le_bytes());
        let mut state = [0; 8];
        state.copy_from_slice(&hash.finalize()[..8]);
        Random(u64::from_le_bytes(state))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to `end` without it; `end` is at least 1.
    pub fn below(&mut self, end: i64) -> i64 {
        // The bias of a remainder is far below anything a list of people shows.
        i64::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or_default()
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[usize::try_from(self.below(i64::try_from(items.len()).unwrap_or(1))).unwrap_or_default()]
    }

    pub fn percent(&mut self, chance: i64) -> bool {
        self.below(100) < chance
    }

    pub fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap_or_default())).collect()
    }
}
