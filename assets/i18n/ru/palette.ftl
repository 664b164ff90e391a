### Поиск и команды.

palette-commands = Команды
palette-lists = Показать списком
palette-show-in = { $list }: все, где есть «{ $text }»
