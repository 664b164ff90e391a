### Which version it is, what is kept of those before, what changed: /settings/versions.

versions-title = Versions
versions-this = This version
versions-released = Released
versions-unreleased = Not released
versions-own-build = not a release: a build of one's own
versions-schema = Schema of the database
versions-past = Served the office
versions-past-none = Nothing was written down yet.
# $at is a day with time.
versions-past-one = Korob { $version }, schema { $schema }: since { $at }
versions-changes = What changed
versions-changes-all = All of it

## What was replaced
versions-kept = Kept aside
versions-kept-none = Nothing. A restore and an upgrade keep what they replace, so that one can go back.
versions-kept-text = What a restore or an upgrade replaced. While any of it is kept, files that nobody needs any more stay on the disk, too.
versions-before-restore = Before a restore
versions-before-upgrade = Before an upgrade
versions-before-something = Kept by somebody
versions-how-back = How to go back
versions-first-stop = What was done since then will not be there after going back; it is kept aside in its turn. Stop the server, then on its machine:
versions-then-start = Then start the server again.
versions-then-start-version = Then start Korob { $version }: a later version would upgrade it again.
versions-remove = Remove
versions-remove-text = { $name } is removed for good: that cannot be undone, and there is no going back to it any more.
versions-remove-now = Remove for good
versions-removed = Removed

## What each version brought
versions-news-records = Leads, deals, contacts, companies and activities, with the history of each, comments and files.
versions-news-board = Lists with filters and views of one's own; boards of leads and deals that move by mouse, thumb or key.
versions-news-day = "My day": what is overdue, what is due today, and deals that nothing is planned for. Korob understands "call tomorrow 11:30".
versions-news-search = Search from any page (Ctrl K): parts of names, digits of phones, e-mail, tax numbers, commands.
versions-news-import = Import from other CRMs, checked for duplicates and rehearsed; export of any list.
versions-news-undo = Undo of any step for 30 days, of imports and changes of many, too.
versions-news-backups = A backup every night, proven to restore; single records come back from it.
versions-news-health = Pages for administrators: health, jobs, versions, backups, licence, connection.
versions-news-network = HTTPS in the office's own network without anybody's help from outside.
versions-news-programs = A JSON API with tokens for programs; a command for everything that administrators do.
