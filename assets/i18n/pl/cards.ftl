### Cards and forms of records.

cards-edit = Edytuj
cards-delete = Usuń
cards-way = Gdzie to jest
cards-data = Dane
cards-history = Historia
cards-created = utworzenie
cards-updated = zmiana
cards-deleted = do kosza
cards-restored = przywrócenie
cards-undone = cofnięcie
cards-korob = Korob
cards-changed-since = Nie zapisano: ktoś zmienił ten wpis po jego otwarciu. Zobacz nowe wartości i spróbuj ponownie.
cards-undone-all = Cofnięto
cards-now = Teraz: { $value }
cards-undone-nothing = Niczego nie cofnięto: później znów to zmieniono
cards-undone-partly =
    { $count ->
        [one] Nie cofnięto wszystkiego: { $count } zmiana została, bo ją nadpisano
        [few] Nie cofnięto wszystkiego: { $count } zmiany zostały, bo je nadpisano
        [many] Nie cofnięto wszystkiego: { $count } zmian zostało, bo je nadpisano
       *[other] Nie cofnięto wszystkiego: { $count } zmian zostało, bo je nadpisano
    }
