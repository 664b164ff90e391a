### What every record has.

## Sections of forms and cards
records-section-main = Основное
records-section-contacts = Как связаться
records-section-address = Адрес
records-section-details = Подробности
records-section-source = Откуда
records-section-tax = Реквизиты
records-section-people = Кто ведёт

## Fields of every record
records-responsible = Ответственный
records-observers = Наблюдатели
records-tags = Метки
records-external-id = ID в прежней системе
records-created-at = Создано
records-created-by = Кто создал
records-updated-at = Изменено
records-updated-by = Кто изменил

## What a phone, an e-mail or a site is called
records-point-work = рабочий
records-point-mobile = мобильный
records-point-home = личный
records-point-fax = факс
records-point-pager = пейджер
records-point-mailing = для рассылок
records-point-other = другой
records-point-vk = ВКонтакте
records-extension = доб. { $number }
records-last-days =
    { $count ->
        [one] последний { $count } день
        [few] последние { $count } дня
        [many] последние { $count } дней
       *[other] последние { $count } дней
    }
records-this-week = на этой неделе
records-now = сейчас
records-this-month = в этом месяце
records-this-quarter = в этом квартале
records-this-year = в этом году
records-cond-not = не { $value }
records-cond-from = от { $value }
records-cond-to = до { $value }
# Дни: с 5 июня, по 9 июня.
records-cond-since = с { $value }
records-cond-until = по { $value }
records-cond-after = после { $value }
records-cond-before = раньше { $value }
records-plan-overdue = просрочено
records-plan-today = сегодня
records-plan-later = позже
records-plan-none = ничего не запланировано
records-cond-open = все открытые
records-cond-closed = все закрытые

## Many at once
records-bulk = Действия с выбранными
records-bulk-selected = Выбрано: { "{n}" }
records-bulk-all = Выбрать все { $number } в списке
records-bulk-clear = Снять выбор
records-bulk-assign = Назначить
records-bulk-tag = Метка
records-bulk-status = Изменить
records-bulk-delete = Удалить
records-bulk-assign-title = Кто будет ответственным?
records-bulk-tag-hint = Несколько — через запятую
records-bulk-change-title = Что изменить?
records-bulk-changed =
    { $count ->
        [one] Изменена { $count } запись
        [few] Изменены { $count } записи
        [many] Изменено { $count } записей
       *[other] Изменено { $count } записей
    }
records-bulk-deleted =
    { $count ->
        [one] { $count } запись в корзине
        [few] { $count } записи в корзине
        [many] { $count } записей в корзине
       *[other] { $count } записей в корзине
    }
records-bulk-left =
    { $count ->
        [one] { $count } осталась как была
        [few] { $count } остались как были
        [many] { $count } остались как были
       *[other] { $count } остались как были
    }
records-bulk-nothing = Ничего не изменилось

## Lists
records-view-all = Все
records-view-mine = Мои
records-views = Сохранённые виды
records-view-changed = изменён
records-view-shared = Виден всем
records-view-save = Сохранить вид
records-view-save-as = Сохранить как новый
records-view-save-changes = Сохранить
records-view-name = Название вида
records-view-share = Показать всем
records-view-delete = Удалить вид
records-columns-title = Столбцы этого списка
records-columns-apply = Показать эти
records-filters = Фильтры
records-filters-close = Закрыть фильтры
records-filters-conditions = Условия фильтра
records-filters-apply = Применить
records-select-page = Выбрать все на странице
records-select-one = Выбрать: { $name }
records-range = { $from }–{ $to } из
records-list-of = Список: { $name }
records-empty-title = Здесь пока пусто
records-none-title = Под эти условия ничего не подходит
records-none-text = Снимите одно из условий или сбросьте все.
records-none-search = По запросу «{ $q }» ничего нет
records-bin = Корзина
records-board = Канбан
records-list = Список
records-list-or-board = Как показать

## Conditions
records-any = Любое
records-contains = Содержит
records-from = С
records-to = По
records-at-least = От
records-at-most = До
records-is-empty = Не указано
records-is-filled = Указано
records-me = Я

## Many at once
