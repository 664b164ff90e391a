### Слова, общие для всех страниц.

## Кнопки

ui-save = Сохранить
ui-cancel = Отменить
ui-create = Создать
ui-add = Добавить
ui-restore = Восстановить
ui-undo = Отменить
ui-open = Открыть
ui-close = Закрыть

## Переходы

ui-back = Назад
ui-next-page = Следующая страница
ui-previous-page = Предыдущая страница
ui-more = Ещё
# Старые записи истории.
ui-show-earlier = Показать более ранние

## Списки

ui-search = Поиск
ui-columns = Столбцы
ui-nothing-found = Ничего не найдено
ui-clear-all = Сбросить всё
# Крестик условия над списком; $name — само условие: «Ответственный: Ольга».
ui-drop-condition = Убрать условие «{ $name }»

## Формы

# Рядом с названием поля.
ui-optional = необязательно
ui-not-set = Не указано
ui-yes = Да
ui-no = Нет

## Дни

ui-today = Сегодня
ui-yesterday = Вчера
ui-tomorrow = Завтра

## Состояние страницы

ui-saved = Сохранено
ui-server-away = Сервер недоступен. Пробуем снова

## Виды записей

ui-lead = Лид
ui-leads = Лиды
ui-deal = Сделка
ui-deals = Сделки
ui-leads-count =
    { $count ->
        [one] { $count } лид
        [few] { $count } лида
       *[many] { $count } лидов
    }
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
ui-records = Записи

## Кто здесь работает

ui-role-admin = Администратор
ui-role-head = Руководитель
ui-role-staff = Менеджер
