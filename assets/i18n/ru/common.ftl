### Слова, общие для всех страниц.

## Кнопки

ui-save = Сохранить
ui-cancel = Отменить
ui-create = Создать
ui-add = Добавить
ui-edit = Изменить
ui-rename = Переименовать
ui-delete = Удалить
ui-remove = Убрать
ui-restore = Восстановить
ui-assign = Назначить
ui-undo = Отменить
ui-undone = Отменено
ui-open = Открыть
ui-close = Закрыть
ui-apply = Применить
ui-import = Импорт
ui-export = Экспорт
ui-download = Скачать
ui-retry = Повторить

## Переходы

ui-back = Назад
# Следующий шаг мастера.
ui-next = Далее
ui-previous = Назад
ui-next-page = Следующая страница
ui-previous-page = Предыдущая страница
ui-more = Ещё
ui-show-more = Показать ещё
# Старые записи истории.
ui-show-earlier = Показать более ранние

## Списки

ui-search = Поиск
ui-filter = Фильтр
ui-columns = Столбцы
ui-nothing-found = Ничего не найдено
ui-clear-all = Сбросить всё
# Крестик условия над списком; $name — само условие: «Ответственный: Ольга».
ui-drop-condition = Убрать условие «{ $name }»
ui-select-all = Выбрать все
ui-selected = Выбрано { $count }
ui-total = Итого

## Формы

# Рядом с названием поля.
ui-optional = необязательно
ui-required = обязательно
ui-not-set = Не указано
ui-yes = Да
ui-no = Нет

## Дни

ui-today = Сегодня
ui-yesterday = Вчера
ui-tomorrow = Завтра

## Состояние страницы

ui-loading = Загружаем…
ui-saved = Сохранено
ui-server-away = Сервер недоступен. Пробуем снова

## Виды записей

ui-lead = Лид
ui-leads = Лиды
ui-leads-count =
    { $count ->
        [one] { $count } лид
        [few] { $count } лида
       *[many] { $count } лидов
    }
ui-deal = Сделка
ui-deals = Сделки
ui-deals-count =
    { $count ->
        [one] { $count } сделка
        [few] { $count } сделки
       *[many] { $count } сделок
    }
ui-contact = Контакт
ui-contacts = Контакты
ui-contacts-count =
    { $count ->
        [one] { $count } контакт
        [few] { $count } контакта
       *[many] { $count } контактов
    }
ui-company = Компания
ui-companies = Компании
ui-companies-count =
    { $count ->
        [one] { $count } компания
        [few] { $count } компании
       *[many] { $count } компаний
    }
ui-activity = Дело
ui-activities = Дела
ui-activities-count =
    { $count ->
        [one] { $count } дело
        [few] { $count } дела
       *[many] { $count } дел
    }
# A record that has no name to be shown by.
ui-record-number = № { $number }
ui-record = Запись
ui-records = Записи
ui-records-count =
    { $count ->
        [one] { $count } запись
        [few] { $count } записи
       *[many] { $count } записей
    }

## Кто здесь работает

ui-user = Сотрудник
ui-users = Сотрудники
ui-users-count =
    { $count ->
        [one] { $count } сотрудник
        [few] { $count } сотрудника
       *[many] { $count } сотрудников
    }
ui-responsible = Ответственный
ui-department = Отдел
ui-role = Роль
ui-role-admin = Администратор
ui-role-head = Руководитель
ui-role-staff = Менеджер
