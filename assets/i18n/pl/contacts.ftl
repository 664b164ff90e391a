### Contacts.

contacts-new = Nowy kontakt
contacts-companies = Firmy
contacts-type = Typ kontaktu
contacts-exportable = Uwzględniany w eksporcie

## Types
contacts-type-client = Klient
contacts-type-supplier = Dostawca
contacts-type-partner = Partner
contacts-type-other = Inne
