### Резервные копии и восстановление, в терминале: что, почему, что делать; по строке.

## Почему её нет
backup-exists = { $path } уже есть; назовите другой файл через --out
backup-no-file = { $path }: нет такого файла или папки
backup-is-a-folder = { $path } — это папка; назовите файл
backup-disk-full = диск, на котором { $path }, заполнен; освободите место или выберите другой диск
backup-io = { $path }: { $cause }
backup-no-room = { $path }: нужно { $needed }, свободно { $free }; освободите место или выберите другой диск
backup-unproven = { $path } не восстановится: { $detail }; ничего не изменено
backup-unfinished = восстановление или обновление { $path } не закончено: запустите сервер, он всё закончит, и попробуйте ещё раз
backup-place-gone = { $path } — не та папка, которую выбрали вторым местом: её диск, возможно, отключён или не подключён к системе. Если вместо него теперь другой диск, сотрите место в настройках, «Резервные копии», сохраните и введите его снова
backup-copy-taken = { $path } уже есть и это не та же копия; её не тронули
backup-no-ssh = на этой машине нет OpenSSH: установите openssh-client (в Windows — дополнительный компонент «Клиент OpenSSH») и повторите
backup-server-unreachable = { $address } не отвечает: { $detail }
backup-server-another = { $address } показывает другой ключ, чем когда его выбрали: возможно, это не тот сервер. Если сервер переустановили, сотрите здесь адрес, сохраните и введите его снова
backup-server-kept-out = { $address } не впускает Korob. Впишите там в файл .ssh/authorized_keys этой учётной записи строку: { $public_key }
backup-no-passphrase = парольной фразы для копий на этой машине нет ({ $path }); введите её снова в настройках, «Резервные копии»
backup-not-an-archive = { $path } — не резервная копия Korob, или у неё нет конца
backup-damaged = { $path } повреждена: её байты не те, что были записаны; возьмите другую копию
backup-strange = в { $path } есть то, чего Korob не пишет ({ $detail }); возьмите другую копию
backup-newer = { $path } сделана Korob { $made_by }, которого эта программа не знает; установите Korob { $made_by } или новее
backup-encrypted = { $path } зашифрована; откройте её через --identity с файлом ключа или через --passphrase-file с файлом слов
backup-wrong-key = { $path } зашифрована другим ключом или другими словами; дайте нужные через --identity или --passphrase-file
backup-changed = { $part } изменился во время чтения; попробуйте ещё раз
backup-bad-recipient = --encrypt-to { $given }: нужен получатель age, он начинается с age1
backup-secret-recipient = --encrypt-to: это секретный ключ, он открывает копии; нужен открытый, он начинается с age1
backup-no-identity = в { $path } нет ключа age (строки, которая начинается с AGE-SECRET-KEY-1)
backup-no-words = { $path }: первая строка пуста; запишите в неё парольную фразу
backup-bad-words = { $path }: такая парольная фраза не подходит ({ $problem })

## Что записано, найдено и восстановлено
backup-written = { $path }: { $size }
backup-holds = компании { $companies }, контакты { $contacts }, лиды { $leads }, сделки { $deals }, дела { $activities }, файлы { $files } ({ $size })
backup-holds-rows = компании { $companies }, контакты { $contacts }, лиды { $leads }, сделки { $deals }, дела { $activities }, файлы { $files }
backup-missing-file = файл { $hash } пропал с диска или повреждён, и в копии его нет
backup-missing-files =
    { $count ->
        [one] { $count } файл пропал с диска или был повреждён, когда делалась копия.
        [few] { $count } файла пропали с диска или были повреждены, когда делалась копия.
       *[many] { $count } файлов пропали с диска или были повреждены, когда делалась копия.
    }
backup-none = Резервных копий ещё нет; `korob backup` сделает первую.
backup-is-encrypted = зашифрована
backup-unreadable = не читается; `korob backup verify` скажет почему
backup-sealed = { $path } такая, какой была записана. Она зашифрована: только с --identity или --passphrase-file можно доказать, что она восстановится.
backup-proven = { $path } восстанавливается: она распакована, и каждая страница, строка, связь и упакованный файл на месте.
backup-about = { $office }, { $at }, Korob { $made_by }
backup-yes-needed = в { $path } есть офис; добавьте --yes, если его нужно заменить
backup-of-it = В копии: { $holds }
backup-replaces-uncounted = В папке: офис, база которого утеряна или повреждена; сосчитать, что в ней, нельзя
backup-replaces = В папке: { $holds }
backup-other-office = В папке ДРУГОЙ офис, не тот, что в копии.
backup-ask = Заменить то, что в папке? Оно будет сохранено рядом. [д/Н]
backup-not-restored = ничего не изменено
backup-now = Стало: { $holds }
backup-before = Было: { $holds }
backup-closed = Завершено сеансов: { $sessions }, токенов: { $tokens }.
backup-kept = То, что заменено, сохранено в { $path }; удалите, когда станет не нужно.
backup-restored = { $path }: восстановлено. Запустите сервер.

## Страница администраторов
backups-title = Резервные копии
backups-make = Сделать сейчас
backups-being-made = Копия делается и проверяется восстановлением.
backups-being-copied = Последняя копия переносится во второе место.
backups-proven = Копия от { $when } проверена восстановлением: она годится.
backups-stale = Последняя копия, о которой известно, что она восстановится, — от { $when }. Это слишком давно.
backups-never = Ещё нет копии, о которой известно, что она восстановится.
backups-failed = Последняя попытка не удалась: { $failure }
backups-copy-failed = Во втором месте её нет: { $failure }
backups-clearing-failed = Не удаётся удалить старые копии: { $failure }
backups-off = Автоматические копии выключены.
backups-lacks-words = Копии должны шифроваться парольной фразой, которой на этом сервере нет, поэтому они не делаются. Введите её снова.
backups-none = Копий пока нет
backups-where = Они будут лежать в { $folder }
backups-there = Что есть
backups-made = Сделана
backups-holds = Внутри
backups-size = Размер
backups-clients =
    { $count ->
        [one] { $count } клиент
        [few] { $count } клиента
       *[many] { $count } клиентов
    }
backups-deals =
    { $count ->
        [one] { $count } лид или сделка
        [few] { $count } лида и сделки
       *[many] { $count } лидов и сделок
    }
backups-files =
    { $count ->
        [one] { $count } файл
        [few] { $count } файла
       *[many] { $count } файлов
    }
backups-unreadable = не читается
backups-needs-passphrase = зашифрована · фраза
backups-needs-identity = зашифрована · ключ age
backups-download = Скачать { $name }
backups-plan = Расписание
backups-each-night = Делать копию каждую ночь
backups-hour = Время
backups-hour-hint = По времени фирмы: { $zone }
backups-second-place = Копировать во второе место
backups-second-place-hint = Папка на другом диске или подключённой сетевой папке: /mnt/backups. Или на другой машине: sftp://имя@сервер/папка. Пусто — никуда.
backups-second-place-beside = Эта папка на том же диске, что и данные офиса: сломается диск — пропадёт и то и другое.
backups-server-key = Сервер узнают по ключу
backups-own-key = Korob узнают там по ключу
backups-keep = Хранить последние
backups-daily = Дни
backups-weekly = Недели
backups-monthly = Месяцы
backups-keep-hint = Остаётся самая новая копия каждого из последних дней, недель и месяцев. Копии, которые кто-то сделал сам, лежат, пока их не удалят.
backups-encryption = Шифрование
backups-encryption-hint = Для ночных копий и тех, что делают на этой странице. Те, что уже лежат, остаются как есть.
backups-encryption-off = Нет: всё прочтёт любой, у кого есть копия
backups-encryption-recipient = Для открытого ключа (советуем): сам сервер свои копии открыть не может
backups-encryption-passphrase = Парольной фразой, которая лежит на сервере
backups-recipient = Открытый ключ age
backups-recipient-hint = age1…, его печатает korob backup keygen --out key.txt. Храните key.txt в двух местах, не на сервере.
backups-passphrase = Парольная фраза
backups-passphrase-hint = Не меньше 12 знаков; пусто — остаётся прежняя. Запишите её в двух местах, не на сервере.
backups-key-lost = Пропадёт секретный ключ или фраза — пропадут и копии: открыть их не сможет никто, и авторы Korob тоже.
backups-how-to-restore = Чтобы восстановить копию, остановите сервер и выполните на его машине:
backups-alarm = За последние полтора дня нет резервной копии, о которой известно, что она восстанавливается.
backups-alarm-copy = Последняя резервная копия не попала во второе место.
backups-alarm-more = Что не так
backups-spared = В копии { $name } они ещё есть, она не удаляется.
backups-delete = Удалить { $name }
backups-delete-title = Удалить эту копию?
backups-delete-text = { $name } удаляется с этой машины навсегда. Копия во втором месте остаётся.
backups-delete-last = Это последняя копия, о которой известно, что она восстанавливается: сначала сделайте другую
backups-deleted = Копия удалена
