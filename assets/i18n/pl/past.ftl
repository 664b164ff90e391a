### Przeglądanie kopii zapasowej i przywracanie z niej rekordów.

past-title = Kopia z { $when }
past-look = Zajrzyj do { $name }
past-open = Otwórz
past-close = Zamknij kopię
past-opening = Kopia jest rozpakowywana i sprawdzana. Nic się przy tym nie zmienia.
past-not-open = Ta kopia nie jest otwarta
past-not-open-text = Zostanie rozpakowana do prywatnego folderu serwera, tylko do odczytu. Zamknie się sama po godzinie bez użycia.
past-encrypted-text = Jest zaszyfrowana. Hasło pozostaje w pamięci, dopóki kopia jest otwarta.
past-passphrase = Hasło
past-show-passphrase = Pokaż hasło
past-wrong-passphrase = To hasło nie otwiera tej kopii.
past-encrypted-key-text = Jest zaszyfrowana dla klucza age. Tajny klucz pozostaje w pamięci, dopóki kopia jest otwarta.
past-identity = Tajny klucz (AGE-SECRET-KEY-1…)
past-show-identity = Pokaż tajny klucz
past-wrong-identity = W tym tekście nie ma tajnego klucza, który otwiera tę kopię.
past-other-office = { $name } to kopia innego biura ({ $office }); nic z niej nie można tu przywrócić
past-other-record = Pod tym numerem jest dziś inny rekord: biuro przywrócono kiedyś ze starszej kopii. Nie można go przywrócić.
past-busy = Właśnie otwierana jest inna kopia; spróbuj za minutę
past-search = Szukaj w tej kopii
past-only-lost = Tylko różnice
past-everything = Wszystko
past-changed-at = Wtedy zmieniono
past-today = Dziś
past-then = Wtedy
past-field = Pole
past-same = bez zmian
past-changed = zmieniony
past-in-bin = w koszu
past-gone = brak
past-other = inny rekord
past-was-in-bin = wtedy w koszu
past-nothing = Nic tu nie ma
past-nothing-lost = Nic nie zginęło ani się nie zmieniło
past-nothing-lost-text = Wszystkie rekordy tego rodzaju są takie jak w kopii.
past-looked-at = Porównano rekordów: { $count }; na następnej stronie są starsze.
past-looked-at-nothing = Na razie nic
past-open-today = Otwórz dzisiejszy
past-bring-back = Przywróć
past-bring-fields = Przywróć zaznaczone
past-take-field = Przywróć: { $label }
past-is-same = Ten rekord jest taki jak w kopii.
past-is-gone = Tego rekordu już nie ma. Wróci pod swoim numerem, z komentarzami, plikami i powiązaniami.
past-is-in-bin = Ten rekord jest w koszu. Wróci z niego, a to, co zaznaczone, będzie takie jak dawniej.
past-is-changed = To, co zaznaczone, będzie takie jak dawniej; komentarze i pliki wrócą. Wszystko inne zostanie jak dziś.
past-comments = Komentarze
past-files = Pliki
past-linked = Powiązania
past-empty = puste
past-done = Przywrócono
past-done-many =
    { $count ->
        [one] Przywrócono { $count } rekord
        [few] Przywrócono { $count } rekordy
        [many] Przywrócono { $count } rekordów
       *[other] Przywrócono { $count } rekordu
    }
past-done-nothing = Niczego nie przywrócono
past-lost = Nie wróciło
past-lost-responsible = Odpowiedzialny był { $name }, który już tu nie pracuje; teraz odpowiadasz Ty.
past-lost-author = { $name } nie figuruje już w biurze; komentarze i pliki tej osoby są teraz pod Twoim nazwiskiem.
past-lost-file = Pliku { $name } nigdzie już nie ma.
past-lost-named = { $field }: { $name } — już nie istnieje.
past-lost-others = { $kind }: było ich zbyt wiele, wróciło tylko { $count } najnowszych. Pozostałe przywróć z ich listy.
past-refused = Nie przywrócono
past-refused-one = { $name }: { $why }
past-stale = Ten rekord przed chwilą zmieniono. Obejrzyj go jeszcze raz.
