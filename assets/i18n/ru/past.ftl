### Просмотр резервной копии и возврат записей из неё.

past-title = Копия от { $when }
past-look = Заглянуть в { $name }
past-open = Открыть
past-close = Закрыть копию
past-opening = Копия распаковывается и проверяется. Ничего при этом не меняется.
past-not-open = Эта копия не открыта
past-not-open-text = Она распаковывается в закрытую папку сервера, только для чтения. Закроется сама через час без дела.
past-encrypted-text = Она зашифрована. Парольная фраза остаётся в памяти, пока копия открыта.
past-passphrase = Парольная фраза
past-show-passphrase = Показать парольную фразу
past-wrong-passphrase = Эта парольная фраза копию не открывает.
past-encrypted-key-text = Она зашифрована для ключа age. Секретный ключ остаётся в памяти, пока копия открыта.
past-identity = Секретный ключ (AGE-SECRET-KEY-1…)
past-show-identity = Показать секретный ключ
past-wrong-identity = В этом тексте нет секретного ключа, который открывает копию.
past-other-office = { $name } — копия другого офиса ({ $office }); возвращать из неё сюда нечего
past-other-record = Под этим номером сегодня другая запись: офис когда-то восстанавливали из более старой копии. Вернуть её нельзя.
past-busy = Сейчас открывается другая копия; попробуйте через минуту
past-search = Искать в этой копии
past-only-lost = Только отличия
past-everything = Всё
past-changed-at = Изменено тогда
past-today = Сегодня
past-then = Тогда
past-field = Поле
past-same = как было
past-changed = изменено
past-in-bin = в корзине
past-gone = пропало
past-other = другая запись
past-was-in-bin = тогда в корзине
past-nothing = Здесь пусто
past-nothing-lost = Ничего не пропало и не изменилось
past-nothing-lost-text = Все записи этого вида такие же, как в копии.
past-looked-at = Сравнено записей: { $count }; на следующей странице — более старые.
past-looked-at-nothing = Пока ничего
past-open-today = Открыть сегодняшнюю
past-bring-back = Вернуть
past-bring-fields = Вернуть отмеченное
past-take-field = Вернуть: { $label }
past-is-same = Эта запись такая же, как в копии.
past-is-gone = Этой записи больше нет. Она вернётся под своим номером, с комментариями, файлами и связями.
past-is-in-bin = Эта запись в корзине. Она вернётся оттуда, а отмеченное станет прежним.
past-is-changed = Отмеченное станет прежним, комментарии и файлы вернутся. Всё остальное останется как сегодня.
past-comments = Комментарии
past-files = Файлы
past-linked = Связи
past-empty = пусто
past-done = Возвращено
past-done-many =
    { $count ->
        [one] Возвращена { $count } запись
        [few] Возвращены { $count } записи
       *[many] Возвращено { $count } записей
    }
past-done-nothing = Ничего не возвращено
past-lost = Не вернулось
past-lost-responsible = Ответственный { $name } здесь больше не работает; теперь ответственный — вы.
past-lost-author = { $name } в офисе больше не значится; комментарии и файлы этого человека теперь под вашим именем.
past-lost-file = Файла { $name } больше нет нигде.
past-lost-named = { $field }: { $name } — больше нет.
past-lost-others = { $kind }: их было слишком много, вернулись только { $count } самых новых. Остальные верните из их списка.
past-refused = Не возвращено
past-refused-one = { $name }: { $why }
past-stale = Эту запись только что изменили. Посмотрите на неё ещё раз.
