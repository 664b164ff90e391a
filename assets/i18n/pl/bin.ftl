### The bin.

bin-title = Kosz: { $name }
bin-search = Szukaj w koszu
bin-empty = Kosz jest pusty
bin-empty-text = To, co usunięto, czeka tu na przywrócenie.
bin-deleted-at = Usunięto
bin-deleted-by = Kto
bin-restore-one = Przywróć: { $name }
bin-first-page = Na początek
bin-here = Ten wpis jest w koszu
bin-by = Usunięcie: { $name }, { $date }
bin-restored =
    { $count ->
        [one] Przywrócono { $count } wpis
        [few] Przywrócono { $count } wpisy
        [many] Przywrócono { $count } wpisów
       *[other] Przywrócono { $count } wpisów
    }
