### Дни и время словами. { "\u00A0" } — неразрывный пробел: число не отрывается от единицы.

format-today = сегодня
format-yesterday = вчера
format-tomorrow = завтра
format-in-days =
    { $count ->
        [one] через { $count } день
        [few] через { $count } дня
       *[many] через { $count } дней
    }
format-days-ago =
    { $count ->
        [one] { $count } день назад
        [few] { $count } дня назад
       *[many] { $count } дней назад
    }
format-overdue-days = Просрочено { $count }{ "\u00A0" }дн.
format-just-now = только что
format-minutes-ago = { $count }{ "\u00A0" }мин назад
format-hours-ago = { $count }{ "\u00A0" }ч назад
format-minutes = { $count }{ "\u00A0" }мин
format-hours = { $count }{ "\u00A0" }ч
format-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[many] { $count } дней
    }
