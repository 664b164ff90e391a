### Słowa wspólne dla wszystkich stron.

## Przyciski

ui-save = Zapisz
ui-cancel = Anuluj
ui-create = Utwórz
ui-add = Dodaj
ui-restore = Przywróć
ui-undo = Cofnij
ui-open = Otwórz
ui-close = Zamknij

## Przejścia

ui-back = Wstecz
ui-next-page = Następna strona
ui-previous-page = Poprzednia strona
ui-more = Więcej
# Starsze wpisy na osi czasu.
ui-show-earlier = Pokaż wcześniejsze

## Listy

ui-search = Szukaj
ui-columns = Kolumny
ui-nothing-found = Nic nie znaleziono
ui-clear-all = Wyczyść wszystko
# Krzyżyk przy warunku nad listą; $name to warunek: „Odpowiedzialny: Ola”.
ui-drop-condition = Usuń warunek „{ $name }”

## Formularze

# Obok nazwy pola.
ui-optional = opcjonalnie
ui-not-set = Nie podano
ui-yes = Tak
ui-no = Nie

## Dni

ui-today = Dziś
ui-yesterday = Wczoraj
ui-tomorrow = Jutro

## Stan strony

ui-saved = Zapisano
ui-server-away = Serwer niedostępny. Próbujemy ponownie

## Rodzaje rekordów

ui-lead = Lead
ui-leads = Leady
ui-deal = Szansa sprzedaży
ui-deals = Szanse
ui-leads-count =
    { $count ->
        [one] { $count } lead
        [few] { $count } leady
       *[many] { $count } leadów
    }
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
ui-records = Rekordy

## Kto tu pracuje

ui-role-admin = Administrator
ui-role-head = Kierownik
ui-role-staff = Handlowiec
