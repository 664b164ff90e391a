### Companies.

## Fields
companies-new = Nowa firma
companies-type = Typ
companies-industry = Branża
companies-size = Zatrudnienie
companies-revenue = Roczny obrót
companies-tax-id = NIP
companies-kpp = KPP
companies-ogrn = OGRN
companies-regon = REGON
companies-krs = KRS
companies-bank-bik = Kod banku
companies-bank-account = Rachunek bankowy
companies-contacts = Kontakty

## Types
companies-type-client = Klient
companies-type-supplier = Dostawca
companies-type-partner = Partner
companies-type-competitor = Konkurent
companies-type-prospect = Potencjalny
companies-type-other = Inne

## Industries
companies-industry-trade = Handel
companies-industry-manufacturing = Produkcja
companies-industry-construction = Budownictwo
companies-industry-logistics = Logistyka
companies-industry-services = Usługi
companies-industry-it = IT
companies-industry-finance = Finanse
companies-industry-health = Ochrona zdrowia
companies-industry-education = Edukacja
companies-industry-food = Gastronomia
companies-industry-public = Sektor publiczny
companies-industry-other = Inna
