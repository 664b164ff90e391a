### Deals, their pipelines and stages.

deals-new = New deal
deals-title = Name
deals-pipeline = Pipeline
deals-stage = Stage
deals-stage-since = At this stage since
deals-lost-reason = Reason for losing
deals-lost-note = Note on the loss
deals-probability = Probability, %
deals-begin-on = Begins
deals-expected-close-on = Expected close
deals-closed-at = Closed
deals-base-amount = Worth in the office's currency
deals-base-currency = Office's currency
deals-type = Type
deals-repeat = Repeat sale
deals-section-end = Closing
deals-view-open = Open
deals-view-won = Won
deals-view-lost = Lost

## Stages
deals-pipeline-shipped = Sales
deals-stage-new = New
deals-stage-qualification = Qualification
deals-stage-proposal = Quote sent
deals-stage-negotiation = Negotiation
deals-stage-contract = Contract in approval
deals-stage-prepayment = Prepayment
deals-stage-execution = In execution
deals-stage-won = Won
deals-stage-lost = Lost

## Reasons of losing
deals-lost-expensive = Too expensive
deals-lost-no-need = No need any more
deals-lost-competitor = Chose a competitor
deals-lost-terms = Terms did not fit
deals-lost-no-budget = No budget
deals-lost-no-answer = Could not be reached
deals-lost-timing = Put off
deals-lost-no-dm = No access to the decision maker
deals-lost-out-of-stock = Not in stock

## People of a deal
deals-role-decision-maker = Decides
deals-role-influencer = Has a say
deals-role-user = Uses it
deals-role-accounting = Accounting

## Types
deals-type-sale = Sale
deals-type-services = Services
deals-type-goods = Goods
deals-type-complex = Complex

## Deeds
deals-win = Won
deals-lose = Lost
deals-reopen = Reopen
deals-repeat-do = Sell again
deals-show-all = Show all
deals-next-stage = Next: { $name }
deals-stage-place = { $place } of { $count }
deals-spent-days = { $count } d
deals-spent-hours = { $count } h
deals-spent-minutes = { $count } min

## The way so far
deals-steps = Stage history
deals-since = since { $at }
deals-worth-today = Today
deals-worth-rate = { $rate }, from { $day }
deals-worth-unknown = No rate of { $code } is known.
