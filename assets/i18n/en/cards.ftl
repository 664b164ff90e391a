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
