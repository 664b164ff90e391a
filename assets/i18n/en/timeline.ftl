### What happened to a record, and what colleagues say about it.

timeline-new = New comment
timeline-text = Text
timeline-write = Write a comment. @ mentions a colleague
timeline-people = Colleagues to mention
timeline-comment = Comment
timeline-commented = Comment added
timeline-comment-deleted = Comment deleted
timeline-edit-comment = Edit the comment
timeline-delete-comment = Delete the comment
timeline-edited = edited
timeline-does-not-see = does not see this record
timeline-unseen = Not visible to: { $names }. Make them responsible or observers if they need it
timeline-backup-of = Backup of
timeline-erased = the values were erased
timeline-hidden = hidden record
timeline-now = now
timeline-added = added { $names }
timeline-removed = removed { $names }
timeline-touched = kind or order changed
timeline-via-api = API
timeline-via-cli = command line
timeline-via-import = import
timeline-folded =
    { $count ->
        [one] { $count } system event
       *[other] { $count } system events
    }
timeline-feed = What of the timeline is shown
timeline-feed-all = All
timeline-feed-comments = Comments
timeline-feed-changes = Changes
timeline-feed-empty = Nothing of this kind yet
