### Days and times in words. { "\u00A0" } is a no-break space: a number does not part from its unit.

format-today = today
format-yesterday = yesterday
format-tomorrow = tomorrow
format-in-days =
    { $count ->
        [one] in { $count } day
       *[other] in { $count } days
    }
format-days-ago =
    { $count ->
        [one] { $count } day ago
       *[other] { $count } days ago
    }
format-overdue-days =
    { $count ->
        [one] { $count } day overdue
       *[other] { $count } days overdue
    }
format-just-now = just now
format-minutes-ago = { $count }{ "\u00A0" }min ago
format-hours-ago = { $count }{ "\u00A0" }h ago
format-minutes = { $count }{ "\u00A0" }min
format-hours = { $count }{ "\u00A0" }h
format-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
