### Почему система чего-то не сделала: стоит после двоеточия.

system-not-found = нет такого файла или папки
system-not-permitted = не хватает прав
system-exists = такое имя уже занято
system-full = на диске нет места
system-over-quota = место, отведённое этому пользователю, занято
system-read-only = диск доступен только для чтения
system-is-folder = это папка
system-not-a-folder = на месте папки лежит файл
system-bad-name = такого имени у файла быть не может
system-timed-out = ответа не дождались
system-no-such-address = у этой машины нет такого адреса
