### Taking back: what would be undone.

undoing-title = Undo?
undoing-what = { $name }, { $date }
undoing-would = This will be taken back
undoing-stays = This stays as it is, because it was changed since
undoing-not-allowed = This stays as it is, because you may not change it any more
undoing-taken = This stays as it is, because something else uses it
undoing-unruly = This stays as it is, because without it the record would lack what it needs, or hold what the office no longer has
undoing-more =
    { $count ->
        [one] and { $count } more change
       *[other] and { $count } more changes
    }
undoing-nothing = There is nothing to undo
undoing-done = Undone: { $deed }
undoing-record = Record no. { $number }
undoing-whole = the record itself
undoing-verb = Take it back
undoing-leave = Leave it
