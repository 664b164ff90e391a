### Cards and forms of records.

cards-edit = Изменить
cards-delete = Удалить
cards-way = Где это
cards-data = Данные
cards-history = История
cards-created = Создано
cards-updated = Изменено
cards-deleted = Перемещено в корзину
cards-restored = Восстановлено
cards-brought-back = Возвращено из копии
cards-undone = Отменено
cards-korob = Короб
cards-undone-nothing = Ничего не отменено: с тех пор это изменили ещё раз
cards-undone-partly =
    { $count ->
        [one] Отменено не всё: { $count } изменение осталось, его успели перекрыть
        [few] Отменено не всё: { $count } изменения остались, их успели перекрыть
        [many] Отменено не всё: { $count } изменений остались, их успели перекрыть
       *[other] Отменено не всё: { $count } изменений остались, их успели перекрыть
    }

# Who changed a record first; $ago is “2 min ago” or “yesterday, 15:30”.
cards-overtaken = Не сохранено: { $ago } это меняли, { $name }
cards-gone = Не сохранено: эту запись удалили, или она вам больше не видна
cards-gone-what-now = Введённое осталось здесь. Восстановите запись из корзины и сохраните ещё раз или сохраните это как новую запись.
cards-save-as-new = Сохранить как новую
cards-choose-each = Если поле изменили вы оба, выберите, что оставить. Остальное уже объединено.
cards-mine = Ваше
cards-theirs = Новое
cards-keep-mine = Оставить моё
cards-take-theirs = Взять новое
cards-take-theirs-of = Взять новое: { $value }
# Beside the value that is used first: the main phone, the main company.
cards-main = основной
cards-main-title = Основное значение видно в списках и берётся первым
cards-position = Должность
cards-role = Роль
cards-point-kind = Вид: { $label }
cards-add-phone = Добавить телефон
cards-add-email = Добавить e-mail
cards-add-messenger = Добавить мессенджер
cards-add-site = Добавить сайт
cards-remove-one = Убрать: { $label }
cards-find = Найти: { $label }
cards-add-by-number = Добавить по номеру
cards-add-by-address = Или адрес, например lead/7

cards-panes = Что показать
cards-call = Позвонить
cards-mail = Написать
cards-comment = Комментарий
cards-copy-link = Скопировать ссылку
cards-link-copied = Ссылка скопирована
cards-previous = Предыдущая в списке
cards-next = Следующая в списке
cards-created-on = Создано { $date }
cards-is-main = основная связь
cards-choose-links = Изменить
cards-peek = { $name }, быстрый просмотр
cards-open-whole = Открыть всю страницу
cards-close-peek = Закрыть быстрый просмотр
cards-all-history = Вся история
# Under a field of a new record, before the links to open the record that is there already or to go on with it.
cards-looks-like = Похоже на «{ $name }».
cards-use-it = Взять эту
cards-tax-id-mistyped = Такого ИНН не бывает: проверьте номер. Сохранить его всё равно можно.
