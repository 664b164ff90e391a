### Вход, люди, устройства, токены.

## Вход

access-login = Войти
access-login-office = { $office }, сервер офиса
access-email = Эл. почта
access-password = Пароль
access-show-password = Показать пароль
access-keep = Не выходить на этом компьютере
access-language = Язык
access-data-stays = Данные остаются в этом офисе
access-forgot = Забыли? Администратор ({ $name }) поможет задать новый.
access-login-wrong =
    { $count ->
        [one] Почта и пароль не подходят. Осталась { $count } попытка, потом пауза { $minutes } мин.
        [few] Почта и пароль не подходят. Осталось { $count } попытки, потом пауза { $minutes } мин.
       *[many] Почта и пароль не подходят. Осталось { $count } попыток, потом пауза { $minutes } мин.
    }
access-login-last = Почта и пароль не подходят. Следующая попытка возможна через { $minutes } мин.
access-login-paused =
    { $count ->
        [one] Слишком много попыток. Следующая возможна через { $count } минуту.
        [few] Слишком много попыток. Следующая возможна через { $count } минуты.
       *[many] Слишком много попыток. Следующая возможна через { $count } минут.
    }
access-logout = Выйти

## Пароль по ссылке

access-welcome = Добро пожаловать в Korob
access-welcome-text = { $name }, придумайте пароль. С ним и адресом { $email } вы будете входить дальше.
access-new-password = Новый пароль
access-password-hint = Не короче 8 символов. Несколько слов легче запомнить и труднее подобрать
access-password-save = Сохранить и войти
access-link-dead = Эта ссылка больше не действует
access-link-dead-text = Ею уже воспользовались или её срок истёк. Попросите у администратора новую.
access-to-login = На страницу входа

## Люди

access-users = Пользователи
access-users-active =
    { $count ->
        [one] { $count } активный
        [few] { $count } активных
       *[many] { $count } активных
    }
access-user-add = Добавить пользователя
access-user-name = Имя
access-user-role = Роль
access-user-seen = На связи
access-user-state = Состояние
access-user-you = это вы
access-user-active = Активен
access-user-invited = Приглашён
access-user-disabled = Отключён
access-user-never = Ещё не входил
access-role-admin-text = Видит все записи, управляет пользователями и настройками
access-role-head-text = Видит все записи
access-role-staff-text = Видит записи, за которые отвечает
access-first-password = Первый пароль
access-first-password-hint = Если оставить пустым, вы получите ссылку, по которой пользователь сам задаст пароль
access-user-create = Добавить
access-user-link = Ссылка для пользователя { $name }
access-user-link-text = Передайте её лично: пароль задаст тот, кто откроет её первым. Действует до { $until } и показывается только сейчас.
access-user-link-new = Новая ссылка для выбора пароля
access-user-link-new-text = Если пароль забыт или приглашение потеряно. Прежний пароль действует, пока ссылкой не воспользуются.
access-user-back = К пользователям
access-user-disable = Отключить
access-user-disable-text = Сразу завершает сеансы и токены пользователя. Записи и история остаются.
access-user-enable = Вернуть доступ
access-user-enable-text = Пользователь войдёт с прежним паролем.
access-user-handover = Передать записи
access-user-handover-text =
    { $count ->
        [one] { $name } отвечает за { $count } запись.
        [few] { $name } отвечает за { $count } записи.
       *[many] { $name } отвечает за { $count } записей.
    }
access-user-handover-to = Новый ответственный
access-user-handover-done =
    { $count ->
        [one] Передана { $count } запись
        [few] Переданы { $count } записи
       *[many] Передано { $count } записей
    }
access-user-handover-none = { $name } не отвечает ни за одну запись.
access-user-changed = Этого пользователя уже изменил кто-то другой. Здесь текущие значения: повторите изменение.
access-user-sessions-end = Завершить все сеансы
access-confirm-password = Ваш пароль
access-confirm-password-hint = Нужен, чтобы сменить почту или роль

## О себе

access-profile = Профиль
access-profile-you = Вы
access-profile-look = Внешний вид
access-zone = Часовой пояс
access-theme = Цвета
access-theme-auto = Как на компьютере
access-theme-light = Светлые
access-theme-dark = Тёмные
access-density = Строки
access-density-compact = Плотные
access-density-normal = Обычные
access-density-roomy = Просторные
access-keys = Клавиши-буквы
access-keys-hint = J и K листают список, N создаёт, ? показывает все клавиши
access-password-change = Сменить пароль
access-password-old = Текущий пароль
access-password-changed = Пароль изменён. На других устройствах выполнен выход, токены API завершены.
access-password-warning = На всех других устройствах будет выполнен выход, ваши токены API завершатся.
access-devices = Устройства
access-device-this = Это устройство
access-device-seen = На связи: { $when }
access-device-since = вход: { $when }
access-device-end = Завершить сеанс
access-devices-end = Завершить все другие сеансы
access-device-unknown = Неизвестный браузер
access-tokens = Токены API
access-tokens-text = Программа с токеном может то же, что и вы. Заведите каждой программе свой.
access-tokens-none = Токенов пока нет
access-token-name = Для чего
access-token-name-hint = Название программы
access-token-expires = Действует до
access-token-forever = бессрочно
access-token-create = Создать токен
access-token-created = Токен показывается только сейчас. Скопируйте его в программу.
access-token-revoke = Завершить
access-token-revoked = Завершён: { $when }
access-token-expired = Истёк: { $when }
access-token-used = Использован: { $when }
access-token-unused = Ещё не использован
access-token-until = действует до { $when }
access-token-password-hint = Чтобы никто не создал токен, пока вас нет на месте
access-user-is-disabled = Этот пользователь отключён: сначала верните ему доступ
