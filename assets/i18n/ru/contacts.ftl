### Contacts.

contacts-new = Новый контакт
contacts-companies = Компании
contacts-type = Тип контакта
contacts-exportable = Участвует в экспорте

## Types
contacts-type-client = Клиент
contacts-type-supplier = Поставщик
contacts-type-partner = Партнёр
contacts-type-other = Другое
