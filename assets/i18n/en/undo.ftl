### What undo says.

undo-already = This was undone already
undo-running = This is still being done: wait until it is over, or stop it
undo-too-old = Only what was done in the last 30 days can be undone
undo-final-people = Accounts and rights are not undone: change the person on the page “Users”
undo-final-tokens = Tokens are not undone: create or revoke one in the profile
undo-final-licence = Licence changes are not undone: put the other licence in force on the page “Licence”
