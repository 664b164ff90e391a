### The first start: one person sets the office up.

setup-title = Set Korob up
setup-text = A few answers, and the office can begin. All of it can be changed later.
setup-office = The office
setup-firm = Firm
setup-firm-hint = As it stands on papers
setup-lang = Language of the office
setup-country = Country
setup-currency = Currency
setup-zone = Time zone
setup-admin = You, the administrator
setup-name = Your name
setup-demo = Begin with sample clients and deals
setup-demo-hint = To look around first. They can be deleted at once
setup-create = Create the office
setup-needed = Korob is waiting to be set up
setup-needed-text = Open the one-time link that the server printed when it was started. Not found? Start the server again: it prints a new one.
# Shown before the command, which stays as it is.
setup-needed-command = Without a browser:
setup-link-dead = This link is no longer good
setup-link-dead-text = Start the server again: it prints a new one.
# Printed by the server; $url is the link.
setup-printed = Set the office up at { $url } (once, within 24 hours)
setup-over = The office is set up already
