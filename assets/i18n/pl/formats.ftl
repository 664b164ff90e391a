### Dni i czas słowami. { "\u00A0" } to spacja nierozdzielająca: liczba nie odłącza się od jednostki.

format-today = dziś
format-yesterday = wczoraj
format-tomorrow = jutro
format-in-days =
    { $count ->
        [one] za { $count } dzień
        [few] za { $count } dni
       *[many] za { $count } dni
    }
format-days-ago =
    { $count ->
        [one] { $count } dzień temu
        [few] { $count } dni temu
       *[many] { $count } dni temu
    }
format-overdue-days =
    { $count ->
        [one] Zaległe { $count } dzień
        [few] Zaległe { $count } dni
       *[many] Zaległe { $count } dni
    }
format-just-now = przed chwilą
format-minutes-ago = { $count }{ "\u00A0" }min temu
format-hours-ago = { $count }{ "\u00A0" }godz. temu
format-minutes = { $count }{ "\u00A0" }min
format-hours = { $count }{ "\u00A0" }godz.
format-days =
    { $count ->
        [one] { $count } dzień
        [few] { $count } dni
       *[many] { $count } dni
    }
