### Доски.

boards-label = Канбан: { $name }
boards-moved = { "{card}" }: перенесено в { "{column}" }, { "{position}" } из { "{count}" }
boards-not-moved = Не перенесено: сервер не ответил
boards-no-sum = без суммы: больше { $count }
boards-no-columns = Под эти условия не подходит ни одна колонка
boards-columns = Колонки
boards-close = Отпустите здесь, чтобы закрыть
boards-more = Показать ещё
boards-move = Перенести в…
boards-add = Добавить: { $column }
boards-moving-to = Переместить в «{ $column }»
boards-move-now = Переместить
boards-moved-to = Перенесено в «{ $column }»
boards-added = Добавлено
boards-fill-in-first = Сначала заполните: { $named }
boards-open-form = Открыть форму
boards-stale =
    { $norm ->
        [one] Дольше { $norm } дня
        [few] Дольше { $norm } дней
       *[many] Дольше { $norm } дней
    }
boards-age =
    { $count ->
        [0] сегодня
        [one] { $count } дн.
        [few] { $count } дн.
        [many] { $count } дн.
       *[other] { $count } дн.
    }
