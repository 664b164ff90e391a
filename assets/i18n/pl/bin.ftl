### The bin.

bin-title = Kosz: { $name }
bin-search = Szukaj w koszu
bin-empty = Kosz jest pusty
bin-empty-text = To, co usunięto, czeka tu na przywrócenie.
bin-looked-at = Przejrzano usunięte wpisy: { $count }. Wcześniejsze są na następnej stronie.
bin-deleted-at = Usunięto
bin-deleted-by = Kto
bin-restore-one = Przywróć: { $name }
bin-first-page = Na początek
bin-here = Ten rekord jest w koszu
bin-by = Usunięcie: { $name }, { $date }
bin-restored =
    { $count ->
        [one] Przywrócono { $count } rekord
        [few] Przywrócono { $count } rekordy
        [many] Przywrócono { $count } rekordów
       *[other] Przywrócono { $count } rekordów
    }
