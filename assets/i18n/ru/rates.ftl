### Сколько стоят валюты в валюте офиса.

rates-title = Курсы валют
rates-in = { $currency }
rates-add = Добавить курс
rates-none = Курсов пока нет
rates-why = Если указан курс, сделка в другой валюте показывает сумму в вашей валюте, а при закрытии сумма фиксируется.
rates-rate = Курс
rates-from = С какого дня
rates-holds = сейчас
rates-edit = Изменить: { $rate }
rates-delete = Удалить: { $rate }
rates-line = 1 { $code } = { $worth }
rates-worth = Сколько стоит единица, { $code }
rates-hint = Действует с этого дня до дня следующего курса. У закрытых сделок сумма не меняется.
rates-choose = Выберите валюту
rates-added = Курс добавлен
rates-deleted = Курс удалён
