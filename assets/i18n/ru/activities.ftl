### Activities: what is planned with a client, and what was done.

activities-new = Новое дело
activities-type = Тип
activities-subject = Тема
activities-due = Срок
activities-due-is-day = В любое время дня
activities-about = По поводу
activities-status = Статус
activities-is-open = Ещё не сделано
activities-result = Что получилось
activities-done-at = Завершено
activities-priority = Приоритет
activities-duration = Длительность, мин
activities-direction = Направление
activities-section-with = С кем

## Views
activities-view-planned = Запланированные
activities-view-overdue = Просроченные
activities-view-today = Сегодня
activities-view-done = Завершённые

## Types
activities-type-call = Звонок
activities-type-email = Письмо
activities-type-meeting = Встреча
activities-type-visit = Визит
activities-type-task = Задача
activities-type-message = Сообщение

## Statuses
activities-status-planned = Запланировано
activities-status-done = Сделано
activities-status-missed = Не состоялось

activities-direction-in = Входящее
activities-direction-out = Исходящее
activities-priority-low = Низкий
activities-priority-normal = Обычный
activities-priority-high = Высокий

## What comes next
activities-planned = Запланировано
activities-overdue-said = просрочено
activities-comes-next = Что дальше
activities-nothing-planned = Ничего не запланировано
activities-no-date = Без срока
activities-show-all = Показать все
activities-all-done = Все завершённые: { $number }
activities-done-label = Выполнено: { $name }
activities-plan = Запланировать
activities-planned-said = Запланировано
activities-say-task = Что сделать? Например: позвонить завтра в 11:30
activities-say-call = О чём и когда? завтра в 11:30, поставка
activities-say-meeting = Зачем и когда? в пятницу в 15:00, договор
activities-say-email = Что написать и к какому дню?
activities-say-visit = Куда и когда? 25.12 в 9:00
activities-is-past = Это время уже прошло

## Completing
activities-complete = Выполнено
activities-completion = Завершение дела
activities-next-type = Что дальше?
activities-next = Когда и что
activities-next-hint = Словами: завтра в 11:30. Пусто: ничего не планировать
activities-completed = Выполнено
activities-closed = Это дело уже не запланировано
activities-no-done = Ни один статус дел не означает «сделано»: его может добавить администратор
activities-reopen = Вернуть в работу
activities-reopened = Снова запланировано

## Putting off
activities-postpone = Перенести
activities-postponed = Перенесено
activities-until = На когда?
activities-until-hint = Словами: в пятницу в 15:00, через неделю
activities-in-an-hour = Через час
activities-on-monday = В понедельник
activities-in-a-week = Через неделю
activities-another-time = Другое время…
