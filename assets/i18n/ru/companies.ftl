### Companies.

## Fields
companies-new = Новая компания
companies-type = Тип
companies-industry = Отрасль
companies-size = Сотрудников
companies-revenue = Годовой оборот
companies-tax-id = ИНН
companies-kpp = КПП
companies-ogrn = ОГРН
companies-regon = REGON
companies-krs = KRS
companies-bank-bik = БИК банка
companies-bank-account = Расчётный счёт
companies-contacts = Контакты

## Types
companies-type-client = Клиент
companies-type-supplier = Поставщик
companies-type-partner = Партнёр
companies-type-competitor = Конкурент
companies-type-prospect = Перспективный
companies-type-other = Другое

## Industries
companies-industry-trade = Торговля
companies-industry-manufacturing = Производство
companies-industry-construction = Строительство
companies-industry-logistics = Логистика
companies-industry-services = Услуги
companies-industry-it = ИТ
companies-industry-finance = Финансы
companies-industry-health = Медицина
companies-industry-education = Образование
companies-industry-food = Питание
companies-industry-public = Госсектор
companies-industry-other = Другое
