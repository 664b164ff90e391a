### Cards and forms of records.

cards-edit = Edytuj
cards-delete = Usuń
cards-way = Gdzie to jest
cards-data = Dane
cards-history = Oś czasu
cards-created = Utworzono
cards-updated = Zmieniono
cards-deleted = Przeniesiono do kosza
cards-restored = Przywrócono
cards-brought-back = Przywrócono z kopii
cards-undone = Cofnięto
cards-korob = Korob
cards-undone-nothing = Niczego nie cofnięto: później znów to zmieniono
cards-undone-partly =
    { $count ->
        [one] Nie cofnięto wszystkiego: { $count } zmiana została, bo ją nadpisano
        [few] Nie cofnięto wszystkiego: { $count } zmiany zostały, bo je nadpisano
        [many] Nie cofnięto wszystkiego: { $count } zmian zostało, bo je nadpisano
       *[other] Nie cofnięto wszystkiego: { $count } zmian zostało, bo je nadpisano
    }

# Who changed a record first; $ago is “2 min ago” or “yesterday, 15:30”.
cards-overtaken = Nie zapisano: { $ago } zmienił to ktoś inny ({ $name })
cards-gone = Nie zapisano: ten rekord usunięto albo nie jest już dla ciebie widoczny
cards-gone-what-now = To, co wpisano, zostało tutaj. Przywróć rekord z kosza i zapisz ponownie albo zapisz to jako nowy rekord.
cards-save-as-new = Zapisz jako nowy
cards-choose-each = Przy polach zmienionych przez was oboje wybierz, co zostaje. Reszta jest już połączona.
cards-mine = Twoje
cards-theirs = Nowe
cards-keep-mine = Zostaw moje
cards-take-theirs = Weź nowe
cards-take-theirs-of = Weź nowe: { $value }
# Beside the value that is used first: the main phone, the main company.
cards-main = główny
cards-main-title = Wartość główną widać na listach i używa się jej najpierw
cards-position = Stanowisko
cards-role = Rola
cards-point-kind = Rodzaj: { $label }
cards-add-phone = Dodaj telefon
cards-add-email = Dodaj e-mail
cards-add-messenger = Dodaj komunikator
cards-add-site = Dodaj stronę
cards-remove-one = Usuń: { $label }
cards-find = Znajdź: { $label }
cards-add-by-number = Dodaj po numerze
cards-add-by-address = Lub adres, np. lead/7

cards-panes = Co pokazać
cards-call = Zadzwoń
cards-mail = Napisz
cards-comment = Komentarz
cards-copy-link = Kopiuj link
cards-link-copied = Skopiowano link
cards-previous = Poprzedni na liście
cards-next = Następny na liście
cards-created-on = Utworzono { $date }
cards-is-main = główne powiązanie
cards-choose-links = Zmień
cards-peek = { $name }, szybki podgląd
cards-open-whole = Otwórz całą stronę
cards-close-peek = Zamknij szybki podgląd
cards-all-history = Cała oś czasu
# Under a field of a new record, before the links to open the record that is there already or to go on with it.
cards-looks-like = Wygląda na „{ $name }”.
cards-use-it = Użyj
cards-tax-id-mistyped = To nie jest poprawny NIP: sprawdź numer. Mimo to można go zapisać.
