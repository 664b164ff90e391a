### Co jest nie tak z wartością: co się stało i co zrobić.

problem-required = Uzupełnij to pole
problem-too-long =
    { $count ->
        [one] Za długie. Skróć do { $count } znaku
        [few] Za długie. Skróć do { $count } znaków
       *[many] Za długie. Skróć do { $count } znaków
    }
problem-too-short =
    { $count ->
        [one] Za krótkie. Wpisz co najmniej { $count } znak
        [few] Za krótkie. Wpisz co najmniej { $count } znaki
       *[many] Za krótkie. Wpisz co najmniej { $count } znaków
    }
problem-not-a-number = Wpisz liczbę całkowitą, na przykład 12
problem-out-of-range = Wpisz liczbę od { $min } do { $max }
problem-too-small = Wpisz { $min } lub więcej
problem-too-large = Wpisz { $max } lub mniej
problem-not-an-amount = Wpisz kwotę, na przykład 1250,50
problem-negative-amount = Kwota nie może być ujemna
problem-not-a-date = Wpisz datę, na przykład 19.11.2026
problem-not-a-time = Wpisz godzinę, na przykład 15:30
# For programs and the command line, in ISO 8601.
problem-not-a-date-exact = Podaj datę w postaci 2026-11-19
problem-not-a-time-exact = Podaj czas w postaci 2026-11-19T15:30:00Z
problem-not-a-bool = Wybierz „tak” lub „nie”
problem-not-an-email = Sprawdź adres: powinien wyglądać jak imie@firma.pl
problem-not-a-phone = To nie jest numer telefonu. Dodaj numer kierunkowy
problem-not-a-url = Sprawdź adres: powinien wyglądać jak https://firma.pl
problem-unknown-code = Nie ma takiego kodu. Wybierz z listy
problem-not-an-option = Wybierz wartość z listy
problem-no-such-record = Nie znaleziono. Rekord mógł zostać usunięty albo nie masz do niego dostępu
problem-unknown-field = Nie ma takiego pola
problem-read-only = Tego pola nie można zmienić
problem-wrong-type = Tu potrzebna jest wartość innego typu: { $expected }
problem-too-many = Za dużo. Zostaw najwyżej { $count }
problem-already-taken = Już zajęte. Wybierz inne
problem-bad-characters = Niektórych znaków nie można zapisać. Wpisz tekst ponownie
problem-password-too-common = Łatwe do odgadnięcia. Dodaj kilka słów
problem-password-wrong = Błędne hasło. Sprawdź Caps Lock i układ klawiatury
problem-password-paused = Za dużo błędnych haseł. Odczekaj kilka minut
problem-last-admin = Firma potrzebuje aktywnego administratora. Najpierw wyznacz kogoś innego.
problem-no-free-seat =
    { $count ->
        [one] Zajęte jest { $count } miejsce. Wyłącz osoby, które już nie pracują, albo odnów licencję na więcej miejsc (Ustawienia, „Licencja”).
        [few] Zajęte są wszystkie { $count } miejsca. Wyłącz osoby, które już nie pracują, albo odnów licencję na więcej miejsc (Ustawienia, „Licencja”).
       *[many] Wszystkie { $count } miejsc jest zajętych. Wyłącz osoby, które już nie pracują, albo odnów licencję na więcej miejsc (Ustawienia, „Licencja”).
    }
problem-no-identity = Podaj, kto to jest: imię, telefon lub e-mail
problem-reason-required = Podaj powód
problem-sums-left = W tej walucie są też inne kwoty: { $named }. Podaj je razem z nią
problem-stage-skipped = Etapu „{ $named }” nie można pominąć
problem-needs-conversion = Skonwertuj leada przyciskiem na jego karcie
problem-in-the-past = Ten czas już minął
problem-already-converted = Lead jest skonwertowany. Aby otworzyć go ponownie, cofnij konwersję na jego osi czasu

## Pliki
problem-folder-unusable = Tego folderu nie ma, serwer nie może w nim pisać albo leży w folderze danych. Podaj go od korzenia: /mnt/backups
problem-not-a-server = Adres zapisuje się tak: sftp://nazwa@serwer/folder, bez hasła: Korob wejdzie kluczem
problem-not-a-recipient = To nie jest klucz publiczny age. Zaczyna się od age1; ten, który zaczyna się od AGE-SECRET-KEY-1, zostaje u ciebie
problem-file-empty = Plik jest pusty
problem-file-is-xlsx = To skoroszyt Excela. Zapisz go jako CSV i wybierz ten plik
problem-file-is-xls = To stary skoroszyt Excela. Zapisz go jako CSV i wybierz ten plik
problem-file-not-text = To nie jest tabela tekstowa. Wybierz plik CSV
# { $name } to nazwa pliku, { $ending } jego rozszerzenie: exe.
problem-file-refused = { $name }: plików .{ $ending } nie przyjmujemy. Spakuj plik do archiwum
problem-file-too-large = Plik jest za duży. Podziel go na kilka
problem-too-many-columns = Tabela ma za dużo kolumn: można odczytać najwyżej 2000
problem-header-too-long = Nagłówek kolumny jest za długi jak na tabelę. Wybierz inny separator lub plik
problem-header-quote-unclosed = W nagłówkach kolumn nie zamknięto cudzysłowu. Popraw pierwszy wiersz pliku
problem-quotes-broken = Cudzysłowy są zepsute w zbyt wielu wierszach. Zapisz plik ponownie jako CSV
problem-file-unreadable = Nie można odczytać pliku. Wybierz go ponownie
problem-file-over = { $name }: plik jest większy niż { $size }
problem-files-over = Za dużo naraz: jeden plik może mieć do { $size }
