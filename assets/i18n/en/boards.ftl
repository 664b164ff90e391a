### Boards.

boards-label = Board: { $name }
boards-moved = { "{card}" } moved to { "{column}" }, { "{position}" } of { "{count}" }
boards-not-moved = Not moved: the server did not answer
boards-no-sum = no sum over { $count }
boards-no-columns = No column meets these conditions
boards-columns = Columns
boards-close = Drop here to close
boards-more = Show more
boards-move = Move to…
boards-add = Add: { $column }
boards-moving-to = Move to “{ $column }”
boards-move-now = Move
boards-moved-to = Moved to “{ $column }”
boards-added = Added
boards-fill-in-first = Fill in first: { $named }
boards-open-form = Open the form
boards-stale =
    { $norm ->
        [one] Longer than { $norm } day
       *[other] Longer than { $norm } days
    }
boards-age =
    { $count ->
        [0] today
        [one] { $count } day
       *[other] { $count } days
    }
