### Leads.

leads-new = Новый лид
leads-title = Название
leads-status = Статус
leads-junk-reason = Причина отказа
leads-junk-note = Пояснение к статусу
leads-temperature = Температура
leads-company-name = Название компании
leads-repeat = Повторное обращение
leads-converted-at = Сконвертирован
leads-view-open = Открытые
leads-view-junk = Некачественные

## BANT
leads-section-bant = Перспективность (BANT)
leads-budget = Бюджет
leads-authority = Говорим с тем, кто решает
leads-decision-maker = Кто решает
leads-need = Потребность
leads-timeline = Когда покупают
leads-promising = Перспективный
leads-timeline-now = В течение месяца
leads-timeline-quarter = В течение квартала
leads-timeline-half-year = В течение полугода
leads-timeline-later = Позже

## Temperature
leads-temperature-hot = Горячий
leads-temperature-warm = Тёплый
leads-temperature-cold = Холодный

## Statuses
leads-status-new = Новый
leads-status-contacted = Связались
leads-status-in-work = В работе
leads-status-nurture = На прогреве
leads-status-converted = Качественный (сконвертирован)
leads-status-junk = Некачественный

## Reasons of junk
leads-junk-spam = Спам
leads-junk-duplicate = Дубль
leads-junk-mistake = Ошибочное обращение
leads-junk-not-target = Нецелевой
leads-junk-bad-contact = Неверный контакт
leads-junk-job-seeker = Ищет работу

## Conversion
leads-convert = Сконвертировать
leads-conversion = Конвертация лида
leads-conversion-title = Конвертация: { $lead }
leads-conversion-text = Выберите, кем станет лид. У клиента, который уже есть, заполнится только пустое; отменить можно целиком.
leads-conversion-new = Создать: { $name }
leads-conversion-no-contact = Без контакта
leads-conversion-no-company = Без компании
leads-conversion-no-deal = Без сделки
leads-conversion-find = Найти другого клиента
leads-overtaken = Не сохранено: за это время лид кто-то изменил. Ваш выбор остался: проверьте его и нажмите ещё раз.
leads-known-client = { $name } ({ $why })
leads-same-phone = тот же телефон
leads-same-email = тот же e-mail
leads-same-tax-id = тот же ИНН
leads-same-name = то же название
leads-deed-converted = конвертация

## Work and junk
leads-take = Взять в работу
leads-status-changed = Статус изменён
leads-junk = Некачественный
leads-junk-do = Отметить некачественным
leads-junk-title = Некачественный: { $lead }
leads-junk-note-hint = Для причины «Другое» нужно пояснение
leads-show-all = Все
leads-converted-already = Этот лид уже сконвертирован
leads-no-converted = Ни один статус лидов не означает «сконвертирован»: его может добавить администратор
leads-no-junk = Ни один статус лидов не означает «некачественный»: его может добавить администратор
leads-closed = Этот лид закрыт: сначала откройте его снова

## С лидами или без
leads-mode = Лиды или сделки
leads-mode-text = Если клиентов немного, лиды не нужны: каждое обращение сразу становится сделкой. То, что приходит как лид, конвертируется тут же.
leads-mode-choose-leads = С лидами: обращение сначала проверяют
leads-mode-choose-deals = Без лидов: обращение сразу становится сделкой и контактом
leads-mode-pipeline = Воронка для обращений без лидов
leads-mode-convert = Создать сделки из открытых лидов: { $count }
leads-mode-preview = Что станет с открытыми лидами
leads-mode-more = И ещё { $count }
leads-mode-with = Работаем с лидами
leads-mode-without = Работаем без лидов
leads-mode-converted =
    { $count ->
        [one] { $count } лид стал сделкой
        [few] { $count } лида стали сделками
       *[many] { $count } лидов стали сделками
    }
leads-mode-refused =
    { $count ->
        [one] { $count } лид остался: сначала нужно что-то заполнить
        [few] { $count } лида остались: сначала нужно что-то заполнить
       *[many] { $count } лидов осталось: сначала нужно что-то заполнить
    }
