### What `korob doctor` and the page "Health" say: what was looked at, what was found, what to do about it.

## What was looked at
doctor-folder = Папка данных
doctor-rights = Права
doctor-server = Сервер
doctor-versions = Версии
doctor-settings = Настройки запуска
doctor-keys = Секретный ключ
doctor-licence = Лицензия
doctor-certificate = Сертификат
doctor-disk = Диск
doctor-reserve = Запас места
doctor-copy = Пробная копия
doctor-database = База данных
doctor-links = Связи
doctor-schema = Схема
doctor-log = Журнал базы
doctor-search = Поиск
doctor-history = История
doctor-files = Файлы
doctor-leftovers = Остатки
doctor-kept = Отложено
doctor-backups = Резервные копии
doctor-second-place = Второе место
doctor-imports = Импорты
doctor-clock = Часы

## What was found
doctor-unknown = Не удаётся проверить: { $cause }
doctor-rights-good = Доступ есть только у владельца
doctor-rights-loose =
    { $count ->
        [one] { $count } файл или папка открыты другим или принадлежат другому: { $name }
        [few] { $count } файла или папки открыты другим или принадлежат другому, среди них { $name }
       *[many] { $count } файлов или папок открыты другим или принадлежат другому, среди них { $name }
    }
doctor-server-runs = Работает с папкой (pid { $pid })
doctor-server-none = Не запущен
doctor-machine-died = Машина выключилась при работающем сервере; следующий запуск сначала проверит базу
doctor-swap-pending = Восстановление или обновление начато и не закончено
doctor-versions-good = Korob { $version }, SQLite { $sqlite }
doctor-settings-good = Все годятся
doctor-keys-good = На месте
doctor-keys-none = Пока не понадобился
doctor-keys-empty = secret.key пуст; без него не прочитать секреты, которые хранятся в базе
doctor-licence-there = license.key на месте
doctor-licence-none = Нет
doctor-certificate-good = Годен до { $until } (UTC)
doctor-certificate-ends-soon = Кончается { $until } (UTC)
doctor-certificate-not-valid = Недействителен: срок до { $until } (UTC), или неверны часы этой машины
doctor-disk-free = Свободно { $free } из { $whole }
doctor-reserve-held = Место на случай полного диска удержано
doctor-reserve-none = Место на случай полного диска не удержано
doctor-database-in-use = { $size }, используется
doctor-database-whole = { $size }; все страницы, строки и индексы целы
doctor-database-damaged = Повреждена: { $detail }
doctor-fault = Запись остановлена: { $detail }
doctor-links-good = Всё, на что ссылаются строки, на месте
doctor-links-broken = Строки ссылаются на строки, которых нет: { $tables }
doctor-schema-newest = { $schema }, новейшая
doctor-schema-due = { $schema }, от Korob { $version }; следующий запуск обновит её
doctor-log-size = { $size }
doctor-search-good = Проверенное находится (записей: { $records })
doctor-search-wrong =
    { $count ->
        [one] { $count } запись находится не так, как должна
        [few] { $count } записи находятся не так, как должны
       *[many] { $count } записей находятся не так, как должны
    }
doctor-search-damaged = Его индекс повреждён: { $detail }
doctor-history-good = Задним числом ничего не изменено
doctor-history-broken = Изменена начиная с события { $event }
doctor-files-good =
    { $count ->
        [one] { $count } файл записей на месте (всего { $size }, прочитано { $read }; больше не нужны: { $orphans })
        [few] { $count } файла записей на месте (всего { $size }, прочитано { $read }; больше не нужны: { $orphans })
       *[many] { $count } файлов записей на месте (всего { $size }, прочитано { $read }; больше не нужны: { $orphans })
    }
doctor-files-lost = Пропало: { $missing }, повреждено: { $damaged }
doctor-leftovers-none = Ничего
doctor-leftovers-found =
    { $count ->
        [one] { $count } файл или папка от прерванной работы
        [few] { $count } файла или папки от прерванной работы
       *[many] { $count } файлов или папок от прерванной работы
    }
doctor-kept-found =
    { $count ->
        [one] { $count } папка с тем, что заменили восстановление или обновление: { $name } ({ $size })
        [few] { $count } папки с тем, что заменили восстановления и обновления, среди них { $name } (всего { $size })
       *[many] { $count } папок с тем, что заменили восстановления и обновления, среди них { $name } (всего { $size })
    }
doctor-second-place-waits = Последней копии ещё нет в { $place }
doctor-second-place-none = Копии лежат на том же диске, от поломки которого они должны защитить
doctor-imports-good = Ни один не остановился на полпути
doctor-imports-stopped =
    { $count ->
        [one] { $count } остановился до конца файла
        [few] { $count } остановились до конца файла
       *[many] { $count } остановились до конца файла
    }
doctor-clock-behind = Показывают { $now }, но последнее действие было здесь { $last }

## What to do
doctor-do-fix = korob doctor --fix
doctor-do-start = Запустите сервер
doctor-do-restore = Остановите сервер и восстановите последнюю копию: korob restore
doctor-do-restore-file = Верните его из последней резервной копии
doctor-do-settings = Исправьте korob.toml или переменные KOROB_; korob config check
doctor-do-licence = korob license renew с нужной лицензией, или удалите license.key
doctor-do-certificate = Положите на его место новый; сертификат от собственного центра машины обновляет работающий сервер
doctor-do-free = Освободите место или перенесите папку на больший диск
doctor-do-reserve = Освободите место; сервер сам удержит его снова
doctor-do-salvage = Остановите сервер и восстановите последнюю копию (korob restore); если её нет, korob doctor salvage --to ПАПКА сохранит то, что читается
doctor-do-upgrade = Запустите сервер или выполните korob upgrade
doctor-do-log = Остановите сервер и запустите снова; если журнал опять растёт, что-то читает очень долго
doctor-do-rebuild = Остановите сервер, korob doctor --fix построит его заново
doctor-do-history = Кто-то менял сам файл: выясните, у кого есть доступ к этой машине
doctor-do-files = Верните их из более ранней копии
doctor-do-delete-kept = Удалите, когда возвращаться уже не понадобится: «Настройки», «Версии»
doctor-do-backup = korob backup сделает копию сейчас; почему её нет, сказано в «Настройки», «Резервные копии»
doctor-do-switch-on = Включите их: «Настройки», «Резервные копии»
doctor-do-passphrase = Введите её снова: «Настройки», «Резервные копии»
doctor-do-copy = Для рабочего офиса восстановите копию того офиса, в котором работают
doctor-do-second-place = Проверьте, доступен ли диск или сервер; «Настройки», «Резервные копии»
doctor-do-choose-second-place = Укажите папку на другом диске или на сервере: «Настройки», «Резервные копии»
doctor-do-copy-now = Перенести её туда сразу: «Настройки», «Фоновые работы»
doctor-do-clear-up = Проверьте, может ли Korob удалять файлы в папке копий
doctor-do-imports = Продолжите его на его странице или отмените там же
doctor-do-clock = Поправьте часы машины
doctor-do-authority = Установите часы машины. Если теперь они идут верно, а при создании центра шли неверно, остановите сервер, удалите authority.key и server.key из tls/ и запустите его снова; доверие к новому центру придётся настроить на каждом устройстве

## What was set right, and what was not
doctor-done-rights =
    { $count ->
        [one] { $count } файл или папка теперь доступны только владельцу.
        [few] { $count } файла или папки теперь доступны только владельцу.
       *[many] { $count } файлов или папок теперь доступны только владельцу.
    }
doctor-done-reserve = Место снова удержано.
doctor-done-leftovers =
    { $count ->
        [one] { $count } файл или папка от прерванной работы удалены.
        [few] { $count } файла или папки от прерванной работы удалены.
       *[many] { $count } файлов или папок от прерванной работы удалены.
    }
doctor-done-search = Поиск построен заново, записей: { $records }.
doctor-left-served = С папкой работает сервер (pid { $pid }); остановите его, чтобы построить поиск заново и удалить остатки
doctor-left-upgrade = База от более ранней версии: сначала обновите её, потом можно построить поиск заново
doctor-left-rights = { $path } остаётся как есть: { $cause }; вызовите от имени root или владельца папки
doctor-left-file = { $path } не удаляется: { $cause }
doctor-left-reserve = На диске нет места для запаса
doctor-left-search = Поиск не строится заново: { $cause }
doctor-left-tidy = Индексы поиска остаются раздробленными: { $cause }
doctor-nothing-to-fix = Исправлять было нечего.
doctor-is-bad =
    { $count ->
        [one] { $count } пункт требует вмешательства
        [few] { $count } пункта требуют вмешательства
       *[many] { $count } пунктов требуют вмешательства
    }

## Salvage and bundle
doctor-not-empty = { $path } не пуста; укажите новую папку
doctor-within = { $path } лежит в папке данных, куда сейчас нельзя писать; укажите другую
doctor-lost = потеряно: { $lost }
doctor-lost-unknown = повреждена; сколько строк потеряно, сказать нельзя
doctor-saved-files =
    { $count ->
        [one] Сохранён { $count } файл; повреждено: { $damaged }, пропало: { $missing }.
        [few] Сохранено { $count } файла; повреждено: { $damaged }, пропало: { $missing }.
       *[many] Сохранено { $count } файлов; повреждено: { $damaged }, пропало: { $missing }.
    }
doctor-rows-lost = из базы не прочитано ни одной строки, сохранены только файлы ({ $why }); записи есть в резервных копиях: korob restore, из { $backups } или оттуда, где лежат их дубликаты
doctor-saved = Всё, что удалось прочитать, лежит в { $path }. В папке данных ничего не изменено.
doctor-bundled = { $path } можно отправить тому, кто помогает: там нет имён людей и фирм, адресов и номеров. Посмотреть: tar --zstd -xf
