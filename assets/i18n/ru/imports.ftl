### Импорт и экспорт.

imports-full-name = Полное имя
imports-to-comment = В комментарий, с заголовком
imports-part-postal-code = индекс
imports-part-country = страна
imports-part-region = область
imports-part-district = район
imports-part-city = город
imports-part-street = улица
imports-part-house = дом
imports-part-flat = квартира, офис
imports-closed = Закрыта, успешна или проиграна
imports-product = Строка товара: что
imports-price = Строка товара: цена
imports-quantity = Строка товара: количество
imports-role = Роль

## Команда
imports-told = Создано: { $created }, дополнено: { $updated }, пропущено: { $skipped }, отклонено: { $rejected }.
imports-left-out = Не взяты столбцы: { $columns }

## Страницы
imports-title = Импорт: { $what }
imports-title-file = Импорт файла { $file }
imports-file = Файл
imports-file-hint = CSV или таблица, сохранённая как текст, до { $megabytes } МБ. Кодировка и разделитель распознаются.
imports-choose = Выберите файл
imports-or-drop = или перетащите его сюда
imports-uploading = Файл загружается…
imports-known = Файлы Битрикс24, amoCRM, HubSpot, Pipedrive, Google Контактов и Outlook узнаются по столбцам. Пока вы не подтвердите, ничего не импортируется.
imports-past = Прошлые импорты
imports-status-draft = Не начат
imports-status-running = Идёт
imports-status-stopped = Остановлен
imports-status-done = Готов
imports-status-undone = Отменён
imports-recognition = Как читается файл
imports-encoding = Кодировка
imports-delimiter = Разделитель
imports-automatic = Распознать
imports-recognised = Распознано: { $what }
imports-semicolon = Точка с запятой
imports-comma = Запятая
imports-tab = Табуляция
imports-pipe = Вертикальная черта
imports-space = Пробел
imports-single-column = Найден только один столбец. Если их больше, выберите другой разделитель.
imports-unreadable-letters = Некоторые буквы не читаются. Выберите другую кодировку.
imports-duplicates = Строки о тех, кто уже есть
imports-policy-skip = Пропустить
imports-policy-merge = Дополнить прежнюю запись тем, чего в ней нет
imports-policy-allow = Всё равно создать
imports-columns = Столбцы и куда они идут
imports-leave-out = Не импортировать
imports-unnamed = Столбец { $number }
imports-preview = Первые строки, как они будут выглядеть
imports-preview-note = Пока ничего не записано
imports-row = Строка
imports-line = Строка файла
imports-what = Что
imports-new-value = новое
imports-rehearsing = Смотрим, что даст импорт…
imports-start = Импортировать
imports-rehearse = Проверить без записи
imports-discard = Отказаться
imports-outlook = Что даст импорт
imports-outcome = Что получилось
imports-created = создано
imports-updated = дополнено
imports-skipped = пропущено
imports-rejected = отклонено
imports-product-rows = ещё товаров
imports-duplicate-rows = Строки-повторы
imports-warned = Импортированы с замечанием
imports-new-values = Новые значения списка { $list }:
imports-download-rejected = Отклонённые строки
imports-undo = Отменить импорт
imports-stop = Остановить
imports-go-on = Продолжить
imports-end-here = Закончить на этом
imports-end-here-hint = Если закончить на этом, файл будет удалён, а загруженное останется.
imports-was-undone = Импорт отменён: его записей больше нет.
imports-first-of = { $shown } из { $total }
imports-failed = Здесь что-то сломалось; что именно, сказано в журнале сервера
imports-reason = Причина
imports-reason-no-name = Нет названия
imports-reason-no-title = Нет названия
imports-reason-no-identity = Нет ни имени, ни телефона, ни e-mail
imports-reason-amount-invalid = Сумма не читается
imports-reason-amount-negative = Сумма меньше нуля
imports-reason-currency-unknown = Неизвестная валюта
imports-reason-currency-differs = Товар в другой валюте, чем его сделка
imports-reason-out-of-range = Сумма слишком велика
imports-reason-column-count = Ячеек больше, чем столбцов в таблице
imports-reason-repeated-header = Повторение заголовков столбцов
imports-reason-quote-unclosed = Кавычка не закрыта
imports-reason-too-long = Слишком длинный текст
imports-reason-too-many = Слишком много значений в ячейке
imports-reason-forbidden = У вас нет права это создать
imports-warning-phone-unparsed = Не номер телефона
imports-warning-email-invalid = Не адрес e-mail
imports-warning-date-invalid = Нет такой даты
imports-warning-date-in-future = Дата в будущем; записан сегодняшний день
imports-warning-not-a-bool = Ни да, ни нет
imports-warning-not-a-number = Не число
imports-warning-out-of-range = Вне допустимых пределов; пропущено
imports-warning-closed-unclear = Из этого не ясно, закрыта ли сделка и как; ушло в комментарий
imports-warning-closed-contradicts = Стадия говорит иное; она оставлена, а это ушло в комментарий
imports-warning-tax-id-invalid = Ошибка в налоговом номере; он сохранён как есть
imports-warning-name-missing = Нет имени
imports-warning-not-an-option = Нет такого значения в списке; оно записано в комментарий
imports-warning-no-such-record = Здесь никто и ничто так не называется; записано в комментарий
imports-warning-company-not-found = Такой компании не было; она создана
imports-warning-contact-not-found = Такого контакта нет или их несколько; ушло в комментарий
imports-by-id = ID
imports-by-tax-id = налоговый номер
imports-by-name = название
imports-by-phone = телефон
imports-by-email = e-mail
imports-repeats-row = То же, что строка { $row }: { $by }
imports-repeats-record = Уже было: { $by }
imports-button = Импорт
imports-export-button = Экспорт
imports-export-list = Эти столбцы
imports-export-all = Все поля
imports-export-vcard = vCard, для адресной книги
imports-columns-left =
    { $count ->
        [one] { $count } столбец не взят
        [few] { $count } столбца не взяты
        [many] { $count } столбцов не взяты
       *[other] { $count } столбца не взяты
    }
imports-new-linked =
    { $count ->
        [one] Ещё { $count } запись создаётся, потому что строки её называют
        [few] Ещё { $count } записи создаются, потому что строки их называют
        [many] Ещё { $count } записей создаётся, потому что строки их называют
       *[other] Ещё { $count } записи создаётся, потому что строки их называют
    }
imports-unknown-people =
    { $count ->
        [one] В { $count } строке ответственного здесь нет: ответственным станете вы
        [few] В { $count } строках ответственного здесь нет: ответственным станете вы
        [many] В { $count } строках ответственного здесь нет: ответственным станете вы
       *[other] В { $count } строки ответственного здесь нет: ответственным станете вы
    }
imports-rows-done =
    { $count ->
        [one] Готова { $count } строка
        [few] Готовы { $count } строки
        [many] Готово { $count } строк
       *[other] Готово { $count } строки
    }
imports-stopped =
    { $count ->
        [one] Импорт остановился после { $count } строки. Сделанное сохранено. Продолжите или отмените всё целиком.
        [few] Импорт остановился после { $count } строк. Сделанное сохранено. Продолжите или отмените всё целиком.
        [many] Импорт остановился после { $count } строк. Сделанное сохранено. Продолжите или отмените всё целиком.
       *[other] Импорт остановился после { $count } строки. Сделанное сохранено. Продолжите или отмените всё целиком.
    }
imports-running-already = Этот импорт уже идёт
imports-over = Этот импорт уже закончен
imports-begun = Этот импорт уже начат: дождитесь конца, после него импорт можно отменить
imports-damaged = То, что было решено об этом импорте, больше не прочитать, и продолжить его нельзя. Всё, что он уже внёс, остаётся.
imports-checked-anew = Этот файл уже проверяется заново
