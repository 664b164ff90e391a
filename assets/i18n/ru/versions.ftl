### Which version it is, what is kept of those before, what changed: /settings/versions.

versions-title = Версии
versions-this = Эта версия
versions-released = Выпущена
versions-unreleased = Не выпущено
versions-own-build = нет: это собственная сборка
versions-schema = Схема базы данных
versions-past = Какие версии работали
versions-past-none = Пока ничего не записано.
versions-past-one = Korob { $version }, схема { $schema }: с { $at }
versions-changes = Что изменилось

## What was replaced
versions-kept = Отложено
versions-kept-none = Ничего. Восстановление и обновление откладывают то, что заменяют, чтобы можно было вернуться.
versions-kept-text = То, что заменили восстановление или обновление. Пока что-то отложено, на диске остаются и файлы, которые уже никому не нужны.
versions-before-restore = До восстановления
versions-before-upgrade = До обновления
versions-before-something = Отложено кем-то
versions-how-back = Как вернуться
versions-first-stop = Всё, что сделано с тех пор, при возврате пропадёт: сначала сделайте резервную копию. Остановите сервер, затем на его машине:
versions-then-start = Затем снова запустите сервер.
versions-then-start-version = Затем запустите Korob { $version }: более новая версия обновит базу снова.
versions-remove = Удалить
versions-remove-text = { $name } удаляется навсегда: отменить это нельзя, и вернуться к этому уже не получится.
versions-remove-now = Удалить навсегда
versions-removed = Удалено
