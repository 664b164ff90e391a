### Import i eksport.

imports-full-name = Imię i nazwisko
imports-to-comment = Do komentarza, z tytułem
imports-part-postal-code = kod pocztowy
imports-part-country = kraj
imports-part-region = województwo
imports-part-district = powiat
imports-part-city = miejscowość
imports-part-street = ulica
imports-part-house = numer domu
imports-part-flat = lokal

## Polecenie
imports-told = Utworzono: { $created }, uzupełniono: { $updated }, pominięto: { $skipped }, odrzucono: { $rejected }.
imports-left-out = Pominięte kolumny: { $columns }
