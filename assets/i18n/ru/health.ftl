### How the box is: /settings/health. What was found is said in doctor.ftl.

health-title = Состояние
health-look = Проверить тщательно
health-being-looked = Идёт тщательная проверка базы, поиска и файлов. Работать можно как обычно.
health-looked = Тщательная проверка: { $at }. То, что видно сразу, показано на этот момент.
health-only-glanced = Показано то, что видно сразу. Тщательная проверка читает всю базу и выборочно поиск и файлы.
health-is-well = Всё в порядке.
health-has-warnings =
    { $count ->
        [one] { $count } замечание, не срочно.
        [few] { $count } замечания, не срочно.
       *[many] { $count } замечаний, не срочно.
    }
health-is-bad =
    { $count ->
        [one] { $count } неполадку надо устранить сейчас.
        [few] { $count } неполадки надо устранить сейчас.
       *[many] { $count } неполадок надо устранить сейчас.
    }
health-to-do = Требует внимания
health-good-count =
    { $count ->
        [one] { $count } проверка в порядке
        [few] { $count } проверки в порядке
       *[many] { $count } проверок в порядке
    }
health-good = В порядке
health-warning = Не срочно
health-bad = Срочно
health-do = Что делать:
health-open = Открыть
health-open-of = Открыть: { $title }
health-mend-rights = Оставить доступ только владельцу

## At a glance
health-glance = Коротко
health-version = Версия
health-uptime = Работает
health-runs-since = с { $at } ({ $length })
health-database = База данных
health-log = Её журнал
health-files = Файлы
health-files-of =
    { $count ->
        [one] { $count } файл, { $size }
        [few] { $count } файла, { $size }
       *[many] { $count } файлов, { $size }
    }
health-disk = Диск
health-proven = Последняя проверенная копия
health-never = пока нет
health-licence = Лицензия
health-licence-until = обновления до { $day }
health-certificate = Сертификат
health-until = до { $at }
health-no-certificate = соединения не зашифрованы
health-signed-in = Сейчас вошли
health-browsers =
    { $count ->
        [one] { $count } браузер
        [few] { $count } браузера
       *[many] { $count } браузеров
    }

## Support bundle
health-bundle = Для того, кто помогает
health-bundle-text = Один файл с версиями, размерами, устройством базы и результатами проверки: без имён, номеров, адресов и текстов компании. Перед отправкой его содержимое можно прочитать.
health-bundle-get = Скачать файл для поддержки
