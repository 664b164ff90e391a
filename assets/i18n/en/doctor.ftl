### What `korob doctor` and the page "Health" say: what was looked at, what was found, what to do about it.

## What was looked at
doctor-folder = Data folder
doctor-rights = Rights
doctor-server = Server
doctor-versions = Versions
doctor-settings = Start-up settings
doctor-keys = Secret key
doctor-licence = Licence
doctor-certificate = Certificate
doctor-disk = Disk
doctor-reserve = Reserve
doctor-copy = Copy
doctor-database = Database
doctor-links = Links
doctor-schema = Schema
doctor-log = Log of the database
doctor-search = Search
doctor-history = History
doctor-files = Files
doctor-leftovers = Left over
doctor-kept = Kept aside
doctor-backups = Backups
doctor-second-place = Second place
doctor-imports = Imports
doctor-clock = Clock

## What was found
doctor-unknown = Cannot be looked at: { $cause }
doctor-rights-good = Only the owner gets at it
doctor-rights-loose =
    { $count ->
        [one] { $count } file or folder is open to others or belongs to somebody else: { $name }
       *[other] { $count } files and folders are open to others or belong to somebody else, among them { $name }
    }
doctor-server-runs = Serves the folder (pid { $pid })
doctor-server-none = None is running
doctor-machine-died = The machine went down under the last server; the next start looks at the database first
doctor-swap-pending = A restore or an upgrade was decided and is not finished
doctor-versions-good = Korob { $version }, SQLite { $sqlite }
doctor-settings-good = All of them can be used
doctor-keys-good = It is there
doctor-keys-none = None was needed so far
doctor-keys-empty = secret.key is empty; secrets kept in the database cannot be read without it
doctor-licence-there = license.key is there
doctor-licence-none = None
doctor-certificate-good = Good until { $until } (UTC)
doctor-certificate-ends-soon = Ends on { $until } (UTC)
doctor-certificate-not-valid = Not valid: its days end on { $until } (UTC), or the clock of this machine is wrong
doctor-disk-free = { $free } of { $whole } are free
doctor-reserve-held = Space is held back for the day the disk is full
doctor-reserve-none = No space is held back for the day the disk is full
doctor-database-in-use = { $size }, in use
doctor-database-whole = { $size }; every page, row and index is whole
doctor-database-damaged = It is damaged: { $detail }
doctor-fault = Nothing is written any more: { $detail }
doctor-links-good = Whatever rows refer to is there
doctor-links-broken = Rows refer to rows that are missing: { $tables }
doctor-schema-newest = { $schema }, the newest
doctor-schema-due = { $schema }, of Korob { $version }; the next start upgrades it
doctor-log-size = { $size }
doctor-search-good = What was looked at is found ({ $records } records)
doctor-search-wrong =
    { $count ->
        [one] { $count } record is not found as it should be
       *[other] { $count } records are not found as they should be
    }
doctor-search-damaged = Its index is damaged: { $detail }
doctor-history-good = Nothing of it was changed afterwards
doctor-history-broken = It was changed from event { $event } on
doctor-files-good =
    { $count ->
        [one] { $count } file on records is there ({ $size } in all, { $read } read through; { $orphans } not needed any more)
       *[other] { $count } files on records are there ({ $size } in all, { $read } read through; { $orphans } not needed any more)
    }
doctor-files-lost = Missing: { $missing }, damaged: { $damaged }
doctor-leftovers-none = Nothing
doctor-leftovers-found =
    { $count ->
        [one] { $count } file or folder of work that was cut short
       *[other] { $count } files and folders of work that was cut short
    }
doctor-kept-found =
    { $count ->
        [one] { $count } folder with what a restore or an upgrade replaced: { $name } ({ $size })
       *[other] { $count } folders with what restores and upgrades replaced, among them { $name } ({ $size } in all)
    }
doctor-second-place-waits = The last backup is not in { $place } yet
doctor-second-place-none = Backups lie on the disk that they are to protect from
doctor-imports-good = None stopped half-way
doctor-imports-stopped =
    { $count ->
        [one] { $count } stopped before the end of its file
       *[other] { $count } stopped before the end of their files
    }
doctor-clock-behind = It says { $now }, but something was done here at { $last }

## What to do
doctor-do-fix = korob doctor --fix
doctor-do-start = Start the server
doctor-do-restore = Stop the server and restore the last backup: korob restore
doctor-do-restore-file = Put it back from the last backup
doctor-do-settings = Correct korob.toml or the KOROB_ variables; korob config check
doctor-do-licence = korob license renew with the right one, or remove license.key
doctor-do-certificate = Put a new one in its place; that of the machine's own authority is renewed by a server that runs
doctor-do-free = Free some space, or move the folder to a larger disk
doctor-do-reserve = Free some space; the server then takes it back by itself
doctor-do-salvage = Stop the server and restore the last backup (korob restore); without one, korob doctor salvage --to DIR saves what can be read
doctor-do-upgrade = Start the server, or korob upgrade
doctor-do-log = Stop the server and start it again; if it grows anew, something reads for very long
doctor-do-rebuild = Stop the server, korob doctor --fix makes it anew
doctor-do-history = Somebody had a hand on the file itself: find out who can get at this machine
doctor-do-files = Bring them back from an earlier backup
doctor-do-delete-kept = Delete it once nobody wants to go back: Settings, Versions
doctor-do-backup = korob backup makes one now; Settings, Backups says why there is none
doctor-do-switch-on = Switch them on in Settings, Backups
doctor-do-passphrase = Type it again in Settings, Backups
doctor-do-copy = For the office that people work in, restore a backup of that office
doctor-do-second-place = See whether the disk or the server is there; Settings, Backups
doctor-do-choose-second-place = Name a folder on another disk or on a server in Settings, Backups
doctor-do-copy-now = Settings, Jobs brings it there at once
doctor-do-clear-up = See whether Korob may delete in the folder of backups
doctor-do-imports = Go on with it from its page, or take it back there
doctor-do-clock = Set the clock of the machine
doctor-do-authority = Set the clock of the machine. If it is right now and was wrong when the authority was made, stop the server, remove authority.key and server.key from tls/ and start it again; every device must then be told to trust the new authority

## What was set right, and what was not
doctor-done-rights =
    { $count ->
        [one] { $count } file or folder is the owner's alone now.
       *[other] { $count } files and folders are the owner's alone now.
    }
doctor-done-reserve = Space is held back again.
doctor-done-leftovers =
    { $count ->
        [one] { $count } file or folder of work that was cut short is removed.
       *[other] { $count } files and folders of work that was cut short are removed.
    }
doctor-done-search = The search was made anew from { $records } records.
doctor-left-served = A server is using the folder (pid { $pid }); stop it, so that the search can be made anew and what is left over removed
doctor-left-upgrade = The database is of an earlier version: upgrade it first, then the search can be made anew
doctor-left-rights = { $path } stays as it is: { $cause }; call this as root or as the owner of the folder
doctor-left-file = { $path } cannot be removed: { $cause }
doctor-left-reserve = The disk has no room for the reserve
doctor-left-search = The search cannot be made anew: { $cause }
doctor-left-tidy = The search stays in many pieces: { $cause }
doctor-nothing-to-fix = There was nothing to set right.
doctor-is-bad =
    { $count ->
        [one] { $count } thing is bad
       *[other] { $count } things are bad
    }

## Salvage and bundle
doctor-not-empty = { $path } is not empty; name a new folder
doctor-within = { $path } lies in the data folder, where nothing is to be written now; name a folder elsewhere
doctor-lost = lost: { $lost }
doctor-lost-unknown = damaged; how many rows are lost cannot be told
doctor-saved-files =
    { $count ->
        [one] Saved { $count } file; damaged: { $damaged }, missing: { $missing }.
       *[other] Saved { $count } files; damaged: { $damaged }, missing: { $missing }.
    }
doctor-rows-lost = no row of the database could be read, only files were saved ({ $why }); the records are in the backups: korob restore, from { $backups } or from where copies are kept
doctor-saved = All that could be read is in { $path }. Nothing was changed in the data folder.
doctor-bundled = { $path } can be sent to whoever helps: it names no person, firm, address or number. Look into it: tar --zstd -xf
