### The page that the day begins with.

day-title = My day
day-greeting = Hello, { $name }
day-overdue = Overdue
day-today = Later today
day-unplanned = Deals with nothing planned
day-new-leads = New leads
day-agenda = My activities
day-nothing = Nothing is left for today
day-stages = My deals
day-all-planned = Something is planned for each deal
day-no-deals = You have no open deals
day-no-leads = No new leads
day-any-time = any time
