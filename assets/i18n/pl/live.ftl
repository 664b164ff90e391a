### Co zmieniają inni, gdy strona jest otwarta.

live-card = Zmieniła się karta „{ "{card}" }”, kolumna „{ "{column}" }”
live-left = Karty „{ "{card}" }” nie ma już na tablicy
live-board = Tablica się zmieniła
live-changed-by = Rekord zmieniony: { "{name}" }
live-gone = Ten rekord usunięto albo nie możesz go już widzieć
live-records = Zmienione rekordy: { "{count}" }
live-many = Zmieniono wiele rekordów
live-show = Pokaż
