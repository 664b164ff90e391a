### Search and commands.

palette-commands = Commands
palette-lists = Show as a list
palette-show-in = { $list }: all with “{ $text }”
