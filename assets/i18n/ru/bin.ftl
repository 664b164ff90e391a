### The bin.

bin-title = Корзина: { $name }
bin-search = Искать в корзине
bin-empty = Корзина пуста
bin-empty-text = Удалённое ждёт здесь, пока его не восстановят.
bin-looked-at = Просмотрено удалённых записей: { $count }. Более ранние — на следующей странице.
bin-deleted-at = Когда удалено
bin-deleted-by = Кем
bin-restore-one = Восстановить: { $name }
bin-first-page = В начало
bin-here = Эта запись в корзине
bin-by = Удаление: { $name }, { $date }
bin-restored =
    { $count ->
        [one] Восстановлена { $count } запись
        [few] Восстановлены { $count } записи
        [many] Восстановлено { $count } записей
       *[other] Восстановлено { $count } записей
    }
