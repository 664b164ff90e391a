### Cards and forms of records.

cards-edit = Edit
cards-delete = Delete
cards-way = Where this is
cards-data = Data
cards-history = Timeline
cards-created = Created
cards-updated = Changed
cards-deleted = Moved to the bin
cards-restored = Restored
cards-brought-back = Brought back
cards-undone = Taken back
cards-korob = Korob
cards-undone-nothing = Nothing was undone: it was changed again since
cards-undone-partly =
    { $count ->
        [one] Undone, but { $count } change stays: it was overwritten since
       *[other] Undone, but { $count } changes stay: they were overwritten since
    }

# Who changed a record first; $ago is “2 min ago” or “yesterday, 15:30”.
cards-overtaken = Not saved: { $name } changed this { $ago }
cards-gone = Not saved: this record was deleted, or you may no longer see it
cards-gone-what-now = What you typed is still here. Put the record back from the bin and save again, or save this as a new record.
cards-save-as-new = Save as new
cards-choose-each = Fields that both of you changed ask which value stays. Everything else is merged already.
cards-mine = Yours
cards-theirs = Theirs
cards-keep-mine = Keep mine
cards-take-theirs = Take theirs
cards-take-theirs-of = Take theirs: { $value }
# Beside the value that is used first: the main phone, the main company.
cards-main = main
cards-main-title = The main one is shown in lists and used first
cards-position = Position
cards-role = Role
cards-point-kind = Kind: { $label }
cards-add-phone = Add a phone
cards-add-email = Add an e-mail
cards-add-messenger = Add a messenger
cards-add-site = Add a site
cards-remove-one = Remove: { $label }
cards-find = Find: { $label }
cards-add-by-number = Add by number
cards-add-by-address = Or its address, such as lead/7

cards-panes = What to show
cards-call = Call
cards-mail = E-mail
cards-comment = Comment
cards-copy-link = Copy link
cards-link-copied = Link copied
cards-previous = Previous in the list
cards-next = Next in the list
cards-created-on = Created { $date }
cards-is-main = main
cards-choose-links = Change
cards-peek = { $name }, quick look
cards-open-whole = Open the whole page
cards-close-peek = Close the quick look
cards-all-history = Whole timeline
# Under a field of a new record, before the links to open the record that is there already or to go on with it.
cards-looks-like = Looks like { $name }.
cards-use-it = Use
cards-tax-id-mistyped = This is not a valid tax number: look at it once more. It can be saved all the same.
