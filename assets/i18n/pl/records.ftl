### What every record has.

## Sections of forms and cards
records-section-main = Podstawowe
records-section-contacts = Kontakt
records-section-address = Adres
records-section-details = Szczegóły
records-section-source = Skąd
records-section-tax = Dane rejestrowe
records-section-people = Kto prowadzi

## Fields of every record
records-responsible = Odpowiedzialny
records-observers = Obserwatorzy
records-tags = Etykiety
records-external-id = ID w poprzednim systemie
records-created-at = Utworzono
records-created-by = Utworzył(a)
records-updated-at = Zmieniono
records-updated-by = Zmienił(a)
