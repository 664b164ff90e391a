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
activities-duration = Минут
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
