### Wyszukiwanie i polecenia.

palette-commands = Polecenia
palette-lists = Pokaż jako listę
palette-show-in = { $list }: wszystkie z „{ $text }”
