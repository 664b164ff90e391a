### What every record has.

## Sections of forms and cards
records-section-main = Основное
records-section-contacts = Контакты
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
