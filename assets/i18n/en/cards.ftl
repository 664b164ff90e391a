### Cards and forms of records.

cards-edit = Edit
cards-delete = Delete
cards-way = Where this is
cards-data = Data
cards-history = History
cards-created = created
cards-updated = changed
cards-deleted = moved to the bin
cards-restored = restored
cards-undone = undone
cards-korob = Korob
cards-changed-since = Not saved: somebody changed this since you opened it. Look at the new values below and try again.
cards-undone-all = Undone
cards-now = Now: { $value }
cards-undone-nothing = Nothing was undone: it was changed again since
cards-undone-partly =
    { $count ->
        [one] Undone, but { $count } change stays: it was overwritten since
       *[other] Undone, but { $count } changes stay: they were overwritten since
    }
