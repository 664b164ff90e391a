### Fields of leads, contacts and companies.

## Names and ways to reach somebody
crm-name = Nazwa
crm-salutation = Zwrot
crm-first-name = Imię
crm-middle-name = Drugie imię
crm-last-name = Nazwisko
crm-birth-date = Urodziny
crm-phones = Telefony
crm-emails = Adresy e-mail
crm-messengers = Komunikatory
crm-sites = Strony WWW
crm-position = Stanowisko

## Address
crm-address = Adres w jednym wierszu
crm-legal-address = Adres rejestrowy
crm-street = Ulica i numer
crm-flat = Lokal
crm-city = Miejscowość
crm-region = Województwo
crm-postal-code = Kod pocztowy
crm-country = Kraj

## Where from
crm-source = Źródło
crm-source-note = O źródle
crm-utm-source = UTM źródło
crm-utm-medium = UTM medium
crm-utm-campaign = UTM kampania
crm-utm-content = UTM treść
crm-utm-term = UTM słowo kluczowe

## Other
crm-comment = Komentarz
crm-currency = Waluta
crm-amount = Kwota
crm-open-to-all = Dostępny dla wszystkich

## Forms of address
crm-salutation-mr = Pan
crm-salutation-ms = Pani

## Sources
crm-source-call = Telefon
crm-source-email = E-mail
crm-source-website = Strona internetowa
crm-source-advertising = Reklama
crm-source-existing-client = Istniejący klient
crm-source-referral = Polecenie
crm-source-exhibition = Targi
crm-source-web-form = Formularz
crm-source-callback = Oddzwonienie
crm-source-online-store = Sklep internetowy
crm-source-partner = Partner
crm-source-campaign = Kampania
crm-source-cold-call = Zimny telefon
crm-source-social = Media społecznościowe
crm-source-messenger = Komunikator
crm-source-other = Inne
