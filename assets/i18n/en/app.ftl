### The frame around every page.

app-menu = Main menu
app-menu-phone = Menu at the foot
app-skip = Skip to content
app-clients = Clients
app-search = Search clients, phones, e-mails
app-search-results = Found
app-create-what = Choose what to create
app-messages = Messages
app-failed = Not done: the server does not answer
app-palette = Search and commands
app-palette-choose = open
app-palette-tab = in a new tab
app-palette-commands = commands only
