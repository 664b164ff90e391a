### What currencies are worth in the office's.

rates-title = Currency rates
rates-in = in { $currency }
rates-add = Add rate
rates-none = No rates yet
rates-why = With a rate, a deal in another currency shows what it is worth in yours, and a closed one keeps it.
rates-rate = Rate
rates-from = From
rates-holds = now
rates-edit = Edit: { $rate }
rates-delete = Delete: { $rate }
rates-line = 1 { $code } = { $worth }
rates-worth = One unit is worth, { $code }
rates-hint = It holds from this day until that of the next rate. Closed deals keep what they were worth.
rates-choose = Choose a currency
rates-added = Rate added
rates-deleted = Rate deleted
