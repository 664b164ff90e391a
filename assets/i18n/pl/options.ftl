### Listy, które prowadzi firma.

options-lists = Listy
options-add = Dodaj wartość
options-hint = Kolejność zmienia się przeciąganiem. Status, od którego praca się zaczyna lub na którym się kończy, można zmienić z nazwy, ale nie usunąć.
options-deeds = Działania: { $name }
options-drag = Przeciągnij, aby przesunąć
options-archived = W archiwum
options-up = Wyżej: { $name }
options-edit = Zmień
options-archive = Do archiwum
options-unarchive = Przywróć z archiwum
options-delete = Usuń
options-name = Nazwa ({ $language })
options-color = Kolor
options-hue-slate = Szary
options-hue-sky = Błękitny
options-hue-blue = Niebieski
options-hue-indigo = Indygo
options-hue-violet = Fioletowy
options-hue-pink = Różowy
options-hue-orange = Pomarańczowy
options-hue-amber = Bursztynowy
options-hue-lime = Limonkowy
options-hue-green = Zielony
options-meaning = Co to znaczy
options-meaning-open = Otwarty
options-meaning-converted = Skonwertowany
options-meaning-junk = Odrzucony
options-meaning-won = Wygrana
options-meaning-lost = Przegrana
options-meaning-done = Zrobione
options-meaning-missed = Nie odbyło się
options-meaning-soon = Wkrótce
options-meaning-note = Wymaga notatki
options-meaning-none = Nic szczególnego
options-delete-title = Usunąć „{ $name }”?
options-delete-unused = Żaden rekord nie ma tej wartości.
options-move-to = Nadaj tym rekordom
options-move-and-delete = Przenieś i usuń
options-added = Dodano wartość
options-overtaken = Nie zapisano: w międzyczasie ktoś zmienił tę wartość. Ponowny zapis zastąpi to, co jest tam teraz:
options-now-archived = W archiwum: rekordy ją zachowują, nie można jej wybrać
options-now-back = Znów można wybrać
options-reordered = Zapisano kolejność
options-deleted = Usunięto wartość
options-archived-instead = Rekordy przeniesiono; wartość w archiwum, bo mają ją rekordy w koszu
options-used =
    { $count ->
        [one] { $count } rekord
        [few] { $count } rekordy
        [many] { $count } rekordów
       *[other] { $count } rekordu
    }
options-delete-used =
    { $count ->
        [one] Tę wartość ma { $count } rekord.
        [few] Tę wartość mają { $count } rekordy.
        [many] Tę wartość ma { $count } rekordów.
       *[other] Tę wartość ma { $count } rekordu.
    }
options-held = Od tej wartości zależy praca: można zmienić jej nazwę, ale nie przenieść do archiwum ani usunąć
options-in-use = Tę wartość mają rekordy: przenieś ją do archiwum albo zmień ją w nich na inną
