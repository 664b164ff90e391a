### What happened to a record, and what colleagues say about it.

timeline-new = Новый комментарий
timeline-text = Текст
timeline-write = Написать комментарий. Через @ можно упомянуть коллегу
timeline-people = Кого упомянуть
timeline-comment = Комментарий
timeline-commented = Комментарий добавлен
timeline-comment-deleted = Комментарий удалён
timeline-edit-comment = Изменить комментарий
timeline-delete-comment = Удалить комментарий
timeline-edited = изменён
timeline-does-not-see = не видит эту запись
timeline-unseen = Запись не видна: { $names }. Если нужно, сделайте ответственным или наблюдателем
timeline-backup-of = Копия от
timeline-erased = значения стёрты
timeline-hidden = скрытая запись
timeline-now = стало
timeline-added = добавлено { $names }
timeline-removed = убрано { $names }
timeline-touched = изменён вид или порядок
timeline-via-api = API
timeline-via-cli = командная строка
timeline-via-import = импорт
timeline-folded =
    { $count ->
        [one] { $count } системное событие
        [few] { $count } системных события
        [many] { $count } системных событий
       *[other] { $count } системных событий
    }
timeline-feed = Что показать в истории
timeline-feed-all = Всё
timeline-feed-comments = Комментарии
timeline-feed-changes = Изменения
timeline-feed-empty = Такого пока не было
