### Fields of leads, contacts and companies.

## Names and ways to reach somebody
crm-name = Название
crm-salutation = Обращение
crm-first-name = Имя
crm-middle-name = Отчество
crm-last-name = Фамилия
crm-birth-date = День рождения
crm-phones = Телефоны
crm-emails = E-mail
crm-messengers = Мессенджеры
crm-sites = Сайты
crm-position = Должность

## Address
crm-address = Адрес одной строкой
crm-legal-address = Юридический адрес
crm-street = Улица, дом
crm-flat = Квартира, офис
crm-city = Город
crm-region = Регион
crm-postal-code = Индекс
crm-country = Страна

## Where from
crm-source = Источник
crm-source-note = Подробнее об источнике
crm-utm-source = UTM источник
crm-utm-medium = UTM канал
crm-utm-campaign = UTM кампания
crm-utm-content = UTM содержание
crm-utm-term = UTM ключевое слово

## Other
crm-comment = Комментарий
crm-currency = Валюта
crm-amount = Сумма
crm-open-to-all = Доступен для всех

## Forms of address
crm-salutation-mr = г-н
crm-salutation-ms = г-жа

## Sources
crm-source-call = Звонок
crm-source-email = Электронная почта
crm-source-website = Веб-сайт
crm-source-advertising = Реклама
crm-source-existing-client = Существующий клиент
crm-source-referral = По рекомендации
crm-source-exhibition = Выставка
crm-source-web-form = CRM-форма
crm-source-callback = Обратный звонок
crm-source-online-store = Интернет-магазин
crm-source-partner = Партнёр
crm-source-campaign = Рассылка
crm-source-cold-call = Холодный звонок
crm-source-social = Соцсети
crm-source-messenger = Мессенджер
crm-source-other = Другое
