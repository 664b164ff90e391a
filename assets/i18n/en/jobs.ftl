### What the server is at by itself: /settings/jobs.

jobs-title = Jobs
jobs-own = The server does by itself
jobs-of-people = Long work that people began
jobs-of-people-none = Nothing is going on, and no import has stopped.
jobs-next = Next
jobs-last = Last
jobs-last-failure = Last failure
jobs-could-not = It could not be done: { $detail }
jobs-not-yet = not yet
jobs-running = Being done
jobs-waiting = Waiting
jobs-off = Off
jobs-failed = Failed
jobs-stopped = Stopped
jobs-run = Do it now
jobs-retry = Try again
jobs-begun = Begun

## When it is done next
jobs-next-soon = soon
jobs-next-every-secs =
    { $count ->
        [one] every { $count } second
       *[other] every { $count } seconds
    }
# $length such as "2 h".
jobs-next-every = every { $length }
jobs-next-with-changes = with somebody's change, at most every { $length }
jobs-next-at-start = at the next start of the server
jobs-next-with-backup = after the next backup
jobs-next-never = not at all: it is not switched on

## What it does
jobs-backups = Makes a backup every night, restores it to see whether it is good, and removes those that need not stay.
jobs-backup-good = A backup was made and restores.
jobs-copies = Brings each backup to the second place: another disk or a server. After a failure it is tried again every hour.
jobs-copy-good = The last backup is there, too.
jobs-names-title = Names and certificate
jobs-names = Learns the names and addresses of this machine, renews the certificate or reads its files again.
jobs-names-good = Nothing stands against it.
jobs-files-title = Files nobody needs
jobs-files = Removes files that no record and no Undo of the last 30 days needs. Nothing is removed while something is kept aside of a restore or an upgrade.
jobs-files-removed =
    { $count ->
        [one] { $count } file was removed.
       *[other] { $count } files were removed.
    }
jobs-answers-title = Answers for programs
jobs-answers = Forgets after a day what programs were answered, which is kept so that they can ask again without doing a thing twice.
jobs-answers-removed =
    { $count ->
        [one] { $count } answer was forgotten.
       *[other] { $count } answers were forgotten.
    }

## Of people
jobs-many-records = A change of many records
jobs-of = { $done } of { $total }
# $kind such as "Contacts".
jobs-import = Import: { $kind }, { $file }
jobs-rows =
    { $count ->
        [one] { $count } row is done
       *[other] { $count } rows are done
    }
