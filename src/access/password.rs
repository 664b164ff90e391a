//! Passwords: which are good enough, and how they are kept.

use crate::kernel::{Error, Problem, Result};
use anyhow::anyhow;
use argon2::Argon2;
use argon2::password_hash::phc;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;
use zxcvbn::{Score, zxcvbn};

const MIN_CHARS: usize = 8;
const MAX_CHARS: usize = 200;

/// How many more may wait for their turn to be hashed before the box says that it is busy.
const MAX_WAITING: usize = 50;

/// What people here choose first, beside the English lists that zxcvbn knows.
const COMMON: [&str; 24] = [
    "korob",
    "короб",
    "parol",
    "пароль",
    "privet",
    "lubov",
    "lyubov",
    "solnyshko",
    "nastya",
    "natasha",
    "marina",
    "samsung",
    "kompaniya",
    "menedzher",
    "haslo",
    "hasło",
    "zaq12wsx",
    "polska",
    "kochanie",
    "misiek",
    "matrix",
    "firma",
    "biuro",
    "handlowiec",
];

/// An argon2id hash in the PHC format (github.com/P-H-C/phc-string-format).
#[derive(Clone)]
pub struct PasswordHash(String);

impl PasswordHash {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a password is good enough, given words that its owner's enemies know: name, e-mail, firm.
///
/// Length and guessability are all that counts (NIST SP 800-63B, 5.1.1.2): no rules about kinds of characters.
pub fn check(password: &str, known_words: &[&str]) -> Result<(), Problem> {
    let chars = password.chars().count();
    if chars < MIN_CHARS {
        return Err(Problem::TooShort { min: MIN_CHARS });
    }
    if chars > MAX_CHARS {
        return Err(Problem::TooLong { max: MAX_CHARS });
    }
    let words: Vec<&str> = known_words
        .iter()
        .flat_map(|words| words.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() > 2)
        .chain(known_words.iter().copied())
        .chain(COMMON)
        .collect();
    // A Russian word is guessed as such, and as the Latin letters of its keys.
    let spellings = [password.to_owned(), by_keys(password), by_sound(password)];
    let is_guessable = spellings.iter().any(|spelling| zxcvbn(spelling, &words).score() < Score::Three);
    if is_guessable { Err(Problem::PasswordTooCommon) } else { Ok(()) }
}

/// Hashes on the calling thread: for the CLI and tests. It takes tens of milliseconds.
pub fn hash(password: &str) -> Result<PasswordHash> {
    let hash: phc::PasswordHash =
        argon2().hash_password(password.as_bytes()).map_err(|error| anyhow!("argon2: {error}"))?;
    Ok(PasswordHash(hash.to_string()))
}

/// Hashing for a server: off the async threads, and only a few at once, since each takes 19 MiB and a core.
pub struct Hasher {
    slots: Arc<Semaphore>,
    waiting: AtomicUsize,
}

impl Default for Hasher {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
        Hasher { slots: Arc::new(Semaphore::new(cores.min(4))), waiting: AtomicUsize::new(0) }
    }
}

impl Hasher {
    pub async fn hash(&self, password: String) -> Result<PasswordHash> {
        self.off_thread(move || hash(&password)).await
    }

    /// Whether the password fits the hash. Without a hash the same work is done for nothing, so that the time taken
    /// does not tell whether there is such a user.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool> {
        self.off_thread(move || {
            let kept = hash.as_deref().unwrap_or(NOBODYS.as_str());
            let kept =
                phc::PasswordHash::new(kept).map_err(|error| anyhow!("a password hash is unreadable: {error}"))?;
            let fits = argon2().verify_password(password.as_bytes(), &kept).is_ok();
            Ok(fits && hash.is_some())
        })
        .await
    }

    async fn off_thread<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let _queued = Queued::behind(&self.waiting)?;
        let slot = self.slots.clone().acquire_owned().await.map_err(anyhow::Error::from)?;
        tokio::task::spawn_blocking(move || {
            let _slot = slot;
            work()
        })
        .await
        .map_err(anyhow::Error::from)?
    }
}

struct Queued<'a>(&'a AtomicUsize);

impl<'a> Queued<'a> {
    fn behind(waiting: &'a AtomicUsize) -> Result<Queued<'a>> {
        let queued = Queued(waiting);
        if waiting.fetch_add(1, Ordering::SeqCst) >= MAX_WAITING { Err(Error::Busy) } else { Ok(queued) }
    }
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The hash of a password that nobody has.
static NOBODYS: LazyLock<String> = LazyLock::new(|| {
    let random = format!("{:032x}", rand::random::<u128>());
    hash(&random).map(|hash| hash.0).unwrap_or_default()
});

/// 19 MiB, two passes: the OWASP password storage cheat sheet, 2026.
fn argon2() -> Argon2<'static> {
    Argon2::default()
}

/// What the same keys give in the Latin layout: `пароль` is `gfhjkm`.
fn by_keys(text: &str) -> String {
    replace(
        text,
        "йцукенгшщзхъфывапролджэячсмитьбюё",
        &[
            "q", "w", "e", "r", "t", "y", "u", "i", "o", "p", "[", "]", "a", "s", "d", "f", "g", "h", "j", "k", "l",
            ";", "'", "z", "x", "c", "v", "b", "n", "m", ",", ".", "`",
        ],
    )
}

/// How it sounds in Latin letters: `пароль` is `parol`.
fn by_sound(text: &str) -> String {
    replace(
        text,
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        &[
            "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
            "f", "h", "c", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya",
        ],
    )
}

fn replace(text: &str, letters: &str, latin: &[&str]) -> String {
    let lower = text.to_lowercase();
    let mut replaced = String::with_capacity(lower.len());
    for c in lower.chars() {
        match letters.chars().position(|letter| letter == c).and_then(|at| latin.get(at)) {
            Some(text) => replaced.push_str(text),
            None => replaced.push(c),
        }
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_guessed_first_is_refused() {
        for password in [
            "password",
            "Password1!",
            "qwertyuiop",
            "12345678901",
            "zaq12wsx",
            "haslo123",
            "пароль123",
            "йцукенгшщз",
            "gfhjkm123",
            "korob2026",
            "Olga2026",
            "olga.sidorova",
            "northgate1",
            "Наташа1990",
            "aaaaaaaaaaaaaaaa",
            "polska2026",
        ] {
            let refused = check(password, &["Olga Sidorova", "olga.sidorova@northgate.example", "Northgate Storage"]);
            assert_eq!(refused, Err(Problem::PasswordTooCommon), "{password}");
        }
        assert_eq!(check("шесть6", &[]), Err(Problem::TooShort { min: 8 }));
        assert_eq!(check(&"щ".repeat(201), &[]), Err(Problem::TooLong { max: 200 }));
    }

    #[test]
    fn length_is_enough_and_no_kind_of_character_is_demanded() {
        for password in [
            "correct horse battery staple",
            "тихий омут у старой мельницы",
            "zielony rower stoi pod kasztanem",
            "vQ7#mX2p!kRz",
            "x3Kd9 wombat Gdynia",
        ] {
            assert_eq!(check(password, &["Olga Sidorova"]), Ok(()), "{password}");
        }
        let long: String = (0..64).map(|n| char::from(b'!' + (n * 37 % 90) as u8)).collect();
        assert_eq!(check(&long, &[]), Ok(()));
    }

    #[tokio::test]
    async fn only_the_very_password_fits_its_hash() {
        let hasher = Hasher::default();
        let kept = hasher.hash("Тихий Омут".into()).await.unwrap().0;
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(hasher.verify("Тихий Омут".into(), Some(kept.clone())).await.unwrap());
        for wrong in ["тихий омут", "Тихий Омут ", ""] {
            assert!(!hasher.verify(wrong.into(), Some(kept.clone())).await.unwrap(), "{wrong}");
        }
        assert!(!hasher.verify("Тихий Омут".into(), None).await.unwrap());
    }
}
