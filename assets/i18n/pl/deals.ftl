### Szanse sprzedaży, ich lejki i etapy.

deals-new = Nowa szansa
deals-title = Nazwa
deals-pipeline = Lejek
deals-stage = Etap
deals-stage-since = Na etapie od
deals-lost-reason = Powód przegranej
deals-lost-note = Notatka o przegranej
deals-probability = Prawdopodobieństwo, %
deals-begin-on = Data rozpoczęcia
deals-expected-close-on = Planowane zamknięcie
deals-closed-at = Zamknięta
deals-base-amount = Kwota w walucie firmy
deals-base-currency = Waluta firmy
deals-type = Typ szansy
deals-repeat = Ponowna sprzedaż
deals-section-end = Zakończenie
deals-view-open = Otwarte
deals-view-won = Wygrane
deals-view-lost = Przegrane

## Etapy
deals-pipeline-shipped = Sprzedaż
deals-stage-new = Nowa
deals-stage-qualification = Kwalifikacja
deals-stage-proposal = Oferta wysłana
deals-stage-negotiation = Negocjacje
deals-stage-contract = Uzgadnianie umowy
deals-stage-prepayment = Zaliczka
deals-stage-execution = Realizacja
deals-stage-won = Wygrana
deals-stage-lost = Przegrana

## Powody przegranej
deals-lost-expensive = Za drogo
deals-lost-no-need = Brak potrzeby
deals-lost-competitor = Wybrano konkurencję
deals-lost-terms = Nieodpowiednie warunki
deals-lost-no-budget = Brak budżetu
deals-lost-no-answer = Brak kontaktu
deals-lost-timing = Odłożone w czasie
deals-lost-no-dm = Brak dostępu do decydenta
deals-lost-out-of-stock = Brak towaru

## Osoby
deals-role-decision-maker = Decydent
deals-role-influencer = Wpływowy
deals-role-user = Użytkownik
deals-role-accounting = Księgowość

## Typy
deals-type-sale = Sprzedaż
deals-type-services = Usługi
deals-type-goods = Towary
deals-type-complex = Kompleksowa

## Działania
deals-win = Wygrana
deals-lose = Przegrana
deals-reopen = Otwórz ponownie
deals-repeat-do = Powtórz
deals-show-all = Wszystkie
deals-next-stage = Dalej: { $name }
deals-stage-place = { $place } z { $count }
deals-spent-days = { $count } d
deals-spent-hours = { $count } godz.
deals-spent-minutes = { $count } min

## Przebyta droga
deals-steps = Historia etapów
deals-since = od { $at }
deals-worth-today = Dzisiaj
deals-worth-rate = { $rate }, od { $day }
deals-worth-unknown = Nie znamy kursu { $code }.
