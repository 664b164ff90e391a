### Файлы на записях.

files-title = Файлы
files-title-of = Файлы: { $name }
files-unnamed = Файл
files-show-all = Показать все
files-choose = Прикрепить файлы
files-camera = Сфотографировать
files-send = Отправить
files-or-drop = или перетащите их на карточку,
files-limit = до { $size } каждый
files-drop = Отпустите, чтобы прикрепить к записи
files-uploading = Загружаются
files-begun = Файлы загружаются
files-waiting = ожидает
# { $name } is the name of a file.
files-progress = { $name }: загружается
files-cancel = Не загружать { $name }
files-failed = { $name }: не загружен. Проверьте связь и повторите
files-too-large = { $name }: файл больше { $size }
files-empty = { $name }: файл пуст
files-download = Скачать { $name }
files-delete = Удалить { $name }
files-rename = Переименовать { $name }
files-name = Имя файла
files-deed-renamed = Файл переименован
files-renamed = Файл переименован
files-deed-added = Файлы добавлены
files-deed-deleted = Файл удалён
# What was done just now.
files-added-now =
    { $count ->
        [one] Добавлен { $count } файл
        [few] Добавлено { $count } файла
       *[many] Добавлено { $count } файлов
    }
# Before the names, in the timeline.
files-added =
    { $count ->
        [one] Добавлен файл
        [few] Добавлены файлы
       *[many] Добавлены файлы
    }
files-removed =
    { $count ->
        [one] Удалён файл
        [few] Удалены файлы
       *[many] Удалены файлы
    }
