//! What an administrator types about a user.

use super::model::{NewUser, User, UserChanges};
use crate::access::password;
use crate::access::viewer::Role;
use crate::kernel::email::EmailAddress;
use crate::kernel::{FieldErrors, Lang, Problem};
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use serde::Deserialize;

#[derive(Deserialize, Default)]
pub(super) struct UserForm {
    pub name: String,
    pub email: String,
    pub role: String,
    #[serde(default)]
    pub password: String,
    #[serde(default)]
    pub confirm_password: String,
    pub version: Option<i64>,
}

/// Who asks for a link that sets a password.
#[derive(Deserialize, Default)]
pub(super) struct LinkForm {
    #[serde(default)]
    pub link_password: String,
}

impl UserForm {
    /// For somebody new.
    pub fn blank() -> UserForm {
        UserForm { role: Role::Staff.code().to_owned(), ..UserForm::default() }
    }

    pub fn of(user: &User) -> UserForm {
        UserForm {
            name: user.name.clone(),
            email: user.email.clone(),
            role: user.role.code().to_owned(),
            version: Some(user.version),
            ..UserForm::default()
        }
    }

    /// The new user without the password, which is only checked here: hashing takes long.
    pub fn new_user(&self, office: &Office) -> Result<NewUser, FieldErrors> {
        let mut errors = FieldErrors::default();
        let email = self.email(&mut errors);
        let role = self.role(&mut errors);
        if !self.password.is_empty()
            && let Err(problem) = password::check(&self.password, &[&self.name, &self.email, &office.name])
        {
            errors.add("password", problem);
        }
        match (email, role) {
            (Some(email), Some(role)) if errors.is_empty() => Ok(NewUser {
                name: self.name.clone(),
                email,
                role,
                lang: office.lang,
                zone: office.tz(),
                password: None,
            }),
            _ => Err(errors),
        }
    }

    pub fn changes(&self) -> Result<UserChanges, FieldErrors> {
        let mut errors = FieldErrors::default();
        let email = self.email(&mut errors);
        let role = self.role(&mut errors);
        match (email, role) {
            (Some(email), Some(role)) => {
                Ok(UserChanges { name: self.name.clone(), email, role, version: self.version.unwrap_or_default() })
            }
            _ => Err(errors),
        }
    }

    fn email(&self, errors: &mut FieldErrors) -> Option<EmailAddress> {
        let email = EmailAddress::parse(&self.email);
        if email.is_none() {
            let problem = if self.email.trim().is_empty() { Problem::Required } else { Problem::NotAnEmail };
            errors.add("email", problem);
        }
        email
    }

    fn role(&self, errors: &mut FieldErrors) -> Option<Role> {
        let role = Role::parse(&self.role);
        if role.is_none() {
            errors.add("role", Problem::NotAnOption);
        }
        role
    }
}

/// What the role is called and what it may do.
pub fn role_words(role: Role, lang: Lang) -> (&'static str, &'static str) {
    match role {
        Role::Admin => (tr::ui_role_admin(lang), tr::access_role_admin_text(lang)),
        Role::Head => (tr::ui_role_head(lang), tr::access_role_head_text(lang)),
        Role::Staff => (tr::ui_role_staff(lang), tr::access_role_staff_text(lang)),
    }
}
