### Imports and exports.

imports-full-name = Full name
imports-to-comment = To the comment, with the title
imports-part-postal-code = postal code
imports-part-country = country
imports-part-region = region
imports-part-district = district
imports-part-city = city
imports-part-street = street
imports-part-house = house
imports-part-flat = flat, office
imports-closed = Closed, won or lost
imports-product = Product line: what
imports-price = Product line: price
imports-quantity = Product line: quantity
imports-role = Role

## The command
imports-told = Created { $created }, updated { $updated }, skipped { $skipped }, rejected { $rejected }.
imports-left-out = Columns left out: { $columns }

## Pages
imports-title = Import: { $what }
imports-title-file = Import of { $file }
imports-file = File
imports-file-hint = CSV or a table saved as text, up to { $megabytes } MB. Encoding and separator are recognised.
imports-choose = Choose a file
imports-or-drop = or drop it here
imports-uploading = The file is on its way…
imports-known = Files of Bitrix24, amoCRM, HubSpot, Pipedrive, Google Contacts and Outlook are known by their columns. Nothing is imported before you say so.
imports-past = Earlier imports
imports-status-draft = Not started
imports-status-running = Running
imports-status-stopped = Stopped
imports-status-done = Done
imports-status-undone = Taken back
imports-recognition = How the file is read
imports-encoding = Encoding
imports-delimiter = Separator
imports-automatic = Recognise
imports-recognised = Recognised: { $what }
imports-semicolon = Semicolon
imports-comma = Comma
imports-tab = Tab
imports-pipe = Vertical bar
imports-space = Space
imports-single-column = Only one column was found. Choose another separator if the table has more.
imports-unreadable-letters = Some letters cannot be read. Choose another encoding.
imports-duplicates = Rows that describe somebody who is there already
imports-policy-skip = Leave them out
imports-policy-merge = Fill in what the earlier record lacks
imports-policy-allow = Create them all the same
imports-columns = Columns and where they go
imports-leave-out = Do not import
imports-unnamed = Column { $number }
imports-preview = The first rows as they will be
imports-preview-note = Nothing is written yet
imports-row = Row
imports-line = Line of the file
imports-what = What
imports-new-value = new
imports-rehearsing = Looking what the import will do…
imports-start = Import
imports-rehearse = Check without writing
imports-discard = Discard
imports-outlook = What the import will do
imports-outcome = What came of it
imports-created = created
imports-updated = filled in
imports-skipped = skipped
imports-rejected = rejected
imports-product-rows = further products
imports-duplicate-rows = Rows that repeat others
imports-warned = Imported with a remark
imports-new-values = New values of the list { $list }:
imports-download-rejected = Rejected rows
imports-undo = Undo the import
imports-stop = Stop
imports-go-on = Go on
imports-end-here = Finish here
imports-end-here-hint = If you finish here, the file is deleted and what was imported stays.
imports-was-undone = The import was taken back: its records are gone.
imports-first-of = { $shown } of { $total }
imports-failed = Something went wrong here; the log of the server says what
imports-reason = Reason
imports-reason-no-name = There is no name
imports-reason-no-title = There is no title
imports-reason-no-identity = Neither a name nor a phone nor an e-mail
imports-reason-amount-invalid = The amount cannot be read
imports-reason-amount-negative = The amount is below zero
imports-reason-currency-unknown = The currency is not known
imports-reason-currency-differs = A product in another currency than its deal
imports-reason-out-of-range = The amount is too large
imports-reason-column-count = More cells than the table has columns
imports-reason-repeated-header = The titles of the columns again
imports-reason-quote-unclosed = A quote is never closed
imports-reason-too-long = A text is too long
imports-reason-too-many = Too many values in a cell
imports-reason-forbidden = You may not create this
imports-warning-phone-unparsed = Not a phone number
imports-warning-email-invalid = Not an e-mail address
imports-warning-date-invalid = No such date
imports-warning-date-in-future = The date is in the future; today was kept
imports-warning-not-a-bool = Neither yes nor no
imports-warning-not-a-number = Not a number
imports-warning-out-of-range = Out of range; it was left out
imports-warning-closed-unclear = This does not say whether and how it ended; it went to the comment
imports-warning-closed-contradicts = The stage says otherwise; it was kept, this went to the comment
imports-warning-tax-id-invalid = The tax number has a mistake; it was kept as written
imports-warning-name-missing = There is no name
imports-warning-not-an-option = Not a value of the list; it went to the comment
imports-warning-no-such-record = Nobody and nothing here is called so; it went to the comment
imports-warning-company-not-found = There was no such company; it was created
imports-warning-contact-not-found = No such contact is here, or several; it went to the comment
imports-by-id = ID
imports-by-tax-id = tax number
imports-by-name = name
imports-by-phone = phone
imports-by-email = e-mail
imports-repeats-row = Same as row { $row }: { $by }
imports-repeats-record = Was there already: { $by }
imports-button = Import
imports-export-button = Export
imports-export-list = These columns
imports-export-all = All fields
imports-export-vcard = vCard, for address books
imports-columns-left =
    { $count ->
        [one] { $count } column is left out
       *[other] { $count } columns are left out
    }
imports-new-linked =
    { $count ->
        [one] { $count } more record is made because rows name it
       *[other] { $count } more records are made because rows name them
    }
imports-unknown-people =
    { $count ->
        [one] { $count } row names a responsible person who is not here: you become responsible
       *[other] { $count } rows name a responsible person who is not here: you become responsible
    }
imports-rows-done =
    { $count ->
        [one] { $count } row is done
       *[other] { $count } rows are done
    }
imports-stopped =
    { $count ->
        [one] The import stopped after { $count } row. What was done stands. Go on, or take it all back with Undo.
       *[other] The import stopped after { $count } rows. What was done stands. Go on, or take it all back with Undo.
    }
imports-running-already = This import is running already
imports-over = This import is over
imports-begun = This import has begun: wait for its end, then it can be taken back
imports-damaged = What was decided about this import cannot be read any more, so nobody can go on with it. What it brought in stands.
imports-checked-anew = This file is being checked anew
