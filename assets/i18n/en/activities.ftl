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
activities-duration = Minutes
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
