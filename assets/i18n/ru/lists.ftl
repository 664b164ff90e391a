### Списки: условия, виды, много записей сразу, доски.

lists-search = Поиск в списке
lists-add-condition = Условие
lists-find-column = Найти столбец
lists-density = Плотность
lists-density-compact = Плотно
lists-density-normal = Обычно
lists-density-roomy = Просторно
lists-view-settings = Настройки вида
lists-view-default = Открывать список с этим видом
lists-view-left = Передвинуть влево
lists-view-right = Передвинуть вправо
lists-view-deleted = Вид удалён
lists-save-as-view = Сохранить как вид
lists-all-but = Все, кроме этих
lists-is-exactly = Точно равно
lists-is-not = Не равно
lists-sum-from = От, { $currency }
lists-sum-to = До, { $currency }
lists-and-more =
    { $count ->
        [one] ещё { $count }
        [few] ещё { $count }
        [many] ещё { $count }
       *[other] ещё { $count }
    }
lists-none-of =
    { $count ->
        [one] Под { $count } условие ничего не подходит
        [few] Под эти { $count } условия ничего не подходит
        [many] Под эти { $count } условий ничего не подходит
       *[other] Под эти { $count } условий ничего не подходит
    }
lists-without = { $number } без условия «{ $condition }»
lists-drop-search = Искать без этих слов
lists-exactly =
    { $count ->
        [one] { $count } запись
        [few] { $count } записи
        [many] { $count } записей
       *[other] { $count } записей
    }
lists-cut =
    { $count ->
        [one] Поиск показывает { $count } самую новую запись из найденных. Уточните его, чтобы увидеть другие
        [few] Поиск показывает { $count } самые новые записи из найденных. Уточните его, чтобы увидеть другие
        [many] Поиск показывает { $count } самых новых записей из найденных. Уточните его, чтобы увидеть другие
       *[other] Поиск показывает { $count } самой новой записи из найденных. Уточните его, чтобы увидеть другие
    }
lists-gone = Эту запись удалили, или она вам больше не видна
lists-ask-both = Посчитать всё и сумму
lists-ask-count = Посчитать все
lists-ask-sum = Посчитать сумму
lists-bulk-change = Изменить
lists-bulk-value = Что получат записи
lists-bulk-choose = Выберите
lists-bulk-tags = Метки выбранных
lists-bulk-untag = Наоборот, снять эти метки
lists-work-begun =
    { $count ->
        [one] В работе { $count } запись
        [few] В работе { $count } записи
        [many] В работе { $count } записей
       *[other] В работе { $count } записей
    }
lists-work-progress = Готово { $done } из { $total }
lists-work-failed = Работа прервалась. Что сделано, видно в истории
