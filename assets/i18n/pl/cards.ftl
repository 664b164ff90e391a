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
