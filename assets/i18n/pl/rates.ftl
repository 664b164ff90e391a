### Ile warte są waluty w walucie firmy.

rates-title = Kursy walut
rates-in = { $currency }
rates-add = Dodaj kurs
rates-none = Nie ma jeszcze kursów
rates-why = Dzięki kursowi szansa w innej walucie pokazuje swoją wartość w waszej, a zamknięta ją zapamiętuje.
rates-rate = Kurs
rates-from = Od dnia
rates-holds = teraz
rates-edit = Edytuj: { $rate }
rates-delete = Usuń: { $rate }
rates-line = 1 { $code } = { $worth }
rates-worth = Ile warta jest jednostka, { $code }
rates-hint = Obowiązuje od tego dnia do dnia następnego kursu. Zamknięte szanse zachowują swoją wartość.
rates-choose = Wybierz walutę
rates-added = Dodano kurs
rates-deleted = Usunięto kurs
