### Activities: what is planned with a client, and what was done.

activities-new = New activity
activities-type = Type
activities-subject = Subject
activities-due = Due
activities-due-is-day = Any time of the day
activities-about = About
activities-status = Status
activities-is-open = Still to do
activities-result = What came of it
activities-done-at = Done
activities-priority = Priority
activities-duration = Duration, min
activities-direction = Direction
activities-section-with = With whom

## Views
activities-view-planned = Planned
activities-view-overdue = Overdue
activities-view-today = Today
activities-view-done = Done

## Types
activities-type-call = Call
activities-type-email = E-mail
activities-type-meeting = Meeting
activities-type-visit = Visit
activities-type-task = Task
activities-type-message = Message

## Statuses
activities-status-planned = Planned
activities-status-done = Done
activities-status-missed = Did not happen

activities-direction-in = Incoming
activities-direction-out = Outgoing
activities-priority-low = Low
activities-priority-normal = Normal
activities-priority-high = High

## What comes next
activities-planned = Planned
activities-overdue-said = overdue
activities-comes-next = What comes next
activities-nothing-planned = Nothing planned
activities-no-date = No date
activities-show-all = Show all
activities-all-done = All completed: { $number }
activities-done-label = Done: { $name }
activities-plan = Plan
activities-planned-said = Planned
activities-say-task = What to do? For example: call tomorrow 11:30
activities-say-call = About what and when? tomorrow 11:30, delivery
activities-say-meeting = What for and when? Friday 15:00, the contract
activities-say-email = What to write, and by when?
activities-say-visit = Where to and when? 25.12 at 9:00
activities-is-past = This time is over

## Completing
activities-complete = Done
activities-completion = Complete the activity
activities-next-type = What is next?
activities-next = When and what
activities-next-hint = In words: tomorrow 11:30. Empty plans nothing
activities-completed = Done
activities-closed = This activity is not planned any more
activities-no-done = No status of activities means “done”: an administrator can add one
activities-reopen = Open again
activities-reopened = Planned again

## Putting off
activities-postpone = Reschedule
activities-postponed = Rescheduled
activities-until = Until when?
activities-until-hint = In words: Friday 15:00, in a week
activities-in-an-hour = In an hour
activities-on-monday = On Monday
activities-in-a-week = In a week
activities-another-time = Another time…
