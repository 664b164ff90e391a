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

## Forms of address
crm-salutation-mr = Mr
crm-salutation-ms = Ms

## Sources
crm-source-call = Call
crm-source-email = E-mail
crm-source-website = Website
crm-source-advertising = Advertising
crm-source-existing-client = Existing client
crm-source-referral = Recommendation
crm-source-exhibition = Exhibition
crm-source-web-form = Web form
crm-source-callback = Callback
crm-source-online-store = Online store
crm-source-partner = Partner
crm-source-campaign = Campaign
crm-source-cold-call = Cold call
crm-source-social = Social media
crm-source-messenger = Messenger
crm-source-other = Other
