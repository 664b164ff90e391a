### Why the server or a command cannot begin on a data folder: what, why, what to do. One line each, for a terminal.

start-not-a-folder = { $path } is a file; choose a folder for the data
# $cause is what the system says, in its own language.
start-not-writable = { $path } cannot be written ({ $cause }); check its owner and rights
start-network-disk = { $path } lies on a network disk ({ $kind }), where a database can be damaged; choose a folder on a local disk
start-synced-folder = { $path } lies in a folder synced by { $tool }, which would damage the database; choose another folder
start-in-use = { $path } is already used by a running server (pid { $pid }); stop it first
start-old-sqlite = this build holds SQLite { $version }, which can lose data; use a build with 3.51.3 or newer
start-not-ours = { $path } is not a Korob database, or its first page is damaged; move it away, restore the last backup, or choose another folder
start-newer = { $path } was shaped by Korob { $version } (schema { $found }), which this Korob { $own } (schema { $known }) does not know; install Korob { $version } or newer, or restore a backup taken before the upgrade
start-elsewhere = { $path } is a link or lies on another disk than the data folder: it cannot be replaced there; put it itself into the data folder, or restore into a new one
start-unfinished = { $path } is half way to its new database ({ $cause }); nothing is lost: once that is set right, the next start finishes it
start-emptied = { $path } is empty, but beside it lies what an office left; put the database back from the last copy, or remove the empty file to begin a new office
start-corrupt = { $path } is damaged ({ $detail }); nothing was changed: restore the last backup (korob restore)
start-log-without-database = { $path } is missing or empty, but its log (-wal) is there; put the file back, or restore the last backup
start-read-only = { $path } cannot be written; check the owner and the rights of the data folder
start-cannot-open = { $path } cannot be opened; check the owner and the rights of the data folder
start-disk-full = the disk with { $path } is full; free some space and start again
start-database-in-use = { $path } is used by another program; stop it and start again
start-migration = the upgrade of { $path } failed and was undone ({ $detail }); go on with the Korob you had before
start-demo-logins = Who can sign in to this demo office (e-mail, password):
start-serves = Korob serves at { $url }
start-ways = People of this network find it at
start-fingerprint = Its local authority has the fingerprint (SHA-256) { $fingerprint }
start-demo-would-mix = this folder holds an office, and a demo would mix with it; name an empty one with --data
start-no-room = to upgrade { $path }, { $needed } are needed on its disk and { $free } are free; free some space and start again
# $address and $other are addresses with ports.
start-port-taken = another program listens on { $address } already; choose another port, such as --listen { $other }
start-port-denied = a port below 1024 is opened by root or an installed service only, so not { $address }; choose another, such as --listen { $other }
start-cannot-listen = { $address } cannot be listened on ({ $cause }); name an address of this machine with --listen
