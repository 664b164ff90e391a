### Dlaczego system czegoś nie zrobił: stoi po dwukropku.

system-not-found = nie ma takiego pliku ani folderu
system-not-permitted = brak uprawnień
system-exists = ta nazwa jest już zajęta
system-full = dysk jest pełny
system-over-quota = miejsce przydzielone temu użytkownikowi jest zajęte
system-read-only = dysk jest tylko do odczytu
system-is-folder = to jest folder
system-not-a-folder = w miejscu folderu leży plik
system-bad-name = żaden plik nie może mieć takiej nazwy
system-timed-out = odpowiedź nie nadeszła na czas
system-no-such-address = ten komputer nie ma takiego adresu
