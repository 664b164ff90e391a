### Why the server does not start with these settings. One line each, for a terminal.

config-good = All settings are good.
config-good-without-file = All settings are good; there is no { $path }.
# Before a colon: where a wrong setting stands.
config-line = { $path }, line { $line }
config-not-an-address = "{ $text }" is not an address with a port, such as 127.0.0.1:8090 or [::]:8090
config-not-one-of = cannot be "{ $text }"; choose one of: { $choice }
config-not-a-network = "{ $text }" is neither an address nor a network, such as 192.168.1.2 or 10.0.0.0/8
config-not-yes-or-no = "{ $text }" is neither yes (true) nor no (false)
config-not-whole = "{ $text }" is not a whole number from 1 to { $most }
config-not-an-ending = "{ $text }" is not the ending of a file's name, such as exe
config-not-a-host = "{ $text }" is not a host name; write it without http:// and port, such as crm.example.com
config-not-a-url = "{ $text }" is not an address without a path, such as https://crm.example.com or http://crm:8080
config-not-a-filter = "{ $text }" is not a level (error, warn, info, debug, trace) or a filter: { $detail }
config-in-the-clear = without TLS, passwords would cross the network in the clear at { $listen }; set tls = "auto", give a certificate with tls = "files", or set allow_plain_http = true if the network itself is protected
config-needs-file = "files" needs { $name } (--{ $flag }), too, the name of a PEM file
config-unknown = is no setting; there are { $names }
config-must-be-answer = must be true or false, without quotes
config-must-be-texts = must be a list of texts in quotes
config-must-be-number = must be a whole number, without quotes
config-must-be-text = must be a text in quotes
config-not-toml = is no TOML: { $message }
