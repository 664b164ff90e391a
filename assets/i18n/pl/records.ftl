### What every record has.

## Sections of forms and cards
records-section-main = Podstawowe
records-section-contacts = Kontakt
records-section-address = Adres
records-section-details = Szczegóły
records-section-source = Skąd
records-section-tax = Dane rejestrowe
records-section-people = Kto prowadzi

## Fields of every record
records-responsible = Odpowiedzialny
records-observers = Obserwatorzy
records-tags = Etykiety
records-external-id = ID w poprzednim systemie
records-created-at = Utworzono
records-created-by = Utworzył(a)
records-updated-at = Zmieniono
records-updated-by = Zmienił(a)

## What a phone, an e-mail or a site is called
records-point-work = służbowy
records-point-mobile = komórkowy
records-point-home = prywatny
records-point-fax = faks
records-point-pager = pager
records-point-mailing = do wysyłek
records-point-other = inny
records-point-vk = VK
records-extension = wew. { $number }
records-last-days =
    { $count ->
        [one] ostatni { $count } dzień
        [few] ostatnie { $count } dni
        [many] ostatnie { $count } dni
       *[other] ostatnie { $count } dni
    }
records-this-week = w tym tygodniu
records-now = teraz
records-this-month = w tym miesiącu
records-this-quarter = w tym kwartale
records-this-year = w tym roku
records-cond-not = nie { $value }
records-cond-from = od { $value }
records-cond-to = do { $value }
# Dni: od 5 czerwca, do 9 czerwca.
records-cond-since = od { $value }
records-cond-until = do { $value }
records-cond-after = po { $value }
records-cond-before = przed { $value }
records-plan-overdue = po terminie
records-plan-today = dziś
records-plan-later = później
records-plan-none = nic nie zaplanowano
records-cond-open = wszystkie otwarte
records-cond-closed = wszystkie zamknięte

## Many at once
records-bulk = Działania na zaznaczonych
records-bulk-selected = Zaznaczono: { "{n}" }
records-bulk-all = Zaznacz wszystkie { $number } na liście
records-bulk-clear = Wyczyść zaznaczenie
records-bulk-assign = Przypisz
records-bulk-tag = Etykieta
records-bulk-status = Zmień
records-bulk-delete = Usuń
records-bulk-assign-title = Kto będzie odpowiedzialny?
records-bulk-tag-hint = Kilka — po przecinku
records-bulk-change-title = Co zmienić?
records-bulk-changed =
    { $count ->
        [one] Zmieniono { $count } rekord
        [few] Zmieniono { $count } rekordy
        [many] Zmieniono { $count } rekordów
       *[other] Zmieniono { $count } rekordów
    }
records-bulk-deleted =
    { $count ->
        [one] { $count } rekord w koszu
        [few] { $count } rekordy w koszu
        [many] { $count } rekordów w koszu
       *[other] { $count } rekordów w koszu
    }
records-bulk-left =
    { $count ->
        [one] { $count } bez zmian
        [few] { $count } bez zmian
        [many] { $count } bez zmian
       *[other] { $count } bez zmian
    }
records-bulk-nothing = Nic się nie zmieniło

## Lists
records-view-all = Wszystkie
records-view-mine = Moje
records-views = Zapisane widoki
records-view-changed = zmieniony
records-view-shared = Udostępniony wszystkim
records-view-save = Zapisz widok
records-view-save-as = Zapisz jako nowy
records-view-save-changes = Zapisz
records-view-name = Nazwa widoku
records-view-share = Pokaż wszystkim
records-view-delete = Usuń widok
records-columns-title = Kolumny tej listy
records-columns-apply = Pokaż te
records-filters = Filtry
records-filters-close = Zamknij filtry
records-filters-conditions = Warunki filtra
records-filters-apply = Zastosuj
records-select-page = Zaznacz wszystkie na stronie
records-select-one = Zaznacz: { $name }
records-range = { $from }–{ $to } z
records-list-of = Lista: { $name }
records-empty-title = Na razie pusto
records-none-title = Nic nie spełnia tych warunków
records-none-text = Usuń jeden z warunków albo wyczyść wszystkie.
records-none-search = Brak wyników dla „{ $q }”
records-bin = Kosz
records-board = Tablica
records-list = Lista
records-list-or-board = Jak pokazać

## Conditions
records-any = Dowolne
records-contains = Zawiera
records-from = Od
records-to = Do
records-at-least = Od
records-at-most = Do
records-is-empty = Nie podano
records-is-filled = Podano
records-me = Ja

## Many at once
