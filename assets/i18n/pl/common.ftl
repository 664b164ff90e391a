### Słowa wspólne dla wszystkich stron.

## Przyciski

ui-save = Zapisz
ui-cancel = Anuluj
ui-create = Utwórz
ui-add = Dodaj
ui-edit = Edytuj
ui-rename = Zmień nazwę
ui-delete = Usuń
ui-remove = Usuń
ui-restore = Przywróć
ui-assign = Przypisz
ui-undo = Cofnij
ui-undone = Cofnięto
ui-open = Otwórz
ui-close = Zamknij
ui-apply = Zastosuj
ui-import = Importuj
ui-export = Eksportuj
ui-download = Pobierz
ui-retry = Spróbuj ponownie

## Przejścia

ui-back = Wstecz
# Następny krok kreatora.
ui-next = Dalej
ui-previous = Wstecz
ui-next-page = Następna strona
ui-previous-page = Poprzednia strona
ui-more = Więcej
ui-show-more = Pokaż więcej
# Starsze wpisy na osi czasu.
ui-show-earlier = Pokaż wcześniejsze

## Listy

ui-search = Szukaj
ui-filter = Filtry
ui-columns = Kolumny
ui-nothing-found = Nic nie znaleziono
ui-clear-all = Wyczyść wszystko
# Krzyżyk przy warunku nad listą; $name to warunek: „Odpowiedzialny: Ola”.
ui-drop-condition = Usuń warunek „{ $name }”
ui-select-all = Zaznacz wszystkie
ui-selected = Zaznaczono { $count }
ui-total = Razem

## Formularze

# Obok nazwy pola.
ui-optional = opcjonalnie
ui-required = wymagane
ui-not-set = Nie podano
ui-yes = Tak
ui-no = Nie

## Dni

ui-today = Dziś
ui-yesterday = Wczoraj
ui-tomorrow = Jutro

## Stan strony

ui-loading = Wczytywanie…
ui-saved = Zapisano
ui-server-away = Serwer niedostępny. Próbujemy ponownie

## Rodzaje rekordów

ui-lead = Lead
ui-leads = Leady
ui-leads-count =
    { $count ->
        [one] { $count } lead
        [few] { $count } leady
       *[many] { $count } leadów
    }
ui-deal = Szansa
ui-deals = Szanse
ui-deals-count =
    { $count ->
        [one] { $count } szansa
        [few] { $count } szanse
       *[many] { $count } szans
    }
ui-contact = Kontakt
ui-contacts = Kontakty
ui-contacts-count =
    { $count ->
        [one] { $count } kontakt
        [few] { $count } kontakty
       *[many] { $count } kontaktów
    }
ui-company = Firma
ui-companies = Firmy
ui-companies-count =
    { $count ->
        [one] { $count } firma
        [few] { $count } firmy
       *[many] { $count } firm
    }
ui-activity = Aktywność
ui-activities = Aktywności
ui-activities-count =
    { $count ->
        [one] { $count } aktywność
        [few] { $count } aktywności
       *[many] { $count } aktywności
    }
# A record that has no name to be shown by.
ui-record-number = Nr { $number }
ui-record = Rekord
ui-records = Rekordy
ui-records-count =
    { $count ->
        [one] { $count } rekord
        [few] { $count } rekordy
       *[many] { $count } rekordów
    }

## Kto tu pracuje

# „2 użytkowników”: przy liczebniku rzeczownik męskoosobowy stoi w dopełniaczu.
ui-user = Użytkownik
ui-users = Użytkownicy
ui-users-count =
    { $count ->
        [one] { $count } użytkownik
        [few] { $count } użytkowników
       *[many] { $count } użytkowników
    }
ui-responsible = Odpowiedzialny
ui-department = Dział
ui-role = Rola
ui-role-admin = Administrator
ui-role-head = Kierownik
ui-role-staff = Handlowiec
