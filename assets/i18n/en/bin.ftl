### The bin.

bin-title = Bin: { $name }
bin-search = Search the bin
bin-empty = The bin is empty
bin-empty-text = What is deleted waits here until somebody restores it.
bin-looked-at = Looked through { $count } deleted records; the next page has older ones.
bin-deleted-at = Deleted
bin-deleted-by = By whom
bin-restore-one = Restore: { $name }
bin-first-page = To the beginning
bin-here = This record is in the bin
bin-by = Deleted by { $name }, { $date }
bin-restored =
    { $count ->
        [one] { $count } record restored
       *[other] { $count } records restored
    }
