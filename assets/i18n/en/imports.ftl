### Imports and exports.

imports-full-name = Full name
imports-to-comment = To the comment, with the title
imports-part-postal-code = postal code
imports-part-country = country
imports-part-region = region
imports-part-district = district
imports-part-city = city
imports-part-street = street
imports-part-house = house
imports-part-flat = flat, office

## The command
imports-told = Created { $created }, updated { $updated }, skipped { $skipped }, rejected { $rejected }.
imports-left-out = Columns left out: { $columns }
