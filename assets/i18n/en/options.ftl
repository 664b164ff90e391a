### The lists the office edits.

options-lists = Lists
options-add = Add a value
options-hint = Drag to change the order. A status that work begins or ends with can be renamed, not deleted.
options-deeds = Do with: { $name }
options-drag = Drag to move
options-archived = Archived
options-up = Move up: { $name }
options-edit = Edit
options-archive = Archive
options-unarchive = Bring back
options-delete = Delete
options-name = Name ({ $language })
options-color = Colour
options-hue-slate = Grey
options-hue-sky = Sky blue
options-hue-blue = Blue
options-hue-indigo = Indigo
options-hue-violet = Violet
options-hue-pink = Pink
options-hue-orange = Orange
options-hue-amber = Amber
options-hue-lime = Lime
options-hue-green = Green
options-meaning = What it means
options-meaning-open = Open
options-meaning-converted = Converted
options-meaning-junk = Junk
options-meaning-won = Won
options-meaning-lost = Lost
options-meaning-done = Done
options-meaning-missed = Did not happen
options-meaning-soon = Soon
options-meaning-note = Asks for a note
options-meaning-none = Nothing special
options-delete-title = Delete “{ $name }”?
options-delete-unused = No record has this value.
options-move-to = Give these records
options-move-and-delete = Move and delete
options-added = Value added
options-overtaken = Not saved: somebody changed this value in the meantime. Saving again replaces what stands there now:
options-now-archived = Archived: records keep it, nobody can choose it
options-now-back = Can be chosen again
options-reordered = Order saved
options-deleted = Value deleted
options-archived-instead = Records moved; archived, since records in the bin hold it
options-used =
    { $count ->
        [one] { $count } record
       *[other] { $count } records
    }
options-delete-used =
    { $count ->
        [one] { $count } record has this value.
       *[other] { $count } records have this value.
    }
options-held = Work hangs on this value: it can be renamed, neither archived nor deleted
options-in-use = Records have this value: archive it, or move them to another
