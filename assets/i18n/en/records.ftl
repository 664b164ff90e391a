### What every record has.

## Sections of forms and cards
records-section-main = Main
records-section-contacts = How to reach
records-section-address = Address
records-section-details = Details
records-section-source = Where from
records-section-tax = Requisites
records-section-people = Who looks after

## Fields of every record
records-responsible = Responsible
records-observers = Observers
records-tags = Tags
records-external-id = ID in the former system
records-created-at = Created
records-created-by = Created by
records-updated-at = Changed
records-updated-by = Changed by

## What a phone, an e-mail or a site is called
records-point-work = work
records-point-mobile = mobile
records-point-home = home
records-point-fax = fax
records-point-pager = pager
records-point-mailing = mailing
records-point-other = other
records-point-vk = VK
records-extension = ext. { $number }
records-last-days =
    { $count ->
        [one] last { $count } day
       *[other] last { $count } days
    }
records-this-week = this week
records-now = now
records-this-month = this month
records-this-quarter = this quarter
records-this-year = this year
records-cond-not = not { $value }
records-cond-from = from { $value }
records-cond-to = to { $value }
# Days: from 5 June, to 9 June.
records-cond-since = from { $value }
records-cond-until = to { $value }
records-cond-after = after { $value }
records-cond-before = before { $value }
records-plan-overdue = overdue
records-plan-today = today
records-plan-later = later
records-plan-none = nothing planned
records-cond-open = all open
records-cond-closed = all closed

## Many at once
records-bulk = Do with the selected
records-bulk-selected = { "{n}" } selected
records-bulk-all = Select all { $number } in this list
records-bulk-clear = Clear the selection
records-bulk-assign = Assign
records-bulk-tag = Tag
records-bulk-status = Change
records-bulk-delete = Delete
records-bulk-assign-title = Who will be responsible?
records-bulk-tag-hint = Several by commas
records-bulk-change-title = What to change?
records-bulk-changed =
    { $count ->
        [one] { $count } record changed
       *[other] { $count } records changed
    }
records-bulk-deleted =
    { $count ->
        [one] { $count } record moved to the bin
       *[other] { $count } records moved to the bin
    }
records-bulk-left =
    { $count ->
        [one] { $count } left as it was
       *[other] { $count } left as they were
    }
records-bulk-nothing = Nothing was changed

## Lists
records-view-all = All
records-view-mine = Mine
records-views = Saved views
records-view-changed = changed
records-view-shared = Shared with everyone
records-view-save = Save view
records-view-save-as = Save as new
records-view-save-changes = Save
records-view-name = Name of the view
records-view-share = Show it to everyone
records-view-delete = Delete the view
records-columns-title = Columns of this list
records-columns-apply = Show these
records-filters = Filters
records-filters-close = Close the filters
records-filters-conditions = Conditions of the filter
records-filters-apply = Apply
records-select-page = Select all on this page
records-select-one = Select: { $name }
records-range = { $from }–{ $to } of
records-list-of = List: { $name }
records-empty-title = Nothing here yet
records-none-title = Nothing meets these conditions
records-none-text = Drop a condition, or clear them all.
records-none-search = Nothing found for “{ $q }”
records-bin = Bin
records-board = Board
records-list = List
records-list-or-board = How to show them

## Conditions
records-any = Any
records-contains = Contains
records-from = From
records-to = To
records-at-least = At least
records-at-most = At most
records-is-empty = Not set
records-is-filled = Filled in
records-me = Me

## Many at once
