### Pliki przy rekordach.

files-title = Pliki
files-title-of = Pliki: { $name }
files-unnamed = Plik
files-show-all = Pokaż wszystkie
files-choose = Dołącz pliki
files-camera = Zrób zdjęcie
files-send = Wyślij
files-or-drop = lub upuść je na kartę,
files-limit = do { $size } każdy
files-drop = Upuść, aby dołączyć do rekordu
files-uploading = Wysyłane
files-begun = Pliki są wysyłane
files-waiting = czeka
# { $name } is the name of a file.
files-progress = { $name }: wysyłanie
files-cancel = Nie wysyłaj { $name }
files-failed = { $name }: nie wysłano. Sprawdź połączenie i spróbuj ponownie
files-too-large = { $name }: plik jest większy niż { $size }
files-empty = { $name }: plik jest pusty
files-download = Pobierz { $name }
files-delete = Usuń { $name }
files-rename = Zmień nazwę { $name }
files-name = Nazwa pliku
files-deed-renamed = Zmieniono nazwę pliku
files-renamed = Zmieniono nazwę pliku
files-deed-added = Dodano pliki
files-deed-deleted = Usunięto plik
# What was done just now.
files-added-now =
    { $count ->
        [one] Dodano { $count } plik
        [few] Dodano { $count } pliki
        [many] Dodano { $count } plików
       *[other] Dodano { $count } plików
    }
# Before the names, in the timeline.
files-added =
    { $count ->
        [one] Dodano plik
        [few] Dodano pliki
        [many] Dodano pliki
       *[other] Dodano pliki
    }
files-removed =
    { $count ->
        [one] Usunięto plik
        [few] Usunięto pliki
        [many] Usunięto pliki
       *[other] Usunięto pliki
    }
