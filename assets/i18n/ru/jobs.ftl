### What the server is at by itself: /settings/jobs.

jobs-title = Фоновые работы
jobs-own = Сервер делает сам
jobs-of-people = Долгие работы, которые начали люди
jobs-of-people-none = Ничего не идёт, и ни один импорт не остановился.
jobs-next = Следующий раз
jobs-last = Последний раз
jobs-last-failure = Последняя неудача
jobs-could-not = Сделать не удалось: { $detail }
jobs-not-yet = ещё не было
jobs-running = Идёт
jobs-waiting = Ожидает
jobs-off = Выключено
jobs-failed = Не удалось
jobs-stopped = Остановлен
jobs-run = Сделать сейчас
jobs-retry = Повторить
jobs-begun = Начато

## When it is done next
jobs-next-soon = скоро
jobs-next-every-secs =
    { $count ->
        [one] каждую { $count } секунду
        [few] каждые { $count } секунды
       *[many] каждые { $count } секунд
    }
jobs-next-every = каждые { $length }
jobs-next-with-changes = вместе с чьим-нибудь изменением, не чаще раза в { $length }
jobs-next-at-start = при следующем запуске сервера
jobs-next-with-backup = после следующей резервной копии
jobs-next-never = никогда: не включено

## What it does
jobs-backups = Каждую ночь делает резервную копию, восстанавливает её для проверки и удаляет те, что больше не нужны.
jobs-backup-good = Копия сделана и восстанавливается.
jobs-copies = Относит каждую копию во второе место: на другой диск или на сервер. После неудачи повторяет каждый час.
jobs-copy-good = Последняя копия есть и там.
jobs-names-title = Имена и сертификат
jobs-names = Узнаёт имена и адреса этой машины, обновляет сертификат или перечитывает его файлы.
jobs-names-good = Препятствий нет.
jobs-files-title = Ненужные файлы
jobs-files = Удаляет файлы, которые не нужны ни записям, ни отмене за последние 30 дней. Пока что-то отложено при восстановлении или обновлении, не удаляет ничего.
jobs-files-removed =
    { $count ->
        [one] Удалён { $count } файл.
        [few] Удалены { $count } файла.
       *[many] Удалено { $count } файлов.
    }
jobs-answers-title = Ответы программам
jobs-answers = Через сутки забывает ответы программам: они хранятся, чтобы повторный запрос не сделал ничего дважды.
jobs-answers-removed =
    { $count ->
        [one] Забыт { $count } ответ.
        [few] Забыты { $count } ответа.
       *[many] Забыто { $count } ответов.
    }

## Of people
jobs-many-records = Изменение многих записей
jobs-of = { $done } из { $total }
jobs-import = Импорт: { $kind }, { $file }
jobs-rows =
    { $count ->
        [one] обработана { $count } строка
        [few] обработаны { $count } строки
       *[many] обработано { $count } строк
    }
