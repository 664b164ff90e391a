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
