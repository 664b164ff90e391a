### Co mówi strona, której nie można pokazać: co się stało i co zrobić.

web-to-start = Na stronę główną
web-not-found = Tu nic nie ma
web-not-found-text = Adres może być błędny, rekord usunięty albo niedostępny dla ciebie.
web-forbidden = Brak dostępu
web-forbidden-text = Twoja rola na to nie pozwala. Zwróć się do administratora.
web-stale-page = Nie zapisano: strona jest nieaktualna
web-stale-page-text = Od jej otwarcia zalogowano się ponownie. Odśwież stronę i powtórz zmianę.
web-stale = Nie zapisano: ktoś zmienił to w międzyczasie
web-stale-text = Odśwież stronę, zobacz, co nowego, i powtórz zmianę.
web-conflict = Nie wykonano
web-conflict-text = Odśwież stronę: od jej otwarcia coś się zmieniło.
web-invalid = Nie zapisano: popraw kilka pól
web-invalid-text = Wróć, popraw te pola i zapisz ponownie.
web-bad-request = Nie udało się odczytać adresu lub formularza
web-bad-request-text = Wróć na poprzednią stronę i spróbuj ponownie.
web-too-large = Za duża ilość danych
web-too-large-text = Wyślij mniej naraz albo zaimportuj plik.
web-busy = Serwer jest zajęty
web-busy-text = Spróbuj ponownie za kilka sekund. Nic się nie zmieniło.
web-disk-full = Nie zapisano: na dysku serwera brakuje miejsca
web-disk-full-text = Nic się nie zmieniło. Poproś administratora o zwolnienie miejsca.
web-writes-stopped = Nie zapisano: serwer tylko pokazuje dane
web-writes-stopped-text = Dysk zgłosił błąd. Od razu powiadom administratora; zapisane dane są na miejscu.
web-internal = Na serwerze wystąpił błąd
web-internal-text = Nic się nie zmieniło. Podaj administratorowi kod { $incident }.
web-other-name = 421 Ten serwer ma inną nazwę. Administrator może dodać tę do `hosts` w korob.toml.
