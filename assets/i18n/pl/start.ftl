### Dlaczego serwer lub polecenie nie może zacząć pracy z folderem danych. Po jednym wierszu, do terminala.

start-not-a-folder = { $path } to plik; wskaż folder na dane
start-not-writable = w { $path } nie można zapisywać ({ $cause }); sprawdź właściciela i uprawnienia
start-network-disk = { $path } leży na dysku sieciowym ({ $kind }), gdzie baza może się uszkodzić; wybierz folder na dysku lokalnym
start-synced-folder = { $path } leży w folderze synchronizowanym przez { $tool }, co uszkodziłoby bazę; wybierz inny folder
start-in-use = { $path } jest już używany przez działający serwer (pid { $pid }); najpierw go zatrzymaj
start-old-sqlite = ta wersja zawiera SQLite { $version }, który może gubić dane; użyj wersji z 3.51.3 lub nowszym
start-not-ours = { $path } nie jest bazą Korob albo jej pierwsza strona jest uszkodzona; przenieś plik, przywróć ostatnią kopię lub wybierz inny folder
start-newer = { $path } utworzył Korob { $version } (schemat { $found }), którego ten Korob { $own } (schemat { $known }) nie zna; zainstaluj Korob { $version } lub nowszy albo przywróć kopię sprzed aktualizacji
start-elsewhere = { $path } to dowiązanie albo leży na innym dysku niż folder danych: nie da się go tam zastąpić; przenieś go do folderu danych albo przywróć do nowego folderu
start-unfinished = { $path } jest w połowie drogi do nowej bazy ({ $cause }); nic nie przepadło: gdy usuniesz przyczynę, dokończy to następne uruchomienie
start-emptied = plik { $path } jest pusty, ale obok leży to, co zostało po pracy firmy; przywróć bazę z ostatniej kopii albo usuń pusty plik, aby założyć nową firmę
start-corrupt = plik { $path } jest uszkodzony ({ $detail }); nic nie zmieniono: przywróć ostatnią kopię zapasową (korob restore)
start-log-without-database = pliku { $path } brakuje albo jest pusty, ale jego dziennik (-wal) istnieje; przywróć plik albo ostatnią kopię
start-read-only = w { $path } nie można zapisywać; sprawdź właściciela i uprawnienia folderu danych
start-cannot-open = nie można otworzyć { $path }; sprawdź właściciela i uprawnienia folderu danych
start-disk-full = dysk z { $path } jest pełny; zwolnij miejsce i uruchom ponownie
start-database-in-use = pliku { $path } używa inny program; zatrzymaj go i uruchom ponownie
start-migration = aktualizacja { $path } nie udała się i została cofnięta ({ $detail }); pracuj dalej w poprzednim Korob
start-demo-logins = Kto może się zalogować do tej przykładowej firmy (e-mail, hasło):
start-serves = Korob działa pod adresem { $url }
start-ways = W tej sieci jest dostępny pod adresami
start-fingerprint = Odcisk lokalnego urzędu certyfikacji (SHA-256): { $fingerprint }
start-demo-would-mix = w tym folderze jest już firma i demo pomieszałoby się z jej danymi; wskaż pusty przez --data
start-no-room = do aktualizacji { $path } potrzeba na jej dysku { $needed }, a wolne jest { $free }; zwolnij miejsce i uruchom ponownie
# $address and $other are addresses with ports.
start-port-taken = { $address } jest już zajęty przez inny program; wybierz inny port, na przykład --listen { $other }
start-port-denied = port poniżej 1024 otwiera tylko root albo zainstalowana usługa, więc { $address } jest niedostępny; wybierz inny, na przykład --listen { $other }
start-cannot-listen = nie można nasłuchiwać na { $address } ({ $cause }); podaj w --listen adres tego komputera
