### Co zmieniają inni, gdy strona jest otwarta.

live-card = { "{card}" }: zmiana, { "{column}" }
live-left = { "{card}" }: już nie na tablicy
live-board = Tablica się zmieniła
live-changed-by = Rekord zmieniony: { "{name}" }
live-gone = Ten rekord usunięto albo nie możesz go już widzieć
live-records = Zmienione rekordy: { "{count}" }
live-many = Zmieniono wiele rekordów
live-show = Pokaż
