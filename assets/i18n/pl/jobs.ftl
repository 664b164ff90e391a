### What the server is at by itself: /settings/jobs.

jobs-title = Prace w tle
jobs-own = Serwer robi sam
jobs-of-people = Długie prace zaczęte przez ludzi
jobs-of-people-none = Nic się nie dzieje i żaden import się nie zatrzymał.
jobs-next = Następny raz
jobs-last = Ostatni raz
jobs-last-failure = Ostatnie niepowodzenie
jobs-could-not = Nie udało się tego zrobić: { $detail }
jobs-not-yet = jeszcze nie
jobs-running = W toku
jobs-waiting = Czeka
jobs-off = Wyłączone
jobs-failed = Nie udało się
jobs-stopped = Zatrzymany
jobs-run = Zrób teraz
jobs-retry = Spróbuj ponownie
jobs-begun = Zaczęto

## When it is done next
jobs-next-soon = wkrótce
jobs-next-every-secs =
    { $count ->
        [one] co { $count } sekundę
        [few] co { $count } sekundy
       *[many] co { $count } sekund
    }
jobs-next-every = co { $length }
jobs-next-with-changes = razem z czyjąś zmianą, nie częściej niż co { $length }
jobs-next-at-start = przy następnym starcie serwera
jobs-next-with-backup = po następnej kopii zapasowej
jobs-next-never = nigdy: nie jest włączone

## What it does
jobs-backups = Co noc robi kopię zapasową, przywraca ją na próbę i usuwa te, które nie są już potrzebne.
jobs-backup-good = Kopia jest gotowa i daje się przywrócić.
jobs-copies = Zanosi każdą kopię w drugie miejsce: na inny dysk lub na serwer. Po niepowodzeniu próbuje co godzinę.
jobs-copy-good = Ostatnia kopia jest także tam.
jobs-names-title = Nazwy i certyfikat
jobs-names = Poznaje nazwy i adresy tej maszyny, odnawia certyfikat albo ponownie czyta jego pliki.
jobs-names-good = Nie ma przeszkód.
jobs-files-title = Niepotrzebne pliki
jobs-files = Usuwa pliki, których nie potrzebuje żaden rekord ani cofanie z ostatnich 30 dni. Dopóki coś odłożono przy przywracaniu lub aktualizacji, nie usuwa niczego.
jobs-files-removed =
    { $count ->
        [one] Usunięto { $count } plik.
        [few] Usunięto { $count } pliki.
       *[many] Usunięto { $count } plików.
    }
jobs-answers-title = Odpowiedzi dla programów
jobs-answers = Po dobie zapomina odpowiedzi dla programów: są trzymane, żeby powtórzone żądanie nie zrobiło niczego dwa razy.
jobs-answers-removed =
    { $count ->
        [one] Zapomniano { $count } odpowiedź.
        [few] Zapomniano { $count } odpowiedzi.
       *[many] Zapomniano { $count } odpowiedzi.
    }

## Of people
jobs-many-records = Zmiana wielu rekordów
jobs-of = { $done } z { $total }
jobs-import = Import: { $kind }, { $file }
jobs-rows =
    { $count ->
        [one] zrobiono { $count } wiersz
        [few] zrobiono { $count } wiersze
       *[many] zrobiono { $count } wierszy
    }
