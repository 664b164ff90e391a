### Why there is no certificate to serve with, or no new one: what, why, what to do. On a page and on a terminal.

# $cause is what the system says, in its own language.
tls-unreadable = { $path } cannot be read ({ $cause }); check the file, its owner and its rights
tls-not-written = { $path } cannot be written ({ $cause }); check the owner and the rights of the folder, and the free space
tls-no-certificate = { $path } holds no whole certificate; it must be a PEM file, the server's own certificate first
tls-no-key = { $path } holds no private key that can be used; it must be a PEM file without a password
tls-mismatch = the certificate in { $certificate } and the key in { $key } do not belong together; put the files of one and the same issue there
tls-expired = the certificate in { $path } has expired; put a new one there
tls-authority-damaged = { $path } is damaged: it must hold the key of the local authority and its certificate; put it back from a copy of the data folder. A new authority, which every device must be told to trust anew, is made when the file is removed together with server.key
tls-authority-missing = there is a certificate by the local authority ({ $issued }), but the authority itself ({ $path }) is missing; put it back from a copy of the data folder. A new authority, which every device must be told to trust anew, is made when both files are gone
tls-failed = no certificate could be made: { $cause }
