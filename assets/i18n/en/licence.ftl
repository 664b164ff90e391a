### The licence: what is wrong with one, on a terminal and on its page.

## Why a text is no licence for this office
licence-empty = Paste the code of the licence, or choose its file
licence-too-long = This is too long for a licence; choose the file that the vendor sent
licence-not-one = This is no licence of Korob; copy all of the code, from its first character to its last
licence-cut-off = A part of the licence is missing; copy all of it, from BEGIN to END
licence-damaged = This licence is not as the vendor signed it: a part was lost or changed on its way; ask for it to be sent again
licence-unknown-key = This licence is signed with a key that this version does not know ({ $key }): it is of another vendor, or of a newer version
licence-unknown-edition = This licence is for an edition that this version does not know ({ $edition })
licence-other-office = This licence was issued for another office; ask the vendor for one with the id of this office, which the request names
licence-from-future = This licence was issued on { $issued }, and here it is { $today }; set the clock of this machine right
licence-older = The licence in force ({ $installed }) is newer, lasts longer or has more seats; say that it is to be replaced all the same
licence-too-short = This licence covers versions released until { $until }, and this is Korob { $version } of { $released }; renew it for longer
licence-unreadable = license.key cannot be read: { $detail }

## An executable that is too new
licence-needs-renewal = Korob { $version } was released on { $released }; the licence of { $firm } covers versions released until { $until }. Nothing was changed.
licence-renew-how = Renew it (korob license request, then korob license renew),
licence-go-back = or install Korob { $version } again: it goes on for ever.
licence-go-back-unnamed = or install a version released until { $until } again: it goes on for ever.
licence-never-asks = Export, backup and restore work without a renewal.

## On a terminal
licence-none =
    { $count ->
        [one] There is no licence, and none is needed: the full product runs for { $count } person, for ever.
       *[other] There is no licence, and none is needed: the full product runs for up to { $count } people, for ever.
    }
licence-unusable = license.key cannot be used, and the office goes on as without a licence: { $why }
licence-of = Licence { $id } of { $firm }, edition { $edition }, issued on { $issued }
licence-covers = Versions released until { $until } are covered. This one goes on for ever.
licence-seats-used = Seats: { $used } of { $seats } are taken
licence-renewed = Licence { $id } is in force: { $seats } seats, updates until { $until }.
licence-cannot-find = { $path }: there is no such file, and it is no code
licence-key-written = { $path }: the private key; whoever has it can issue licences
licence-key-line = The line for packaging/license.pub:
licence-key-exists = { $path } is there already; a private key is never overwritten
licence-key-unreadable = { $path } holds no private key that `korob license keygen` writes
licence-cannot-issue = this licence cannot be issued: { $why }

## Its page
licence-title = Licence
licence-state = What is in force
licence-firm = Firm
licence-id = Number
licence-edition = Edition
licence-edition-office = Full product
licence-seats = Seats
licence-seats-of = { $used } of { $seats }
licence-issued = Issued
licence-updates-until = Updates until
licence-for = For
licence-for-this = This office
licence-for-any = Any office of the firm
licence-good = The licence is in force, and covers this version for ever.
licence-ends =
    { $count ->
        [0] Updates end today, on { $until }. This version goes on for ever; newer ones will ask for a renewal.
        [one] Updates end on { $until }, in { $count } day. This version goes on for ever; newer ones will ask for a renewal.
       *[other] Updates end on { $until }, in { $count } days. This version goes on for ever; newer ones will ask for a renewal.
    }
licence-ended = Updates ended on { $until }. This version goes on for ever; newer ones ask for a renewal.
licence-over-seats = More people are active than there are seats ({ $used } of { $seats }). Nobody is locked out; somebody new can be added once a seat is free.
licence-what-ends = What ends when
licence-never-ends = This version, with all that is in it and all its seats: never.
licence-updates-end = Versions released after { $until }: they ask for a renewal before they touch anything, and say how to go back.
licence-data-never-ends = Reading, export, backups and restoring: never, whatever happens to the licence.
licence-renew = Renew
licence-code = Code of the licence
licence-code-hint = As the vendor sent it, with or without the lines BEGIN and END
licence-file = Or its file
licence-replace = Put it in force although the present one is newer, lasts longer or has more seats
licence-put-in-force = Put in force
licence-request = Request a licence
licence-request-hint = Send this text to your vendor. There is nothing about people or clients in it.
licence-copy = Copy
licence-copied = Copied
licence-notice-more = Licence
licence-notice-close = Close until the next reminder
