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

## What a phone, an e-mail or a site is called
records-point-work = służbowy
records-point-mobile = komórkowy
records-point-home = prywatny
records-point-fax = faks
records-point-pager = pager
records-point-mailing = do wysyłek
records-point-other = inny
records-point-vk = VK
records-extension = wew. { $number }
