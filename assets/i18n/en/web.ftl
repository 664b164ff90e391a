### What a page says when it cannot be shown: what happened and what to do.

web-to-start = To the start page
web-not-found = Nothing here
web-not-found-text = The address may be mistyped, the record deleted, or it is not open to you.
web-forbidden = Not open to you
web-forbidden-text = Your role does not allow this. Ask your administrator.
web-stale-page = Not saved: the page is out of date
web-stale-page-text = You have signed in again since it was opened. Reload the page and repeat the change.
web-stale = Not saved: somebody changed this in the meantime
web-stale-text = Reload the page, look at what is new, and repeat your change.
web-conflict = Not done
web-conflict-text = Reload the page: something has changed since it was opened.
web-invalid = Not saved: some fields need another look
web-invalid-text = Go back, mend these fields and save again.
web-bad-request = This address or form cannot be understood
web-bad-request-text = Go back and try again from the page it came from.
web-too-large = Too large
web-too-large-text = Send less at once, or import it as a file.
web-busy = The server is busy
web-busy-text = Try again in a few seconds. Nothing was changed.
web-disk-full = Not saved: the server's disk is full
web-disk-full-text = Nothing was changed. Tell your administrator to free some space.
web-writes-stopped = Not saved: the server only shows data now
web-writes-stopped-text = Its disk reported a fault. Tell your administrator at once; what was saved is there.
web-internal = Something broke on the server
# $incident is a short code that also stands in the server's log.
web-internal-text = Nothing was changed. Tell your administrator the code { $incident }.
web-other-name = 421 This server has another name. An administrator can add this one to `hosts` in korob.toml.
