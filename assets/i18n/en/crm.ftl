### Fields of leads, contacts and companies.

## Names and ways to reach somebody
crm-name = Name
crm-salutation = Salutation
crm-first-name = First name
crm-middle-name = Middle name
crm-last-name = Last name
crm-birth-date = Birthday
crm-phones = Phones
crm-emails = E-mails
crm-messengers = Messengers
crm-sites = Web sites
crm-position = Position

## Address
crm-address = Address in one line
crm-legal-address = Legal address
crm-street = Street, building
crm-flat = Flat, office
crm-city = City
crm-region = Region
crm-postal-code = Postal code
crm-country = Country

## Where from
crm-source = Source
crm-source-note = About the source
crm-utm-source = UTM source
crm-utm-medium = UTM medium
crm-utm-campaign = UTM campaign
crm-utm-content = UTM content
crm-utm-term = UTM term

## Other
crm-comment = Comment
crm-currency = Currency
crm-amount = Amount
crm-open-to-all = Open to everyone
