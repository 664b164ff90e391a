### Backups and restoring, on a terminal: what, why, what to do; one line each.

## Why there is none
backup-exists = { $path } is there already; name another file with --out
backup-no-file = { $path }: there is no such file or folder
backup-is-a-folder = { $path } is a folder; name a file
backup-disk-full = the disk with { $path } is full; free some space or choose another disk
backup-io = { $path }: { $cause }
backup-no-room = { $path }: { $needed } are needed and { $free } are free; free some space or choose another disk
backup-unproven = { $path } would not restore: { $detail }; nothing was changed
backup-unfinished = a restore or an upgrade of { $path } is not finished: start the server, which finishes it, and try again
backup-place-gone = { $path } is not the folder that was chosen as the second place: its disk may be unplugged or not mounted. If another disk is meant to take its place, empty the field in Settings, Backups, save, and enter it again
backup-copy-taken = { $path } is there already and is not the same backup; it was left alone
backup-no-ssh = this machine has no OpenSSH: install openssh-client (on Windows the optional feature OpenSSH Client), then try again
backup-server-unreachable = { $address } does not answer: { $detail }
backup-server-another = { $address } shows another key than when it was chosen: it may be another server. If the server was installed anew, empty the address here, save, and enter it again
backup-server-kept-out = { $address } does not let Korob in. Add this line to the file .ssh/authorized_keys of that account: { $public_key }
backup-no-passphrase = the passphrase of backups is not on this machine ({ $path }); type it again in Settings, Backups
backup-not-an-archive = { $path } is no backup of Korob, or its end is missing
backup-damaged = { $path } is damaged: its bytes are not those that were written; use another backup
backup-strange = { $path } holds what Korob does not write ({ $detail }); use another backup
backup-newer = { $path } was made by Korob { $made_by }, which this executable does not know; install Korob { $made_by } or newer
backup-encrypted = { $path } is encrypted; open it with --identity and the file of its key, or with --passphrase-file and a file of its words
backup-wrong-key = { $path } is encrypted with another key or other words; give the right ones with --identity or --passphrase-file
backup-changed = { $part } changed while it was read; try again
backup-bad-recipient = --encrypt-to { $given }: give a recipient of age, which begins with age1
backup-secret-recipient = --encrypt-to: this is the secret key, which opens backups; give the public one, which begins with age1
backup-no-identity = { $path } holds no identity of age (a line that begins with AGE-SECRET-KEY-1)
backup-no-words = { $path }: its first line is empty; write the passphrase there
backup-bad-words = { $path }: this passphrase cannot be used ({ $problem })

## What was written, found and restored
backup-written = { $path }: { $size }
backup-holds = companies { $companies }, contacts { $contacts }, leads { $leads }, deals { $deals }, activities { $activities }, files { $files } ({ $size })
backup-holds-rows = companies { $companies }, contacts { $contacts }, leads { $leads }, deals { $deals }, activities { $activities }, files { $files }
backup-missing-file = the file { $hash } is gone from the disk or damaged and is not in the backup
backup-missing-files =
    { $count ->
        [one] { $count } file was gone from the disk or damaged when the backup was made.
       *[other] { $count } files were gone from the disk or damaged when the backup was made.
    }
backup-none = There are no backups yet; `korob backup` makes one.
backup-is-encrypted = encrypted
backup-unreadable = cannot be read; `korob backup verify` says why
backup-sealed = { $path } is as it was written. It is encrypted: only with --identity or --passphrase-file can it be proven that it restores.
backup-proven = { $path } restores: it was unpacked, and every page, row, link and packed file is as it should be.
backup-about = { $office }, { $at }, Korob { $made_by }
backup-yes-needed = there is an office in { $path }; add --yes if it is to be replaced
backup-of-it = In the backup: { $holds }
backup-replaces-uncounted = In the folder: an office whose database is lost or damaged; what it holds cannot be counted
backup-replaces = In the folder: { $holds }
backup-other-office = The folder holds ANOTHER office than the backup.
backup-ask = Replace what is in the folder? It is kept aside. [y/N]
backup-not-restored = nothing was changed
backup-now = Now: { $holds }
backup-before = Before: { $holds }
backup-closed = Sessions ended: { $sessions }, tokens ended: { $tokens }.
backup-kept = What was replaced is kept in { $path }; delete it when it is not needed any more.
backup-restored = { $path }: restored. Start the server.

## The page of administrators
backups-title = Backups
backups-make = Make one now
backups-being-made = A backup is being made and restored to see whether it is good.
backups-being-copied = The last backup is on its way to the second place.
backups-proven = The backup of { $when } was restored to see whether it is good, and it is.
backups-stale = The last backup that is known to restore is of { $when }. That is too long ago.
backups-never = There is no backup yet that is known to restore.
backups-failed = The last attempt failed: { $failure }
backups-copy-failed = It is not in the second place: { $failure }
backups-clearing-failed = Old backups cannot be removed: { $failure }
backups-off = Automatic backups are off.
backups-lacks-words = Backups are to be encrypted with a passphrase that is not on this server, so none is made. Type it again.
backups-none = No backups yet
backups-where = They will lie in { $folder }
backups-there = What is there
backups-made = Made
backups-holds = Holds
backups-size = Size
backups-clients =
    { $count ->
        [one] { $count } client
       *[other] { $count } clients
    }
backups-deals =
    { $count ->
        [one] { $count } lead or deal
       *[other] { $count } leads and deals
    }
backups-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
backups-unreadable = cannot be read
backups-needs-passphrase = encrypted · passphrase
backups-needs-identity = encrypted · age key
backups-download = Download { $name }
backups-plan = Schedule
backups-each-night = Make a backup every night
backups-hour = Time
backups-hour-hint = By the clock of the office: { $zone }
backups-second-place = Copy to a second place
backups-second-place-hint = A folder on another disk or a mounted share: /mnt/backups. Or on another machine: sftp://name@server/folder. Empty for none.
backups-second-place-beside = This folder is on the same disk as the office: a disk that fails takes both.
backups-server-key = The server is known by its key
backups-own-key = Korob is known there by its key
backups-keep = Keep the last
backups-daily = Days
backups-weekly = Weeks
backups-monthly = Months
backups-keep-hint = Of each of the last so many days, weeks and months the newest stays. Backups that somebody asked for stay until somebody deletes them.
backups-encryption = Encryption
backups-encryption-hint = For the backups of the night and those made on this page. Those that are there already stay as they are.
backups-encryption-off = None: whoever has a backup can read everything
backups-encryption-recipient = For a public key (recommended): the server itself cannot open its backups
backups-encryption-passphrase = With a passphrase, which lies on the server
backups-recipient = Public key of age
backups-recipient-hint = age1…, as korob backup keygen --out key.txt prints it. Keep key.txt in two places away from the server.
backups-passphrase = Passphrase
backups-passphrase-hint = At least 12 characters; empty keeps the one that is set. Write it down in two places away from the server.
backups-key-lost = If the secret key or the passphrase is lost, so are the backups: nobody can open them then, Korob’s makers neither.
backups-how-to-restore = To restore one, stop the server and run on its machine:
backups-alarm = There is no backup of the last day and a half that is known to restore.
backups-alarm-copy = The last backup has not reached the second place.
backups-alarm-more = What is wrong
backups-spared = { $name } still holds them and is not cleared up.
backups-delete = Delete { $name }
backups-delete-title = Delete this backup?
backups-delete-text = { $name } is deleted from this machine for good. A copy in the second place stays.
backups-delete-last = This is the last backup that is known to restore: make another one first
backups-deleted = Backup deleted
