### Leads.

leads-new = New lead
leads-title = Name
leads-status = Status
leads-junk-reason = Reason for junk
leads-junk-note = Note on the status
leads-temperature = Temperature
leads-company-name = Company name
leads-repeat = Repeated approach
leads-converted-at = Converted
leads-view-open = Open
leads-view-junk = Junk

## BANT
leads-section-bant = Qualification (BANT)
leads-budget = Budget
leads-authority = We talk to who decides
leads-decision-maker = Who decides
leads-need = Need
leads-timeline = When they buy
leads-promising = Promising
leads-timeline-now = Within a month
leads-timeline-quarter = Within a quarter
leads-timeline-half-year = Within half a year
leads-timeline-later = Later

## Temperature
leads-temperature-hot = Hot
leads-temperature-warm = Warm
leads-temperature-cold = Cold

## Statuses
leads-status-new = New
leads-status-contacted = Contacted
leads-status-in-work = In work
leads-status-nurture = Nurture
leads-status-converted = Converted
leads-status-junk = Junk

## Reasons of junk
leads-junk-spam = Spam
leads-junk-duplicate = Duplicate
leads-junk-mistake = By mistake
leads-junk-not-target = Not our client
leads-junk-bad-contact = Wrong contact data
leads-junk-job-seeker = Looking for a job

## Conversion
leads-convert = Convert
leads-conversion = Convert the lead
leads-conversion-title = Convert: { $lead }
leads-conversion-text = Choose what the lead becomes. Of a client that exists only empty fields are filled in; all of it can be undone.
leads-conversion-new = Create: { $name }
leads-conversion-no-contact = No contact
leads-conversion-no-company = No company
leads-conversion-no-deal = No deal
leads-conversion-find = Find another client
leads-overtaken = Not saved: somebody changed this lead in the meantime. What you chose is still here: look at it and press again.
leads-known-client = { $name } ({ $why })
leads-same-phone = same phone
leads-same-email = same e-mail
leads-same-tax-id = same tax number
leads-same-name = same name
leads-deed-converted = converted

## Work and junk
leads-take = Take into work
leads-status-changed = Status changed
leads-junk = Junk
leads-junk-do = Mark as junk
leads-junk-title = Junk: { $lead }
leads-junk-note-hint = The reason “Other” needs a note
leads-show-all = All
leads-converted-already = This lead is converted already
leads-no-converted = No status of leads means “converted”: an administrator can add one
leads-no-junk = No status of leads means “junk”: an administrator can add one
leads-closed = This lead is closed: open it again first

## With or without leads
leads-mode = Leads or deals
leads-mode-text = An office that sells to few people may do without leads: every enquiry is a deal from the start. What arrives as a lead is then converted at once.
leads-mode-choose-leads = With leads: an enquiry is looked at first
leads-mode-choose-deals = Without leads: an enquiry is a deal and a contact at once
leads-mode-pipeline = Pipeline of enquiries without leads
leads-mode-convert =
    { $count ->
        [one] Make a deal of { $count } open lead
       *[other] Make deals of { $count } open leads
    }
leads-mode-preview = What becomes of the open leads
leads-mode-more = And { $count } more
leads-mode-with = The office works with leads
leads-mode-without = The office works without leads
leads-mode-converted =
    { $count ->
        [one] { $count } lead became a deal
       *[other] { $count } leads became deals
    }
leads-mode-refused =
    { $count ->
        [one] { $count } lead stays: something has to be filled in first
       *[other] { $count } leads stay: something has to be filled in first
    }
