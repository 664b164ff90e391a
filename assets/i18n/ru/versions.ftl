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
versions-changes-all = Полностью, по-английски

## What was replaced
versions-kept = Отложено
versions-kept-none = Ничего. Восстановление и обновление откладывают то, что заменяют, чтобы можно было вернуться.
versions-kept-text = То, что заменили восстановление или обновление. Пока что-то отложено, на диске остаются и файлы, которые уже никому не нужны.
versions-before-restore = До восстановления
versions-before-upgrade = До обновления
versions-before-something = Отложено кем-то
versions-how-back = Как вернуться
versions-first-stop = Всего, что сделано с тех пор, после возврата не будет; оно, в свою очередь, останется отложенным. Остановите сервер, затем на его машине:
versions-then-start = Затем снова запустите сервер.
versions-then-start-version = Затем запустите Korob { $version }: более новая версия обновит базу снова.
versions-remove = Удалить
versions-remove-text = { $name } удаляется навсегда: отменить это нельзя, и вернуться к этому уже не получится.
versions-remove-now = Удалить навсегда
versions-removed = Удалено

## What each version brought
versions-news-records = Лиды, сделки, контакты, компании и дела: с историей каждой записи, комментариями и файлами.
versions-news-board = Списки с фильтрами и своими видами; доски лидов и сделок, по которым карточки двигают мышью, пальцем или клавишами.
versions-news-day = «Мой день»: что просрочено, что нужно сделать сегодня и по каким сделкам ничего не запланировано. Korob понимает фразы вроде «позвонить завтра в 11:30».
versions-news-search = Поиск с любой страницы (Ctrl K): части имён, цифры телефонов, почта, ИНН, команды.
versions-news-import = Импорт из других CRM с поиском дубликатов и пробным прогоном; экспорт любого списка.
versions-news-undo = Отмена любого шага в течение 30 дней, в том числе импорта и массовых изменений.
versions-news-backups = Резервная копия каждую ночь, проверенная пробным восстановлением; из неё можно вернуть отдельные записи.
versions-news-health = Страницы для администраторов: состояние, фоновые работы, версии, резервные копии, лицензия, подключение.
versions-news-network = HTTPS в сети офиса без чьей-либо помощи извне.
versions-news-programs = JSON API с токенами для программ; команды для того, что делают администраторы.
