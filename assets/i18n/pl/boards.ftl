### Tablice.

boards-label = Tablica: { $name }
boards-moved = { "{card}" }: przeniesiono do { "{column}" }, { "{position}" } z { "{count}" }
boards-not-moved = Nie przeniesiono: serwer nie odpowiedział
boards-no-sum = bez sumy: ponad { $count }
boards-no-columns = Żadna kolumna nie spełnia tych warunków
boards-columns = Kolumny
boards-close = Upuść tutaj, aby zamknąć
boards-more = Pokaż więcej
boards-move = Przenieś do…
boards-add = Dodaj: { $column }
boards-moving-to = Przenieś do „{ $column }”
boards-move-now = Przenieś
boards-moved-to = Przeniesiono do „{ $column }”
boards-added = Dodano
boards-fill-in-first = Najpierw uzupełnij: { $named }
boards-open-form = Otwórz formularz
boards-stale =
    { $norm ->
        [one] Dłużej niż { $norm } dzień
        [few] Dłużej niż { $norm } dni
       *[many] Dłużej niż { $norm } dni
    }
boards-age =
    { $count ->
        [0] dziś
        [one] { $count } dzień
        [few] { $count } dni
        [many] { $count } dni
       *[other] { $count } dnia
    }
