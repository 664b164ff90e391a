### Lists: conditions, views, many records at once, boards.

lists-search = Search in this list
lists-add-condition = Condition
lists-find-column = Find a column
lists-density = Density
lists-density-compact = Compact
lists-density-normal = Normal
lists-density-roomy = Roomy
lists-view-settings = Settings of this view
lists-view-default = Open the list with this view
lists-view-left = Move to the left
lists-view-right = Move to the right
lists-view-deleted = View deleted
lists-save-as-view = Save as view
lists-all-but = All but these
lists-is-exactly = Is exactly
lists-is-not = Is not
lists-sum-from = From, { $currency }
lists-sum-to = To, { $currency }
lists-and-more =
    { $count ->
        [one] { $count } more
       *[other] { $count } more
    }
lists-none-of =
    { $count ->
        [one] Nothing meets this { $count } condition
       *[other] Nothing meets these { $count } conditions
    }
lists-without = { $number } without “{ $condition }”
lists-drop-search = Search without these words
lists-exactly =
    { $count ->
        [one] { $count } record
       *[other] { $count } records
    }
lists-cut =
    { $count ->
        [one] Search lists the newest { $count } found. Narrow it to see others
       *[other] Search lists the newest { $count } found. Narrow it to see others
    }
lists-gone = This record was deleted, or you may no longer see it
lists-ask-both = Count all and sum up
lists-ask-count = Count all
lists-ask-sum = Sum up
lists-bulk-change = Change
lists-bulk-value = What the records get
lists-bulk-choose = Choose
lists-bulk-tags = Tags of the selected
lists-bulk-untag = Take these tags away instead
lists-work-begun =
    { $count ->
        [one] Working on { $count } record
       *[other] Working on { $count } records
    }
lists-work-progress = Done { $done } of { $total }
lists-work-failed = The work ended early. What was done can be seen in the history
