### Why a command is not carried out: what, why, what to do. One line each, for a terminal.

cli-no-such-user = nobody here has the e-mail { $email }; `korob user list` shows everybody
cli-disabled = { $email } cannot sign in any more, so nothing is done on their behalf; let them in with `korob user enable`, or name somebody else with --as
cli-no-such-token = there is no token { $id } that lets anybody in; `korob token list` shows all of them
cli-bad-expiry = --expires { $given }: give a day to come (2027-01-31) or a number of days (90d)
cli-not-set-up = the office is not set up yet: open the link that `korob serve` prints, or begin with `korob user add --role admin`
cli-first-is-admin = the office is not set up yet: its first user is an administrator; add one with --role admin
cli-holds-records = the office holds records, and invented ones would mix with them; add --yes if that is wanted
cli-no-column = no column of the file goes into a field ({ $titles }); name where they go with --map
cli-begun = the office is set up: --firm, --country, --currency and --zone are for a new one; leave them out
cli-forbidden = this role may not do that; name an administrator with --as
cli-again = Try again in a few seconds.
cli-disk-full = Free some space and try again.
cli-no-office = there is no office in { $path }: name its folder with --data, or begin one with `korob serve` or `korob user add`
cli-not-yours = you may not look into { $path }: run the command with sudo, or as the user whose folder it is

## What commands say of what they did
cli-user-added = { $email } was added ({ $role }).
cli-password-set = { $email } has a new password; all earlier ways in are closed.
cli-password-prompt = Password:
cli-password-missing = --password-stdin: stdin holds no password
cli-password-link = The password is chosen here, once:
cli-user-disabled = { $email } cannot sign in any more.
cli-user-enabled = { $email } can sign in again.
cli-state-active = active
cli-state-invited = invited
cli-state-disabled = disabled
cli-token-revoked = Token { $id } lets nobody in any more.
cli-token-revoked-at = revoked { $at }
cli-token-until = until { $at }
cli-token-for-ever = for ever
cli-seeded = Made: companies { $companies }, contacts { $contacts }, leads { $leads }, deals { $deals }, activities { $activities }.
cli-no-kind = there are no { $plural }; choose { $choice }
cli-no-format = there is no { $format } of { $plural }; choose { $choice }
cli-no-file = { $path } is no file; name the file to import
cli-cannot-read = { $path } cannot be read: { $cause }
cli-too-long = { $path } is too long for what it is to be; name another file
cli-no-text = { $path } is no text in UTF-8
cli-cannot-write = { $path } cannot be written: { $cause }
cli-bad-map = { $path } is no JSON object of titles and where they go: { $cause }
cli-own-database = { $path } is the database of this office; name a file of another program
cli-migration-applied = applied
cli-migration-due = due
cli-database-none = There is no database yet: the first start makes one.
cli-database-newer = The database has schema { $found }, made by a newer Korob; this one knows { $known }.
cli-database-up-to-date = The database is up to date.
cli-database-due = The next start of the server upgrades the database.
cli-exported =
    { $count ->
        [one] { $path }: { $count } record, { $size }
       *[other] { $path }: { $count } records, { $size }
    }
cli-too-many = too many commands run at once on this server; wait until one is done
cli-not-understood = the server does not understand the command ({ $detail })
cli-other-version = the server on this folder is Korob { $server }, this command { $command }; restart the server
cli-server-stopped = the server stopped before the command was done; look at what is there, then repeat it
cli-out-full = The disk with { $path } is full
cli-answers = The server answers.
cli-no-answer = no server answers: { $cause }
cli-no-server = no server answers: none runs on { $path }; `korob serve` starts one

## What is wrong with the words of a command
cli-usage-no-command = there is no command { $given }
cli-usage-needs-command = { $command } needs one of { $choice }
cli-usage-unknown = { $argument } is not understood here
cli-usage-missing = missing: { $arguments }
cli-usage-no-value = { $argument } needs a value
cli-usage-takes-none = { $argument } takes no value
cli-usage-bad-value = { $argument } cannot be "{ $given }": { $why }
cli-usage-choose = choose one of: { $choice }
cli-usage-day = write the day as in 2027-12-31
cli-usage-number = write a whole number, not below zero and not too large
cli-usage-twice = { $argument } is given more than once
cli-usage-conflict = { $argument } does not go together with { $other }
cli-usage-not-unicode = an argument is no text in UTF-8
cli-usage-similar = perhaps { $similar } was meant
cli-usage-help = see { $command } --help
