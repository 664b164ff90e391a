### Words that all pages share.

## Buttons

ui-save = Save
ui-cancel = Cancel
ui-create = Create
ui-add = Add
ui-restore = Restore
ui-undo = Undo
ui-open = Open
ui-close = Close

## Moving about

ui-back = Back
ui-next-page = Next page
ui-previous-page = Previous page
ui-more = More
# Older entries of a timeline.
ui-show-earlier = Show earlier

## Lists

ui-search = Search
ui-columns = Columns
ui-nothing-found = Nothing found
ui-clear-all = Clear all
# The × of a condition above a list; $name is the condition: “Responsible: Olga”.
ui-drop-condition = Drop the condition “{ $name }”

## Forms

# Beside the label of a field.
ui-optional = optional
ui-not-set = Not set
ui-yes = Yes
ui-no = No

## Days

ui-today = Today
ui-yesterday = Yesterday
ui-tomorrow = Tomorrow

## State of the page

ui-saved = Saved
ui-server-away = Server is out of reach. Trying again

## What a record is

ui-lead = Lead
ui-leads = Leads
ui-deal = Deal
ui-deals = Deals
ui-leads-count =
    { $count ->
        [one] { $count } lead
       *[other] { $count } leads
    }
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
ui-records = Records

## Who works here

ui-role-admin = Administrator
ui-role-head = Head of sales
ui-role-staff = Sales
