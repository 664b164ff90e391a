### Contacts.

contacts-new = New contact
contacts-companies = Companies
contacts-type = Contact type
contacts-exportable = Included in export

## Types
contacts-type-client = Client
contacts-type-supplier = Supplier
contacts-type-partner = Partner
contacts-type-other = Other
