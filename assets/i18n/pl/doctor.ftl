### What `korob doctor` and the page "Health" say: what was looked at, what was found, what to do about it.

## What was looked at
doctor-folder = Folder danych
doctor-rights = Uprawnienia
doctor-server = Serwer
doctor-versions = Wersje
doctor-settings = Ustawienia startowe
doctor-keys = Tajny klucz
doctor-licence = Licencja
doctor-certificate = Certyfikat
doctor-disk = Dysk
doctor-reserve = Rezerwa miejsca
doctor-copy = Kopia próbna
doctor-database = Baza danych
doctor-links = Powiązania
doctor-schema = Schemat
doctor-log = Dziennik bazy
doctor-search = Wyszukiwanie
doctor-history = Historia
doctor-files = Pliki
doctor-leftovers = Pozostałości
doctor-kept = Odłożone
doctor-backups = Kopie zapasowe
doctor-second-place = Drugie miejsce
doctor-imports = Importy
doctor-clock = Zegar

## What was found
doctor-unknown = Nie da się sprawdzić: { $cause }
doctor-rights-good = Dostęp ma tylko właściciel
doctor-rights-loose =
    { $count ->
        [one] { $count } plik lub folder jest otwarty dla innych albo należy do kogoś innego: { $name }
        [few] { $count } pliki lub foldery są otwarte dla innych albo należą do kogoś innego, wśród nich { $name }
       *[many] { $count } plików lub folderów jest otwartych dla innych albo należy do kogoś innego, wśród nich { $name }
    }
doctor-server-runs = Pracuje na folderze (pid { $pid })
doctor-server-none = Nie działa
doctor-machine-died = Komputer wyłączył się przy działającym serwerze; następny start najpierw sprawdzi bazę
doctor-swap-pending = Przywracanie lub aktualizacja została rozpoczęta i nie jest zakończona
doctor-versions-good = Korob { $version }, SQLite { $sqlite }
doctor-settings-good = Wszystkie są poprawne
doctor-keys-good = Jest
doctor-keys-none = Dotąd nie był potrzebny
doctor-keys-empty = secret.key jest pusty; bez niego nie da się odczytać sekretów przechowywanych w bazie
doctor-licence-there = license.key jest
doctor-licence-none = Brak
doctor-certificate-good = Ważny do { $until } (UTC)
doctor-certificate-ends-soon = Kończy się { $until } (UTC)
doctor-certificate-not-valid = Nieważny: jego termin to { $until } (UTC) albo zegar tego komputera jest zły
doctor-disk-free = Wolne { $free } z { $whole }
doctor-reserve-held = Miejsce na wypadek pełnego dysku jest zatrzymane
doctor-reserve-none = Miejsce na wypadek pełnego dysku nie jest zatrzymane
doctor-database-in-use = { $size }, w użyciu
doctor-database-whole = { $size }; wszystkie strony, wiersze i indeksy są całe
doctor-database-damaged = Jest uszkodzona: { $detail }
doctor-fault = Zapis jest wstrzymany: { $detail }
doctor-links-good = Wszystko, do czego odwołują się wiersze, jest na miejscu
doctor-links-broken = Wiersze odwołują się do wierszy, których nie ma: { $tables }
doctor-schema-newest = { $schema }, najnowszy
doctor-schema-due = { $schema }, z Koroba { $version }; następny start go zaktualizuje
doctor-log-size = { $size }
doctor-search-good = To, co sprawdzono, daje się znaleźć (rekordy: { $records })
doctor-search-wrong =
    { $count ->
        [one] { $count } rekord nie jest znajdowany tak, jak powinien
        [few] { $count } rekordy nie są znajdowane tak, jak powinny
       *[many] { $count } rekordów nie jest znajdowanych tak, jak powinny
    }
doctor-search-damaged = Jego indeks jest uszkodzony: { $detail }
doctor-history-good = Nic nie zostało zmienione po fakcie
doctor-history-broken = Zmieniona od zdarzenia { $event }
doctor-files-good =
    { $count ->
        [one] { $count } plik rekordów jest na miejscu (razem { $size }, przeczytano { $read }; już niepotrzebne: { $orphans })
        [few] { $count } pliki rekordów są na miejscu (razem { $size }, przeczytano { $read }; już niepotrzebne: { $orphans })
       *[many] { $count } plików rekordów jest na miejscu (razem { $size }, przeczytano { $read }; już niepotrzebne: { $orphans })
    }
doctor-files-lost = Brakuje: { $missing }, uszkodzone: { $damaged }
doctor-leftovers-none = Nic
doctor-leftovers-found =
    { $count ->
        [one] { $count } plik lub folder po przerwanej pracy
        [few] { $count } pliki lub foldery po przerwanej pracy
       *[many] { $count } plików lub folderów po przerwanej pracy
    }
doctor-kept-found =
    { $count ->
        [one] { $count } folder z tym, co zastąpiło przywracanie lub aktualizacja: { $name } ({ $size })
        [few] { $count } foldery z tym, co zastąpiły przywracania i aktualizacje, wśród nich { $name } (razem { $size })
       *[many] { $count } folderów z tym, co zastąpiły przywracania i aktualizacje, wśród nich { $name } (razem { $size })
    }
doctor-second-place-waits = Ostatniej kopii nie ma jeszcze w { $place }
doctor-second-place-none = Kopie leżą na tym samym dysku, przed którego awarią mają chronić
doctor-imports-good = Żaden nie zatrzymał się w połowie
doctor-imports-stopped =
    { $count ->
        [one] { $count } zatrzymał się przed końcem pliku
        [few] { $count } zatrzymały się przed końcem pliku
       *[many] { $count } zatrzymało się przed końcem pliku
    }
doctor-clock-behind = Wskazuje { $now }, ale ostatnia czynność była tu { $last }

## What to do
doctor-do-fix = korob doctor --fix
doctor-do-start = Uruchom serwer
doctor-do-restore = Zatrzymaj serwer i przywróć ostatnią kopię: korob restore
doctor-do-restore-file = Przywróć go z ostatniej kopii
doctor-do-settings = Popraw korob.toml albo zmienne KOROB_; korob config check
doctor-do-licence = korob license renew z właściwą licencją albo usuń license.key
doctor-do-certificate = Połóż nowy w jego miejsce; certyfikat własnego urzędu komputera odnawia działający serwer
doctor-do-free = Zwolnij miejsce albo przenieś folder na większy dysk
doctor-do-reserve = Zwolnij miejsce; serwer sam zatrzyma je znowu
doctor-do-salvage = Zatrzymaj serwer i przywróć ostatnią kopię (korob restore); gdy jej nie ma, korob doctor salvage --to FOLDER zapisze to, co da się odczytać
doctor-do-upgrade = Uruchom serwer albo korob upgrade
doctor-do-log = Zatrzymaj serwer i uruchom go znowu; jeśli dziennik znów rośnie, coś czyta bardzo długo
doctor-do-rebuild = Zatrzymaj serwer, korob doctor --fix zbuduje go od nowa
doctor-do-history = Ktoś zmieniał sam plik: ustal, kto ma dostęp do tego komputera
doctor-do-files = Przywróć je z wcześniejszej kopii
doctor-do-delete-kept = Usuń, gdy nikt nie będzie już chciał wracać: Ustawienia, „Wersje”
doctor-do-backup = korob backup zrobi kopię teraz; dlaczego jej nie ma, mówią Ustawienia, „Kopie zapasowe”
doctor-do-switch-on = Włącz je: Ustawienia, „Kopie zapasowe”
doctor-do-passphrase = Wpisz je ponownie: Ustawienia, „Kopie zapasowe”
doctor-do-copy = Dla prawdziwego biura przywróć kopię zapasową tego biura, w którym się pracuje
doctor-do-second-place = Sprawdź, czy dysk lub serwer jest dostępny; Ustawienia, „Kopie zapasowe”
doctor-do-choose-second-place = Wskaż folder na innym dysku lub na serwerze: Ustawienia, „Kopie zapasowe”
doctor-do-copy-now = Od razu zaniesiesz ją tam tutaj: Ustawienia, „Prace w tle”
doctor-do-clear-up = Sprawdź, czy Korob może usuwać pliki w folderze kopii
doctor-do-imports = Dokończ go na jego stronie albo tam cofnij
doctor-do-clock = Ustaw zegar komputera
doctor-do-authority = Ustaw zegar maszyny. Jeśli teraz chodzi dobrze, a źle chodził, gdy powstawał urząd, zatrzymaj serwer, usuń authority.key i server.key z tls/ i uruchom go ponownie; każde urządzenie musi potem zaufać nowemu urzędowi

## What was set right, and what was not
doctor-done-rights =
    { $count ->
        [one] { $count } plik lub folder jest teraz tylko dla właściciela.
        [few] { $count } pliki lub foldery są teraz tylko dla właściciela.
       *[many] { $count } plików lub folderów jest teraz tylko dla właściciela.
    }
doctor-done-reserve = Miejsce jest znów zatrzymane.
doctor-done-leftovers =
    { $count ->
        [one] Usunięto { $count } plik lub folder po przerwanej pracy.
        [few] Usunięto { $count } pliki lub foldery po przerwanej pracy.
       *[many] Usunięto { $count } plików lub folderów po przerwanej pracy.
    }
doctor-done-search = Wyszukiwanie zbudowano od nowa, rekordy: { $records }.
doctor-left-served = Na folderze pracuje serwer (pid { $pid }); zatrzymaj go, aby zbudować wyszukiwanie od nowa i usunąć pozostałości
doctor-left-upgrade = Baza jest z wcześniejszej wersji: najpierw ją zaktualizuj, potem można zbudować wyszukiwanie od nowa
doctor-left-rights = { $path } zostaje bez zmian: { $cause }; wywołaj jako root albo właściciel folderu
doctor-left-file = { $path } nie daje się usunąć: { $cause }
doctor-left-reserve = Na dysku nie ma miejsca na rezerwę
doctor-left-search = Wyszukiwania nie da się zbudować od nowa: { $cause }
doctor-left-tidy = Indeksy wyszukiwania pozostają w wielu kawałkach: { $cause }
doctor-nothing-to-fix = Nie było nic do naprawienia.
doctor-is-bad =
    { $count ->
        [one] { $count } punkt wymaga działania
        [few] { $count } punkty wymagają działania
       *[many] { $count } punktów wymaga działania
    }

## Salvage and bundle
doctor-not-empty = { $path } nie jest pusty; wskaż nowy folder
doctor-within = { $path } leży w folderze danych, w którym teraz nic nie można zapisywać; wskaż inny
doctor-lost = utracone: { $lost }
doctor-lost-unknown = uszkodzona; ile wierszy utracono, nie da się ustalić
doctor-saved-files =
    { $count ->
        [one] Zapisano { $count } plik; uszkodzone: { $damaged }, brakujące: { $missing }.
        [few] Zapisano { $count } pliki; uszkodzone: { $damaged }, brakujące: { $missing }.
       *[many] Zapisano { $count } plików; uszkodzone: { $damaged }, brakujące: { $missing }.
    }
doctor-rows-lost = z bazy nie odczytano żadnego wiersza, zapisano tylko pliki ({ $why }); rekordy są w kopiach zapasowych: korob restore, z { $backups } lub stamtąd, gdzie leżą ich duplikaty
doctor-saved = Wszystko, co dało się odczytać, jest w { $path }. W folderze danych nic nie zmieniono.
doctor-bundled = { $path } można wysłać temu, kto pomaga: nie ma tam nazwisk, firm, adresów ani numerów. Podgląd: tar --zstd -xf
