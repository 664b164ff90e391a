### Import i eksport.

imports-full-name = Imię i nazwisko
imports-to-comment = Do komentarza, z tytułem
imports-part-postal-code = kod pocztowy
imports-part-country = kraj
imports-part-region = województwo
imports-part-district = powiat
imports-part-city = miejscowość
imports-part-street = ulica
imports-part-house = numer domu
imports-part-flat = lokal
imports-closed = Zamknięta, wygrana lub przegrana
imports-product = Pozycja: co
imports-price = Pozycja: cena
imports-quantity = Pozycja: ilość
imports-role = Rola

## Polecenie
imports-told = Utworzono: { $created }, uzupełniono: { $updated }, pominięto: { $skipped }, odrzucono: { $rejected }.
imports-left-out = Pominięte kolumny: { $columns }

## Strony
imports-title = Import: { $what }
imports-title-file = Import pliku { $file }
imports-file = Plik
imports-file-hint = CSV lub tabela zapisana jako tekst, do { $megabytes } MB. Kodowanie i separator zostaną rozpoznane.
imports-choose = Wybierz plik
imports-or-drop = lub upuść go tutaj
imports-uploading = Plik jest przesyłany…
imports-known = Pliki z Bitrix24, amoCRM, HubSpot, Pipedrive, Kontaktów Google i Outlooka są rozpoznawane po kolumnach. Nic nie zostanie zaimportowane bez potwierdzenia.
imports-past = Wcześniejsze importy
imports-status-draft = Nierozpoczęty
imports-status-running = W toku
imports-status-stopped = Zatrzymany
imports-status-done = Gotowy
imports-status-undone = Cofnięty
imports-recognition = Jak czytany jest plik
imports-encoding = Kodowanie
imports-delimiter = Separator
imports-automatic = Rozpoznaj
imports-recognised = Rozpoznano: { $what }
imports-semicolon = Średnik
imports-comma = Przecinek
imports-tab = Tabulator
imports-pipe = Kreska pionowa
imports-space = Spacja
imports-single-column = Znaleziono tylko jedną kolumnę. Jeśli jest ich więcej, wybierz inny separator.
imports-unreadable-letters = Niektórych liter nie da się odczytać. Wybierz inne kodowanie.
imports-duplicates = Wiersze o tych, którzy już są
imports-policy-skip = Pomiń
imports-policy-merge = Uzupełnij brakujące dane we wcześniejszym rekordzie
imports-policy-allow = Utwórz mimo to
imports-columns = Kolumny i ich przeznaczenie
imports-leave-out = Nie importuj
imports-unnamed = Kolumna { $number }
imports-preview = Pierwsze wiersze po imporcie
imports-preview-note = Jeszcze nic nie zapisano
imports-row = Wiersz
imports-line = Linia pliku
imports-what = Co
imports-new-value = nowe
imports-rehearsing = Sprawdzamy, co zrobi import…
imports-start = Importuj
imports-rehearse = Sprawdź bez zapisu
imports-discard = Odrzuć
imports-outlook = Co zrobi import
imports-outcome = Wynik
imports-created = utworzono
imports-updated = uzupełniono
imports-skipped = pominięto
imports-rejected = odrzucono
imports-product-rows = dalsze produkty
imports-duplicate-rows = Wiersze powtórzone
imports-warned = Zaimportowane z uwagą
imports-new-values = Nowe wartości listy { $list }:
imports-download-rejected = Odrzucone wiersze
imports-undo = Cofnij import
imports-stop = Zatrzymaj
imports-go-on = Kontynuuj
imports-end-here = Zakończ tutaj
imports-end-here-hint = Po zakończeniu plik zostanie usunięty, a zaimportowane wpisy zostaną.
imports-was-undone = Import cofnięto: jego rekordów już nie ma.
imports-first-of = { $shown } z { $total }
imports-failed = Coś poszło nie tak; co dokładnie, mówi dziennik serwera
imports-reason = Powód
imports-reason-no-name = Brak nazwy
imports-reason-no-title = Brak nazwy
imports-reason-no-identity = Brak nazwy, telefonu i e-maila
imports-reason-amount-invalid = Nie można odczytać kwoty
imports-reason-amount-negative = Kwota jest ujemna
imports-reason-currency-unknown = Nieznana waluta
imports-reason-currency-differs = Produkt w innej walucie niż jego szansa
imports-reason-out-of-range = Kwota jest za duża
imports-reason-column-count = Więcej komórek niż kolumn w tabeli
imports-reason-repeated-header = Powtórzone nagłówki kolumn
imports-reason-quote-unclosed = Niezamknięty cudzysłów
imports-reason-too-long = Zbyt długi tekst
imports-reason-too-many = Zbyt wiele wartości w komórce
imports-reason-forbidden = Nie masz prawa tego utworzyć
imports-warning-phone-unparsed = To nie jest numer telefonu
imports-warning-email-invalid = To nie jest adres e-mail
imports-warning-date-invalid = Nie ma takiej daty
imports-warning-date-in-future = Data jest w przyszłości; zapisano dzisiejszą
imports-warning-not-a-bool = Ani tak, ani nie
imports-warning-not-a-number = To nie jest liczba
imports-warning-out-of-range = Poza zakresem; pominięto
imports-warning-closed-unclear = Nie wynika z tego, czy i jak się skończyło; trafiło do komentarza
imports-warning-closed-contradicts = Etap mówi co innego; został zachowany, a to trafiło do komentarza
imports-warning-tax-id-invalid = Błąd w numerze podatkowym; zapisano go bez zmian
imports-warning-name-missing = Brak imienia i nazwiska
imports-warning-not-an-option = Nie ma takiej wartości na liście; zapisano ją w komentarzu
imports-warning-no-such-record = Nikt ani nic nie ma tu takiej nazwy; zapisano w komentarzu
imports-warning-company-not-found = Nie było takiej firmy; została utworzona
imports-warning-contact-not-found = Nie ma takiego kontaktu albo jest ich kilka; trafiło do komentarza
imports-by-id = ID
imports-by-tax-id = numer podatkowy
imports-by-name = nazwa
imports-by-phone = telefon
imports-by-email = e-mail
imports-repeats-row = To samo co wiersz { $row }: { $by }
imports-repeats-record = Już było: { $by }
imports-button = Import
imports-export-button = Eksport
imports-export-list = Te kolumny
imports-export-all = Wszystkie pola
imports-export-vcard = vCard, do książki adresowej
imports-columns-left =
    { $count ->
        [one] { $count } kolumna pominięta
        [few] { $count } kolumny pominięte
        [many] { $count } kolumn pominiętych
       *[other] { $count } kolumny pominięto
    }
imports-new-linked =
    { $count ->
        [one] Powstaje jeszcze { $count } rekord, bo wymieniają go wiersze
        [few] Powstają jeszcze { $count } rekordy, bo wymieniają je wiersze
        [many] Powstaje jeszcze { $count } rekordów, bo wymieniają je wiersze
       *[other] Powstaje jeszcze { $count } rekordu, bo wymieniają go wiersze
    }
imports-unknown-people =
    { $count ->
        [one] W { $count } wierszu nie ma tu takiej osoby odpowiedzialnej: będziesz nią Ty
        [few] W { $count } wierszach nie ma tu takiej osoby odpowiedzialnej: będziesz nią Ty
        [many] W { $count } wierszach nie ma tu takiej osoby odpowiedzialnej: będziesz nią Ty
       *[other] W { $count } wiersza nie ma tu takiej osoby odpowiedzialnej: będziesz nią Ty
    }
imports-rows-done =
    { $count ->
        [one] Gotowy { $count } wiersz
        [few] Gotowe { $count } wiersze
        [many] Gotowych { $count } wierszy
       *[other] Gotowe { $count } wiersza
    }
imports-stopped =
    { $count ->
        [one] Import zatrzymał się po { $count } wierszu. To, co zrobiono, zostaje. Kontynuuj albo cofnij wszystko.
        [few] Import zatrzymał się po { $count } wierszach. To, co zrobiono, zostaje. Kontynuuj albo cofnij wszystko.
        [many] Import zatrzymał się po { $count } wierszach. To, co zrobiono, zostaje. Kontynuuj albo cofnij wszystko.
       *[other] Import zatrzymał się po { $count } wiersza. To, co zrobiono, zostaje. Kontynuuj albo cofnij wszystko.
    }
imports-running-already = Ten import już trwa
imports-over = Ten import już się zakończył
imports-begun = Ten import już się zaczął: poczekaj na koniec, potem można go cofnąć
imports-damaged = Nie da się już odczytać, co ustalono dla tego importu, więc nie można go kontynuować. To, co już wprowadził, zostaje.
imports-checked-anew = Ten plik jest właśnie sprawdzany od nowa
