### Words that all pages share.

## Buttons

ui-save = Save
ui-cancel = Cancel
ui-create = Create
ui-add = Add
ui-edit = Edit
ui-rename = Rename
ui-delete = Delete
ui-remove = Remove
ui-restore = Restore
ui-assign = Assign
ui-undo = Undo
ui-undone = Undone
ui-open = Open
ui-close = Close
ui-apply = Apply
ui-import = Import
ui-export = Export
ui-download = Download
ui-retry = Try again

## Moving about

ui-back = Back
# The next step of a wizard.
ui-next = Next
ui-previous = Previous
ui-next-page = Next page
ui-previous-page = Previous page
ui-more = More
ui-show-more = Show more
# Older entries of a timeline.
ui-show-earlier = Show earlier

## Lists

ui-search = Search
ui-filter = Filter
ui-columns = Columns
ui-nothing-found = Nothing found
ui-clear-all = Clear all
# The × of a condition above a list; $name is the condition: “Responsible: Olga”.
ui-drop-condition = Drop the condition “{ $name }”
ui-select-all = Select all
ui-selected = { $count } selected
ui-total = Total

## Forms

# Beside the label of a field.
ui-optional = optional
ui-required = required
ui-not-set = Not set
ui-yes = Yes
ui-no = No

## Days

ui-today = Today
ui-yesterday = Yesterday
ui-tomorrow = Tomorrow

## State of the page

ui-loading = Loading…
ui-saved = Saved
ui-server-away = Server is out of reach. Trying again

## What a record is

ui-lead = Lead
ui-leads = Leads
ui-leads-count =
    { $count ->
        [one] { $count } lead
       *[other] { $count } leads
    }
ui-deal = Deal
ui-deals = Deals
ui-deals-count =
    { $count ->
        [one] { $count } deal
       *[other] { $count } deals
    }
ui-contact = Contact
ui-contacts = Contacts
ui-contacts-count =
    { $count ->
        [one] { $count } contact
       *[other] { $count } contacts
    }
ui-company = Company
ui-companies = Companies
ui-companies-count =
    { $count ->
        [one] { $count } company
       *[other] { $count } companies
    }
ui-activity = Activity
ui-activities = Activities
ui-activities-count =
    { $count ->
        [one] { $count } activity
       *[other] { $count } activities
    }
# A record that has no name to be shown by.
ui-record-number = No. { $number }
ui-record = Record
ui-records = Records
ui-records-count =
    { $count ->
        [one] { $count } record
       *[other] { $count } records
    }

## Who works here

ui-user = User
ui-users = Users
ui-users-count =
    { $count ->
        [one] { $count } user
       *[other] { $count } users
    }
ui-responsible = Responsible
ui-department = Department
ui-role = Role
ui-role-admin = Administrator
ui-role-head = Head of sales
ui-role-staff = Sales
