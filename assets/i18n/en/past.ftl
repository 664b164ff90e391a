### Looking into a backup and bringing records back.

past-title = Backup of { $when }
past-look = Look inside { $name }
past-open = Open
past-close = Close the backup
past-opening = The backup is being unpacked and looked at. Nothing changes meanwhile.
past-not-open = This backup is not open
past-not-open-text = It is unpacked into a private folder of the server, only to be read. It closes by itself after an hour without use.
past-encrypted-text = It is encrypted. Its passphrase is kept in memory for as long as it is open.
past-passphrase = Passphrase
past-show-passphrase = Show the passphrase
past-wrong-passphrase = The passphrase does not open this backup.
past-encrypted-key-text = It is encrypted for a key of age. The secret key is kept in memory for as long as it is open.
past-identity = Secret key (AGE-SECRET-KEY-1…)
past-show-identity = Show the secret key
past-wrong-identity = No secret key in this text opens this backup.
past-other-office = { $name } is a backup of another office ({ $office }); nothing of it can be brought here
past-other-record = Another record bears this number today: the office once went back to an older backup. It cannot be brought back.
past-busy = Another backup is being opened at this moment; try again in a minute
past-search = Search this backup
past-only-lost = Only differences
past-everything = Everything
past-changed-at = Last changed then
past-today = Today
past-then = Then
past-field = Field
past-same = as it was
past-changed = changed
past-in-bin = in the bin
past-gone = gone
past-other = another record
past-was-in-bin = in the bin then
past-nothing = Nothing here
past-nothing-lost = Nothing is gone or changed
past-nothing-lost-text = All records of this kind are as they were in the backup.
past-looked-at = Compared { $count } records; the next page has older ones.
past-looked-at-nothing = Nothing so far
past-open-today = Open as it is today
past-bring-back = Bring back
past-bring-fields = Bring back what is ticked
past-take-field = Bring back: { $label }
past-is-same = This record is as it was in the backup.
past-is-gone = This record is gone. It comes back under its number, with its comments, files and links.
past-is-in-bin = This record is in the bin. It comes out of it; what is ticked becomes what it was.
past-is-changed = What is ticked becomes what it was; comments and files come back. Everything else stays as it is today.
past-comments = Comments
past-files = Files
past-linked = Linked
past-empty = empty
past-done = Brought back
past-done-many =
    { $count ->
        [one] { $count } record brought back
       *[other] { $count } records brought back
    }
past-done-nothing = Nothing was brought back
past-lost = Could not come along
past-lost-responsible = Responsible was { $name }, who does not work here any more; now it is you.
past-lost-author = { $name } is not known here any more; the comments and files of this person now bear your name.
past-lost-file = The file { $name } is not to be had any more.
past-lost-named = { $field }: { $name } is not there any more.
past-lost-others = { $kind }: there were too many; only the newest { $count } came along. Bring the others back from their own list.
past-refused = Not brought back
past-refused-one = { $name }: { $why }
past-stale = This record was changed a moment ago. Look at it once more.
