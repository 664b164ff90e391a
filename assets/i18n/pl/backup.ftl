### Kopie zapasowe i przywracanie, w terminalu: co, dlaczego, co robić; po jednym wierszu.

## Dlaczego jej nie ma
backup-exists = { $path } już istnieje; podaj inny plik przez --out
backup-no-file = { $path }: nie ma takiego pliku ani folderu
backup-is-a-folder = { $path } to folder; podaj plik
backup-disk-full = dysk, na którym jest { $path }, jest pełny; zwolnij miejsce albo wybierz inny dysk
backup-io = { $path }: { $cause }
backup-no-room = { $path }: potrzeba { $needed }, wolne jest { $free }; zwolnij miejsce albo wybierz inny dysk
backup-unproven = { $path } nie dałaby się przywrócić: { $detail }; niczego nie zmieniono
backup-unfinished = przywracanie lub aktualizacja { $path } nie są dokończone: uruchom serwer, który to dokończy, i spróbuj ponownie
backup-place-gone = { $path } to nie ten folder, który wybrano jako drugie miejsce: jego dysk może być odłączony lub niezamontowany. Jeśli ma go zastąpić inny dysk, usuń miejsce w ustawieniach, „Kopie zapasowe”, zapisz i wpisz je jeszcze raz
backup-copy-taken = { $path } już istnieje i nie jest tą samą kopią; została nietknięta
backup-no-ssh = na tym komputerze nie ma OpenSSH: zainstaluj openssh-client (w Windows funkcję opcjonalną Klient OpenSSH) i spróbuj ponownie
backup-server-unreachable = { $address } nie odpowiada: { $detail }
backup-server-another = { $address } pokazuje inny klucz niż wtedy, gdy go wybrano: to może być inny serwer. Jeśli serwer zainstalowano od nowa, usuń tu adres, zapisz i wpisz go jeszcze raz
backup-server-kept-out = { $address } nie wpuszcza Korob. Dopisz tam do pliku .ssh/authorized_keys tego konta wiersz: { $public_key }
backup-no-passphrase = hasła kopii nie ma na tym komputerze ({ $path }); wpisz je ponownie w ustawieniach, „Kopie zapasowe”
backup-not-an-archive = { $path } to nie kopia zapasowa Koroba albo brakuje jej końca
backup-damaged = { $path } jest uszkodzona: jej bajty nie są tymi, które zapisano; użyj innej kopii
backup-strange = { $path } zawiera coś, czego Korob nie zapisuje ({ $detail }); użyj innej kopii
backup-newer = { $path } została zrobiona przez Korob { $made_by }, którego ten program nie zna; zainstaluj Korob { $made_by } lub nowszy
backup-encrypted = { $path } jest zaszyfrowana; otwórz ją przez --identity z plikiem klucza albo przez --passphrase-file z plikiem słów
backup-wrong-key = { $path } jest zaszyfrowana innym kluczem lub innymi słowami; podaj właściwe przez --identity albo --passphrase-file
backup-changed = { $part } zmienił się podczas czytania; spróbuj ponownie
backup-bad-recipient = --encrypt-to { $given }: podaj odbiorcę age, który zaczyna się od age1
backup-secret-recipient = --encrypt-to: to klucz tajny, który otwiera kopie; podaj publiczny, który zaczyna się od age1
backup-no-identity = w { $path } nie ma klucza age (wiersza zaczynającego się od AGE-SECRET-KEY-1)
backup-no-words = { $path }: pierwszy wiersz jest pusty; wpisz tam hasło
backup-bad-words = { $path }: tego hasła nie można użyć ({ $problem })

## Co zapisano, znaleziono i przywrócono
backup-written = { $path }: { $size }
backup-holds = firmy { $companies }, kontakty { $contacts }, leady { $leads }, szanse { $deals }, aktywności { $activities }, pliki { $files } ({ $size })
backup-holds-rows = firmy { $companies }, kontakty { $contacts }, leady { $leads }, szanse { $deals }, aktywności { $activities }, pliki { $files }
backup-missing-file = pliku { $hash } nie ma na dysku lub jest uszkodzony i nie ma go w kopii
backup-missing-files =
    { $count ->
        [one] { $count } pliku nie było na dysku lub był uszkodzony, gdy robiono kopię.
        [few] { $count } plików nie było na dysku lub były uszkodzone, gdy robiono kopię.
        [many] { $count } plików nie było na dysku lub były uszkodzone, gdy robiono kopię.
       *[other] { $count } pliku nie było na dysku lub były uszkodzone, gdy robiono kopię.
    }
backup-none = Nie ma jeszcze kopii zapasowych; `korob backup` zrobi pierwszą.
backup-is-encrypted = zaszyfrowana
backup-unreadable = nie da się odczytać; `korob backup verify` powie dlaczego
backup-sealed = { $path } jest taka, jaką zapisano. Jest zaszyfrowana: tylko z --identity albo --passphrase-file można dowieść, że da się przywrócić.
backup-proven = { $path } daje się przywrócić: rozpakowano ją, a każda strona, wiersz, powiązanie i zapakowany plik są na miejscu.
backup-about = { $office }, { $at }, Korob { $made_by }
backup-yes-needed = w { $path } są dane firmy; dodaj --yes, jeśli ma zostać zastąpione
backup-of-it = W kopii: { $holds }
backup-replaces-uncounted = W folderze: firma, której baza przepadła albo jest uszkodzona; nie da się policzyć, co w niej jest
backup-replaces = W folderze: { $holds }
backup-other-office = W folderze są dane INNEJ firmy niż w kopii.
backup-ask = Zastąpić to, co jest w folderze? Zostanie zachowane obok. [t/N]
backup-not-restored = niczego nie zmieniono
backup-now = Teraz: { $holds }
backup-before = Przedtem: { $holds }
backup-closed = Zakończono sesji: { $sessions }, tokenów: { $tokens }.
backup-kept = To, co zastąpiono, zachowano w { $path }; usuń, gdy nie będzie już potrzebne.
backup-restored = { $path }: przywrócono. Uruchom serwer.

## Strona administratorów
backups-title = Kopie zapasowe
backups-make = Zrób teraz
backups-being-made = Kopia jest robiona i sprawdzana przez przywrócenie.
backups-being-copied = Ostatnia kopia jest w drodze do drugiego miejsca.
backups-proven = Kopię z { $when } sprawdzono przez przywrócenie: jest dobra.
backups-stale = Ostatnia kopia, o której wiadomo, że da się przywrócić, jest z { $when }. To zbyt dawno.
backups-never = Nie ma jeszcze kopii, o której wiadomo, że da się przywrócić.
backups-failed = Ostatnia próba się nie udała: { $failure }
backups-copy-failed = Nie ma jej w drugim miejscu: { $failure }
backups-clearing-failed = Nie można usunąć starych kopii: { $failure }
backups-off = Automatyczne kopie są wyłączone.
backups-lacks-words = Kopie mają być szyfrowane hasłem, którego nie ma na tym serwerze, więc żadna nie powstaje. Wpisz je ponownie.
backups-none = Nie ma jeszcze kopii
backups-where = Będą leżeć w { $folder }
backups-there = Co jest
backups-made = Zrobiona
backups-holds = Zawiera
backups-size = Rozmiar
backups-clients =
    { $count ->
        [one] { $count } klient
        [few] { $count } klientów
        [many] { $count } klientów
       *[other] { $count } klienta
    }
backups-deals =
    { $count ->
        [one] { $count } lead lub szansa
        [few] { $count } leady i szanse
        [many] { $count } leadów i szans
       *[other] { $count } leada lub szansy
    }
backups-files =
    { $count ->
        [one] { $count } plik
        [few] { $count } pliki
        [many] { $count } plików
       *[other] { $count } pliku
    }
backups-unreadable = nie da się odczytać
backups-needs-passphrase = zaszyfrowana · hasło
backups-needs-identity = zaszyfrowana · klucz age
backups-download = Pobierz { $name }
backups-plan = Harmonogram
backups-each-night = Rób kopię każdej nocy
backups-hour = Godzina
backups-hour-hint = Według czasu firmy: { $zone }
backups-second-place = Kopiuj w drugie miejsce
backups-second-place-hint = Folder na innym dysku albo podłączonym udziale: /mnt/backups. Albo na innym komputerze: sftp://nazwa@serwer/folder. Puste — nigdzie.
backups-second-place-beside = Ten folder leży na tym samym dysku co dane firmy: awaria dysku zabierze jedno i drugie.
backups-server-key = Serwer rozpoznajemy po kluczu
backups-own-key = Korob rozpoznaje się tam po kluczu
backups-keep = Zachowuj ostatnie
backups-daily = Dni
backups-weekly = Tygodnie
backups-monthly = Miesiące
backups-keep-hint = Zostaje najnowsza kopia każdego z ostatnich dni, tygodni i miesięcy. Kopie, które ktoś zrobił sam, leżą, aż ktoś je usunie.
backups-encryption = Szyfrowanie
backups-encryption-hint = Dla kopii nocnych i robionych na tej stronie. Te, które już są, zostają takie, jakie są.
backups-encryption-off = Brak: kto ma kopię, przeczyta wszystko
backups-encryption-recipient = Dla klucza publicznego (zalecane): sam serwer nie otworzy swoich kopii
backups-encryption-passphrase = Hasłem, które leży na serwerze
backups-recipient = Klucz publiczny age
backups-recipient-hint = age1…, drukuje go korob backup keygen --out key.txt. Trzymaj key.txt w dwóch miejscach poza serwerem.
backups-passphrase = Hasło
backups-passphrase-hint = Co najmniej 12 znaków; puste — zostaje dotychczasowe. Zapisz je w dwóch miejscach poza serwerem.
backups-key-lost = Gdy zginie tajny klucz albo hasło, zginą i kopie: nikt ich nie otworzy, twórcy Korob też nie.
backups-how-to-restore = Aby przywrócić kopię, zatrzymaj serwer i uruchom na jego maszynie:
backups-alarm = Z ostatniej półtorej doby nie ma kopii zapasowej, o której wiadomo, że da się przywrócić.
backups-alarm-copy = Ostatnia kopia zapasowa nie dotarła w drugie miejsce.
backups-alarm-more = Co jest nie tak
backups-spared = { $name } jeszcze je zawiera i nie zostanie usunięta.
backups-delete = Usuń { $name }
backups-delete-title = Usunąć tę kopię?
backups-delete-text = { $name } zostanie na zawsze usunięta z tego komputera. Kopia w drugim miejscu zostaje.
backups-delete-last = To ostatnia kopia, o której wiadomo, że da się przywrócić: najpierw utwórz następną
backups-deleted = Kopię usunięto
