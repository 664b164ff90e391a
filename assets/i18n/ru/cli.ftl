### Почему команда не выполнена: что, почему, что делать. По одной строке, для терминала.

cli-no-such-user = здесь нет никого с почтой { $email }; всех покажет `korob user list`
cli-disabled = доступ для { $email } закрыт, от этого имени ничего не делается; откройте его командой `korob user enable` или назовите другого в --as
cli-no-such-token = действующего токена { $id } нет; все токены покажет `korob token list`
cli-bad-expiry = --expires { $given }: укажите будущий день (2027-01-31) или число дней (90d)
cli-not-set-up = офис ещё не настроен: откройте ссылку, которую печатает `korob serve`, или начните с `korob user add --role admin`
cli-first-is-admin = офис ещё не настроен: первым добавляют администратора; укажите --role admin
cli-holds-records = в офисе уже есть записи, и вымышленные смешаются с ними; если это и нужно, добавьте --yes
cli-no-column = ни один столбец файла не попадает в поля ({ $titles }); укажите в --map, куда что идёт
cli-begun = офис уже настроен: --firm, --country, --currency и --zone нужны только новому; уберите их
cli-forbidden = эта роль такого не позволяет; назовите администратора в --as
cli-again = Повторите через несколько секунд.
cli-disk-full = Освободите место и повторите.
cli-no-office = в { $path } нет офиса: укажите его папку в --data или начните новый командой `korob serve` или `korob user add`
cli-not-yours = в { $path } вам заглядывать нельзя: выполните команду через sudo или от имени пользователя, которому принадлежит папка

## Что команды говорят о сделанном
cli-user-added = Добавлено: { $email } ({ $role }).
cli-password-set = { $email }: пароль заменён, прежние входы закрыты.
cli-password-prompt = Пароль:
cli-password-missing = --password-stdin: на входе нет пароля
cli-password-link = Здесь один раз выбирают пароль:
cli-user-disabled = { $email }: доступ закрыт.
cli-user-enabled = { $email }: доступ снова открыт.
cli-state-active = работает
cli-state-invited = приглашён
cli-state-disabled = отключён
cli-token-revoked = Токен { $id } больше никого не впускает.
cli-token-revoked-at = отозван { $at }
cli-token-until = до { $at }
cli-token-for-ever = бессрочно
cli-seeded = Создано: компаний — { $companies }, контактов — { $contacts }, лидов — { $leads }, сделок — { $deals }, дел — { $activities }.
cli-no-kind = таких записей нет: { $plural }; выберите { $choice }
cli-no-format = { $plural } не бывает в { $format }; выберите { $choice }
cli-no-file = { $path } — не файл; назовите файл для импорта
cli-cannot-read = { $path } не читается: { $cause }
cli-too-long = { $path } слишком велик для того, чем он должен быть; назовите другой файл
cli-no-text = { $path } — не текст в UTF-8
cli-cannot-write = { $path } не записывается: { $cause }
cli-bad-map = { $path } — не объект JSON из заголовков и полей: { $cause }
cli-own-database = { $path } — база этого офиса; назовите файл другой программы
cli-migration-applied = сделан
cli-migration-due = предстоит
cli-database-none = Базы ещё нет: её создаст первый запуск.
cli-database-newer = Схема базы — { $found }, её сделала более новая версия Korob; эта знает { $known }.
cli-database-up-to-date = База обновлена до последней схемы.
cli-database-due = Следующий запуск сервера обновит базу.
cli-exported =
    { $count ->
        [one] { $path }: { $count } запись, { $size }
        [few] { $path }: { $count } записи, { $size }
        [many] { $path }: { $count } записей, { $size }
       *[other] { $path }: { $count } записей, { $size }
    }
cli-too-many = на этом сервере одновременно выполняется слишком много команд; подождите, пока одна закончится
cli-not-understood = сервер не понимает команду ({ $detail })
cli-other-version = на этой папке работает сервер Korob { $server }, а команда из Korob { $command }; перезапустите сервер
cli-server-stopped = сервер остановился, не закончив команду; посмотрите, что сделано, и повторите её
cli-out-full = На диске с { $path } нет места
cli-answers = Сервер отвечает.
cli-no-answer = сервер не отвечает: { $cause }
cli-no-server = сервер не отвечает: с { $path } не работает ни один; его запускает `korob serve`

## Что не так со словами команды
cli-usage-no-command = нет такой команды: { $given }
cli-usage-needs-command = после { $command } нужно одно из: { $choice }
cli-usage-unknown = неизвестный аргумент: { $argument }
cli-usage-missing = не хватает: { $arguments }
cli-usage-no-value = после { $argument } нужно значение
cli-usage-takes-none = { $argument } не принимает значения
cli-usage-bad-value = { $argument } не может быть «{ $given }»: { $why }
cli-usage-choose = выберите одно из: { $choice }
cli-usage-day = укажите дату в виде 2027-12-31
cli-usage-number = укажите целое число, не меньше нуля и не слишком большое
cli-usage-twice = { $argument } указано несколько раз
cli-usage-conflict = { $argument } нельзя указать вместе с { $other }
cli-usage-not-unicode = один из аргументов — не текст в UTF-8
cli-usage-similar = возможно, имелось в виду { $similar }
cli-usage-help = подсказка: { $command } --help
