### Why the system did not do something: what stands behind a colon.

system-not-found = there is no such file or folder
system-not-permitted = permission denied
system-exists = there is something of that name already
system-full = the disk is full
system-over-quota = the disk quota of this user is used up
system-read-only = the disk is read-only
system-is-folder = it is a folder
system-not-a-folder = a file stands where a folder should
system-bad-name = no file can have such a name
system-timed-out = it took too long
system-no-such-address = this machine does not have the address
