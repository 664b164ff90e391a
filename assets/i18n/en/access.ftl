### Coming in, people, devices, tokens.

## Signing in

access-login = Sign in
# $office is the name of the firm.
access-login-office = { $office }, office server
access-email = E-mail
access-password = Password
access-show-password = Show password
access-keep = Keep me signed in on this computer
access-language = Language
access-data-stays = Data stays in this office
# $name is the administrator's.
access-forgot = Forgot it? Your administrator, { $name }, can set a new one.
access-login-wrong =
    { $count ->
        [one] E-mail and password do not match. { $count } try left, then a { $minutes }-minute pause.
       *[other] E-mail and password do not match. { $count } tries left, then a { $minutes }-minute pause.
    }
access-login-last = E-mail and password do not match. The next try is possible in { $minutes } minutes.
access-login-paused =
    { $count ->
        [one] Too many tries. The next one is possible in { $count } minute.
       *[other] Too many tries. The next one is possible in { $count } minutes.
    }
access-logout = Sign out
# When the user must wait to confirm with the password.

## Choosing a password by a link

access-welcome = Welcome to Korob
access-welcome-text = { $name }, choose a password. With it and { $email } you sign in from now on.
access-new-password = New password
access-password-hint = At least 8 characters. A few words are easier to remember and harder to guess
access-password-save = Save and sign in
access-link-dead = This link is no longer good
access-link-dead-text = It was used already, or its time is over. Ask your administrator for a new one.
access-to-login = To the sign-in page

## People

access-users = Users
access-users-active =
    { $count ->
        [one] { $count } active
       *[other] { $count } active
    }
access-user-add = Add user
access-user-name = Name
access-user-role = Role
access-user-seen = Seen
access-user-state = State
access-user-you = you
access-user-active = Active
access-user-invited = Invited
access-user-disabled = Disabled
access-user-never = Not yet
access-role-admin-text = Sees all records, manages users and settings
access-role-head-text = Sees all records
access-role-staff-text = Sees the records they are responsible for
access-first-password = First password
access-first-password-hint = Empty: you get a link with which the user chooses the password
access-user-create = Add
access-user-link = Link for { $name }
access-user-link-text = Send it in person: whoever opens it first chooses the password. It is good until { $until } and shown only now.
access-user-link-new = New link to choose a password
access-user-link-new-text = For who forgot the password or lost the invitation. The present password works until the link is used.
access-user-back = To the users
access-user-disable = Disable
access-user-disable-text = Ends the user's sessions and tokens at once. Records and history stay.
access-user-enable = Let in again
access-user-enable-text = The user signs in with the same password as before.
access-user-handover = Hand over records
access-user-handover-text =
    { $count ->
        [one] { $name } is responsible for { $count } record.
       *[other] { $name } is responsible for { $count } records.
    }
access-user-handover-to = New responsible
access-user-handover-done =
    { $count ->
        [one] { $count } record handed over
       *[other] { $count } records handed over
    }
access-user-handover-none = { $name } is responsible for no records.
access-user-changed = Somebody changed this user in the meantime. These are the present values: repeat your change.
access-user-sessions-end = End all sessions
access-confirm-password = Your password
access-confirm-password-hint = Needed to change the e-mail or the role

## Oneself

access-profile = Profile
access-profile-you = You
access-profile-look = How it looks
access-zone = Time zone
access-theme = Colours
access-theme-auto = As the computer has it
access-theme-light = Light
access-theme-dark = Dark
access-density = Rows
access-density-compact = Compact
access-density-normal = Normal
access-density-roomy = Roomy
access-keys = Single-letter keys
access-keys-hint = J and K walk a list, N creates, ? shows all keys
access-password-change = Change password
access-password-old = Present password
access-password-changed = The password is changed. Other devices are signed out, API tokens are ended.
access-password-warning = Signs you out on all other devices and ends your API tokens.
access-devices = Devices
access-device-this = This device
access-device-seen = Last seen { $when }
access-device-since = signed in { $when }
access-device-end = End session
access-devices-end = End all other sessions
access-device-unknown = Unknown browser
access-tokens = API tokens
access-tokens-text = A program with a token does what you may do. Give each program its own.
access-tokens-none = No tokens yet
access-token-name = What it is for
access-token-name-hint = The name of the program
access-token-expires = Good until
access-token-forever = for ever
access-token-create = Create token
access-token-created = The token is shown only now. Copy it to its program.
access-token-revoke = End
access-token-revoked = Ended { $when }
access-token-expired = Expired { $when }
access-token-used = Last used { $when }
access-token-unused = Not used yet
access-token-until = good until { $when }
access-token-password-hint = So that nobody makes one while you are away
access-user-is-disabled = This user is disabled: let them in again first
