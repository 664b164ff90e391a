### Why a command is not carried out: what, why, what to do. One line each, for a terminal.

cli-no-such-user = nobody here has the e-mail { $email }; `korob user list` shows everybody
cli-disabled = { $email } cannot sign in any more, so nothing is done on their behalf; let them in with `korob user enable`, or name somebody else with --as
cli-no-such-token = there is no token { $id } that lets anybody in; `korob token list` shows all of them
cli-bad-expiry = --expires { $given }: give a day to come (2027-01-31) or a number of days (90d)
cli-not-set-up = the office is not set up yet: open the link that `korob serve` prints, or begin with `korob user add --role admin`
cli-first-is-admin = the office is not set up yet: its first user is an administrator; add one with --role admin
cli-holds-records = the office holds records, and invented ones would mix with them; add --yes if that is wanted
cli-forbidden = this role may not do that; name an administrator with --as
cli-again = Try again in a few seconds.
cli-disk-full = Free some space and try again.
cli-no-office = there is no office in { $path }: name its folder with --data, or begin one with `korob serve` or `korob user add`
