### Companies.

## Fields
companies-new = New company
companies-type = Type
companies-industry = Industry
companies-size = Employees
companies-revenue = Annual turnover
companies-tax-id = Tax number
companies-kpp = KPP
companies-ogrn = OGRN
companies-regon = REGON
companies-krs = KRS
companies-bank-bik = Bank code
companies-bank-account = Bank account
companies-contacts = Contacts

## Types
companies-type-client = Customer
companies-type-supplier = Supplier
companies-type-partner = Partner
companies-type-competitor = Competitor
companies-type-prospect = Prospect
companies-type-other = Other

## Industries
companies-industry-trade = Trade
companies-industry-manufacturing = Manufacturing
companies-industry-construction = Construction
companies-industry-logistics = Logistics
companies-industry-services = Services
companies-industry-it = IT
companies-industry-finance = Finance
companies-industry-health = Health care
companies-industry-education = Education
companies-industry-food = Food and catering
companies-industry-public = Public sector
companies-industry-other = Other
