### Списки, которые ведёт офис.

options-lists = Списки
options-add = Добавить значение
options-hint = Порядок меняется перетаскиванием. Статус, с которого работа начинается или которым кончается, можно переименовать, но не удалить.
options-deeds = Действия: { $name }
options-drag = Потяните, чтобы передвинуть
options-archived = В архиве
options-up = Выше: { $name }
options-edit = Изменить
options-archive = В архив
options-unarchive = Вернуть из архива
options-delete = Удалить
options-name = Название ({ $language })
options-color = Цвет
options-hue-slate = Серый
options-hue-sky = Голубой
options-hue-blue = Синий
options-hue-indigo = Индиго
options-hue-violet = Фиолетовый
options-hue-pink = Розовый
options-hue-orange = Оранжевый
options-hue-amber = Янтарный
options-hue-lime = Салатовый
options-hue-green = Зелёный
options-meaning = Что это значит
options-meaning-open = В работе
options-meaning-converted = Сконвертирован
options-meaning-junk = Некачественный
options-meaning-won = Выиграна
options-meaning-lost = Проиграна
options-meaning-done = Сделано
options-meaning-missed = Не состоялось
options-meaning-soon = Скоро
options-meaning-note = Нужно пояснение
options-meaning-none = Ничего особого
options-delete-title = Удалить «{ $name }»?
options-delete-unused = Этого значения нет ни у одной записи.
options-move-to = Дать этим записям
options-move-and-delete = Перенести и удалить
options-added = Значение добавлено
options-overtaken = Не сохранено: за это время значение кто-то изменил. Если сохранить ещё раз, это заменит то, что стоит сейчас:
options-now-archived = В архиве: у записей остаётся, выбрать нельзя
options-now-back = Снова можно выбрать
options-reordered = Порядок сохранён
options-deleted = Значение удалено
options-archived-instead = Записи перенесены; значение в архиве, оно есть у записей в корзине
options-used =
    { $count ->
        [one] { $count } запись
        [few] { $count } записи
        [many] { $count } записей
       *[other] { $count } записей
    }
options-delete-used =
    { $count ->
        [one] Это значение у { $count } записи.
        [few] Это значение у { $count } записей.
        [many] Это значение у { $count } записей.
       *[other] Это значение у { $count } записей.
    }
options-held = На этом значении держится работа: его можно переименовать, но не убрать в архив и не удалить
options-in-use = Это значение есть у записей: уберите его в архив или переведите их на другое
