### Сделки, их воронки и стадии.

deals-new = Новая сделка
deals-title = Название
deals-pipeline = Воронка
deals-stage = Стадия
deals-stage-since = На стадии с
deals-lost-reason = Причина проигрыша
deals-lost-note = Пояснение к проигрышу
deals-probability = Вероятность, %
deals-begin-on = Дата начала
deals-expected-close-on = Предполагаемая дата закрытия
deals-closed-at = Закрыта
deals-base-amount = Сумма в валюте учёта
deals-base-currency = Валюта учёта
deals-type = Тип сделки
deals-repeat = Повторная сделка
deals-section-end = Завершение
deals-view-open = Открытые
deals-view-won = Выигранные
deals-view-lost = Проигранные

## Стадии
deals-pipeline-shipped = Продажи
deals-stage-new = Новая
deals-stage-qualification = Квалификация
deals-stage-proposal = КП отправлено
deals-stage-negotiation = Переговоры
deals-stage-contract = Согласование договора
deals-stage-prepayment = Предоплата
deals-stage-execution = Реализация
deals-stage-won = Успешно
deals-stage-lost = Проиграна

## Причины проигрыша
deals-lost-expensive = Слишком дорого
deals-lost-no-need = Пропала потребность
deals-lost-competitor = Выбрали других
deals-lost-terms = Не устроили условия
deals-lost-no-budget = Нет бюджета
deals-lost-no-answer = Не удалось связаться
deals-lost-timing = Отложили
deals-lost-no-dm = Нет выхода на ЛПР
deals-lost-out-of-stock = Нет в наличии

## Люди сделки
deals-role-decision-maker = ЛПР
deals-role-influencer = Влияет
deals-role-user = Пользователь
deals-role-accounting = Бухгалтерия

## Типы
deals-type-sale = Продажа
deals-type-services = Услуги
deals-type-goods = Товары
deals-type-complex = Комплексная

## Действия
deals-win = Выиграна
deals-lose = Проиграна
deals-reopen = Открыть снова
deals-repeat-do = Повторить
deals-show-all = Все сделки
deals-next-stage = Дальше: { $name }
deals-stage-place = { $place } из { $count }
deals-spent-days = { $count } д
deals-spent-hours = { $count } ч
deals-spent-minutes = { $count } мин

## Пройденный путь
deals-steps = История стадий
deals-since = с { $at }
deals-worth-today = Сегодня
deals-worth-rate = { $rate }, с { $day }
deals-worth-unknown = Курс { $code } не задан.
