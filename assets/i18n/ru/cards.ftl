### Cards and forms of records.

cards-edit = Изменить
cards-delete = Удалить
cards-way = Где это
cards-data = Данные
cards-history = История
cards-created = создание
cards-updated = изменение
cards-deleted = в корзину
cards-restored = восстановление
cards-undone = отмена
cards-korob = Короб
cards-changed-since = Не сохранено: запись изменили после того, как вы её открыли. Посмотрите новые значения и попробуйте ещё раз.
cards-undone-all = Отменено
cards-now = Сейчас: { $value }
cards-undone-nothing = Ничего не отменено: с тех пор это изменили ещё раз
cards-undone-partly =
    { $count ->
        [one] Отменено не всё: { $count } изменение осталось, его успели перекрыть
        [few] Отменено не всё: { $count } изменения остались, их успели перекрыть
        [many] Отменено не всё: { $count } изменений остались, их успели перекрыть
       *[other] Отменено не всё: { $count } изменений остались, их успели перекрыть
    }
