### Что не так со значением: что случилось и что сделать.

problem-required = Заполните это поле
problem-too-long =
    { $count ->
        [one] Слишком длинно. Сократите до { $count } знака
        [few] Слишком длинно. Сократите до { $count } знаков
       *[many] Слишком длинно. Сократите до { $count } знаков
    }
problem-too-short =
    { $count ->
        [one] Слишком коротко. Введите не меньше { $count } знака
        [few] Слишком коротко. Введите не меньше { $count } знаков
       *[many] Слишком коротко. Введите не меньше { $count } знаков
    }
problem-not-a-number = Введите целое число, например 12
problem-out-of-range = Введите число от { $min } до { $max }
problem-too-small = Введите { $min } или больше
problem-too-large = Введите { $max } или меньше
problem-not-an-amount = Введите сумму, например 1250,50
problem-negative-amount = Сумма не может быть меньше нуля
problem-not-a-date = Введите дату, например 19.11.2026
problem-not-a-time = Введите время, например 15:30
# For programs and the command line, in ISO 8601.
problem-not-a-date-exact = Укажите дату в виде 2026-11-19
problem-not-a-time-exact = Укажите время в виде 2026-11-19T15:30:00Z
problem-not-a-bool = Выберите «да» или «нет»
problem-not-an-email = Проверьте адрес: нужен вид name@firma.ru
problem-not-a-phone = Это не номер телефона. Добавьте код города
problem-not-a-url = Проверьте адрес: нужен вид https://firma.ru
problem-unknown-code = Такого кода нет. Выберите из списка
problem-not-an-option = Выберите значение из списка
problem-no-such-record = Не найдено. Возможно, запись удалена или вам недоступна
problem-unknown-field = Такого поля нет
problem-read-only = Это поле нельзя изменить
problem-wrong-type = Здесь нужно значение другого типа: { $expected }
problem-too-many = Слишком много. Оставьте не больше { $count }
problem-already-taken = Уже занято. Выберите другое
problem-bad-characters = Некоторые знаки нельзя сохранить. Наберите текст заново
problem-password-too-common = Легко угадать. Добавьте ещё пару слов
problem-password-wrong = Неверный пароль. Проверьте Caps Lock и раскладку
problem-password-paused = Слишком много неверных паролей. Подождите несколько минут
problem-last-admin = В офисе должен быть действующий администратор. Сначала назначьте другого.
problem-no-free-seat =
    { $count ->
        [one] Занято { $count } место. Отключите тех, кто больше не работает, или продлите лицензию с большим числом мест (Настройки, «Лицензия»).
        [few] Заняты все { $count } места. Отключите тех, кто больше не работает, или продлите лицензию с большим числом мест (Настройки, «Лицензия»).
       *[many] Заняты все { $count } мест. Отключите тех, кто больше не работает, или продлите лицензию с большим числом мест (Настройки, «Лицензия»).
    }
problem-no-identity = Укажите, кто это: имя, телефон или почту
problem-reason-required = Укажите причину
problem-sums-left = В этой валюте есть и другие суммы: { $named }. Укажите их вместе с ней
problem-stage-skipped = Стадию «{ $named }» нельзя пропустить
problem-needs-conversion = Сконвертируйте лид: кнопка «Сконвертировать» в его карточке
problem-in-the-past = Это время уже прошло
problem-already-converted = Лид сконвертирован. Чтобы открыть его снова, отмените конвертацию в его истории

## Файлы
problem-folder-unusable = Этой папки нет, сервер не может в неё писать или она лежит в папке данных. Назовите её от корня: /mnt/backups
problem-not-a-server = Адрес пишут так: sftp://имя@сервер/папка, без пароля: Korob войдёт по ключу
problem-not-a-recipient = Это не открытый ключ age. Он начинается с age1; тот, что начинается с AGE-SECRET-KEY-1, остаётся у вас
problem-file-empty = Файл пуст
problem-file-is-xlsx = Это книга Excel. Сохраните её как CSV и выберите этот файл
problem-file-is-xls = Это старая книга Excel. Сохраните её как CSV и выберите этот файл
problem-file-not-text = Это не текстовая таблица. Выберите файл CSV
# { $name } — имя файла, { $ending } — его расширение: exe.
problem-file-refused = { $name }: файлы .{ $ending } не принимаются. Упакуйте файл в архив
problem-file-too-large = Файл слишком большой. Разделите его на несколько
problem-too-many-columns = В таблице слишком много столбцов: читается не больше 2000
problem-header-too-long = Заголовок столбца слишком длинный для таблицы. Выберите другой разделитель или файл
problem-header-quote-unclosed = В заголовках столбцов не закрыта кавычка. Исправьте первую строку файла
problem-quotes-broken = Кавычки нарушены в слишком многих строках. Сохраните файл заново как CSV
problem-file-unreadable = Файл не читается. Выберите его снова
problem-file-over = { $name }: файл больше { $size }
problem-files-over = Слишком много за один раз: в файле может быть до { $size }
