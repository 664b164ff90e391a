### What is wrong with a value: what happened and what to do. One per variant of kernel::Problem.

problem-required = Fill this in
problem-too-long =
    { $count ->
        [one] Too long. Keep it to { $count } character
       *[other] Too long. Keep it to { $count } characters
    }
problem-too-short =
    { $count ->
        [one] Too short. Enter at least { $count } character
       *[other] Too short. Enter at least { $count } characters
    }
problem-not-a-number = Enter a whole number, such as 12
problem-out-of-range = Enter a number from { $min } to { $max }
problem-too-small = Enter { $min } or more
problem-too-large = Enter { $max } or less
problem-not-an-amount = Enter an amount, such as 1,250.50
problem-negative-amount = The amount cannot be below zero
problem-not-a-date = Enter a date, such as 19/11/2026
problem-not-a-time = Enter a time, such as 15:30
# For programs and the command line, in ISO 8601.
problem-not-a-date-exact = Give the day as 2026-11-19
problem-not-a-time-exact = Give the time as 2026-11-19T15:30:00Z
problem-not-a-bool = Choose yes or no
problem-not-an-email = Check the address: it should look like name@firm.com
problem-not-a-phone = This is not a phone number. Include the area code
problem-not-a-url = Check the address: it should look like https://firm.com
problem-unknown-code = This code is not known. Choose one from the list
problem-not-an-option = Choose a value from the list
problem-no-such-record = Not found. It may have been deleted, or is not open to you
problem-unknown-field = There is no such field
problem-read-only = This field cannot be changed
problem-wrong-type = A value of another type belongs here: { $expected }
problem-too-many = Too many. Keep it to { $count }
problem-already-taken = Already in use. Choose another
problem-bad-characters = Some characters here cannot be saved. Type the text anew
problem-password-too-common = Too easy to guess. Add a few more words
problem-password-wrong = Wrong password. Check Caps Lock and the keyboard layout
problem-password-paused = Too many wrong passwords. Wait a few minutes
problem-last-admin = The office needs an active administrator. Make somebody else one first.
problem-no-free-seat =
    { $count ->
        [one] The { $count } seat is taken. Disable somebody who has left, or renew the licence with more seats (Settings, Licence).
       *[other] All { $count } seats are taken. Disable somebody who has left, or renew the licence with more seats (Settings, Licence).
    }
problem-no-identity = Say who this is: enter a name, a phone or an e-mail
problem-reason-required = Give a reason
problem-sums-left = Other sums are in this currency too: { $named }. Give them together with it
problem-stage-skipped = The stage “{ $named }” cannot be left out
problem-needs-conversion = Convert the lead with the button on its card
problem-in-the-past = This time is over
problem-already-converted = The lead is converted. To reopen it, undo the conversion in its timeline

## Files
problem-folder-unusable = This folder is not there, cannot be written by the server, or lies in the data folder. Name one from the root: /mnt/backups
problem-not-a-server = Write the address as sftp://name@server/folder, without a password: Korob gets in by a key
problem-not-a-recipient = This is no public key of age. It begins with age1; the one that begins with AGE-SECRET-KEY-1 stays with you
problem-file-empty = The file is empty
problem-file-is-xlsx = This is an Excel workbook. Save it as CSV and choose that file
problem-file-is-xls = This is an old Excel workbook. Save it as CSV and choose that file
problem-file-not-text = This file is no table of text. Choose a CSV file
# { $name } is the name of the file, { $ending } what it ends with: exe.
problem-file-refused = { $name }: files that end with .{ $ending } are not taken. Pack it into an archive first
problem-file-too-large = The file is too large. Split it into several
problem-too-many-columns = The table has too many columns: at most 2000 can be read
problem-header-too-long = A title of a column is too long for a table. Choose another separator or file
problem-header-quote-unclosed = A quote in the titles of the columns is never closed. Mend the first line of the file
problem-quotes-broken = Quotes are broken in too many rows. Save the file anew as CSV
problem-file-unreadable = The file cannot be read. Choose it again
problem-file-over = { $name }: over the limit of { $size } for one file
problem-files-over = Too much at once: a file may have { $size }
