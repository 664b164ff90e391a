//! The one error type. Verbs return it; the edges (page, API, CLI) choose its dress.

use super::Lang;
use std::collections::BTreeMap;
use std::fmt;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or the viewer may not know that there is.
    #[error("not found")]
    NotFound,
    /// Some fields cannot be accepted as they are.
    #[error("invalid input: {0}")]
    Invalid(FieldErrors),
    /// The request itself cannot be understood: an unknown filter, sort key, cursor or parameter.
    #[error("bad request: {0}")]
    BadRequest(String),
    /// The viewer may see it, but not do this.
    #[error("forbidden")]
    Forbidden,
    /// The record was changed by somebody else since it was read; the current version.
    #[error("changed since it was read (now version {current_version})")]
    Stale { current_version: i64 },
    /// The step does not fit the present state: why.
    #[error("conflict: {0}")]
    Conflict(Told),
    /// The box cannot take the work now; trying again later helps.
    #[error("busy")]
    Busy,
    /// The disk is full; nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// The disk reported a fault, or a check found damage: only reading goes on until the box was looked at.
    #[error("writing was stopped: {0}")]
    WritesStopped(String),
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

impl Error {
    /// Why the step does not fit, as a text of `platform::i18n`.
    pub fn conflict(why: fn(Lang) -> &'static str) -> Self {
        Error::Conflict(Told(why))
    }

    /// With what caused it, in English: for the log, and behind words of one's own.
    pub fn with_causes(&self) -> String {
        match self {
            Error::Internal(error) => format!("{error:#}"),
            error => error.to_string(),
        }
    }

    /// One field, one problem.
    pub fn invalid(field: impl Into<String>, problem: Problem) -> Self {
        Error::Invalid(FieldErrors::one(field, problem))
    }
}

/// What is told to people, in the language of each; the log has it in English.
#[derive(Clone, Copy)]
pub struct Told(fn(Lang) -> &'static str);

impl Told {
    pub fn text(self, lang: Lang) -> &'static str {
        (self.0)(lang)
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(Lang::En))
    }
}

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.text(Lang::En))
    }
}

/// Problems by field path (`name`, `phones[1].value`), in the order of the path.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FieldErrors(BTreeMap<String, Vec<Problem>>);

impl FieldErrors {
    /// One field, one problem.
    pub fn one(field: impl Into<String>, problem: Problem) -> FieldErrors {
        let mut errors = FieldErrors::default();
        errors.add(field, problem);
        errors
    }

    /// The same problem at the same field is told once.
    pub fn add(&mut self, field: impl Into<String>, problem: Problem) {
        let problems = self.0.entry(field.into()).or_default();
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first problem of the field itself or of any part of it (`phones` also finds `phones[1].value`).
    pub fn first(&self, field: &str) -> Option<&Problem> {
        self.iter()
            .find(|(path, _)| path.split('[').next() == Some(field) || *path == field)
            .map(|(_, problem)| problem)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.0.iter().flat_map(|(path, problems)| problems.iter().map(move |problem| (path.as_str(), problem)))
    }

    /// `Ok` when nothing was found wrong.
    pub fn into_result(self) -> Result<()> {
        if self.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<String> = self.iter().map(|(path, problem)| format!("{path}: {}", problem.code())).collect();
        f.write_str(&texts.join(", "))
    }
}

/// What is wrong with a value. The texts for people are in `platform::i18n`; `code` is for machines.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    Required,
    TooLong {
        max: usize,
    },
    TooShort {
        min: usize,
    },
    /// Letters where a whole number belongs.
    NotANumber,
    OutOfRange {
        min: i64,
        max: i64,
    },
    NotAnAmount,
    NegativeAmount,
    NotADate,
    NotATime,
    NotABool,
    NotAnEmail,
    NotAPhone,
    NotAUrl,
    /// A currency, zone, country or language that is not known.
    UnknownCode,
    /// None of the values offered.
    NotAnOption,
    /// Refers to a user or record that does not exist or cannot be seen.
    NoSuchRecord,
    UnknownField,
    ReadOnly,
    /// The JSON value has another type than the field.
    WrongType {
        expected: &'static str,
    },
    TooMany {
        max: usize,
    },
    AlreadyTaken,
    /// Control characters or other text that cannot be stored.
    BadCharacters,
    PasswordTooCommon,
    PasswordWrong,
    /// Too many were tried: the next one is not looked at for some minutes.
    PasswordPaused,
    /// Nobody would be left who may manage the office.
    LastAdmin,
    /// As many people are active as may be.
    NoFreeSeat {
        seats: u32,
    },
    /// At least one of several fields is needed to know who or what this is.
    NoIdentity,
    /// A closed status asks why.
    ReasonRequired,
    /// A file that is no table that can be read; why, as a stable code.
    Unreadable {
        code: &'static str,
    },
    /// A stage that may not be left out stands in between; what it is called.
    StageSkipped {
        named: String,
    },
    /// A file is over the limit; without a name it is all of them together.
    FileTooLarge {
        name: String,
        max_bytes: u64,
    },
    /// A file of a kind that is not taken here, by the ending of its name.
    FileRefused {
        name: String,
        ending: String,
    },
    /// No public key of age.
    NotARecipient,
    /// A folder that is not there, cannot be written, or lies where it is of no use.
    FolderUnusable,
    /// No address of a folder on another machine.
    NotAServer,
    /// Another machine will not have it; why, in the words of whoever asked it, in the reader's language.
    Refused {
        why: String,
    },
    /// A file without a single byte.
    FileEmpty {
        name: String,
    },
    /// A currency was changed under sums that nobody mentioned; what they are called.
    SumsLeft {
        named: String,
    },
    /// A lead is converted by saying into what, not by choosing the status.
    NeedsConversion,
    /// Something is planned for a time that is over.
    InThePast,
    /// A converted lead is opened again by taking the conversion back, not by choosing a status.
    AlreadyConverted,
}

impl Problem {
    /// A stable snake_case code for the API, the CLI and import reports.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::Required => "required",
            Problem::TooLong { .. } => "too_long",
            Problem::TooShort { .. } => "too_short",
            Problem::NotANumber => "not_a_number",
            Problem::OutOfRange { .. } => "out_of_range",
            Problem::NotAnAmount => "amount_invalid",
            Problem::NegativeAmount => "amount_negative",
            Problem::NotADate => "date_invalid",
            Problem::NotATime => "time_invalid",
            Problem::NotABool => "not_a_bool",
            Problem::NotAnEmail => "email_invalid",
            Problem::NotAPhone => "phone_unparsed",
            Problem::NotAUrl => "url_invalid",
            Problem::UnknownCode => "unknown_code",
            Problem::NotAnOption => "not_an_option",
            Problem::NoSuchRecord => "no_such_record",
            Problem::UnknownField => "unknown_field",
            Problem::ReadOnly => "read_only",
            Problem::WrongType { .. } => "wrong_type",
            Problem::TooMany { .. } => "too_many",
            Problem::AlreadyTaken => "already_taken",
            Problem::BadCharacters => "bad_characters",
            Problem::PasswordTooCommon => "password_too_common",
            Problem::PasswordWrong => "password_wrong",
            Problem::PasswordPaused => "password_paused",
            Problem::LastAdmin => "last_admin",
            Problem::NoFreeSeat { .. } => "no_free_seat",
            Problem::NoIdentity => "no_identity",
            Problem::ReasonRequired => "reason_required",
            Problem::Unreadable { code } => code,
            Problem::StageSkipped { .. } => "stage_skipped",
            Problem::FileTooLarge { .. } => "file_too_large",
            Problem::FileRefused { .. } => "file_refused",
            Problem::NotARecipient => "recipient_invalid",
            Problem::FolderUnusable => "folder_unusable",
            Problem::NotAServer => "server_invalid",
            Problem::Refused { .. } => "refused",
            Problem::FileEmpty { .. } => "file_empty",
            Problem::SumsLeft { .. } => "sums_left",
            Problem::NeedsConversion => "needs_conversion",
            Problem::InThePast => "in_the_past",
            Problem::AlreadyConverted => "already_converted",
        }
    }
}
