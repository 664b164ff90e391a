### Leads.

leads-new = Nowy lead
leads-title = Nazwa
leads-status = Status
leads-junk-reason = Powód odrzucenia
leads-junk-note = Uwagi do statusu
leads-temperature = Temperatura
leads-company-name = Nazwa firmy
leads-repeat = Ponowne zgłoszenie
leads-converted-at = Skonwertowany
leads-view-open = Otwarte
leads-view-junk = Odrzucone

## BANT
leads-section-bant = Kwalifikacja (BANT)
leads-budget = Budżet
leads-authority = Rozmawiamy z osobą, która decyduje
leads-decision-maker = Kto decyduje
leads-need = Potrzeba
leads-timeline = Kiedy kupią
leads-promising = Obiecujący
leads-timeline-now = W ciągu miesiąca
leads-timeline-quarter = W ciągu kwartału
leads-timeline-half-year = W ciągu pół roku
leads-timeline-later = Później

## Temperature
leads-temperature-hot = Gorący
leads-temperature-warm = Ciepły
leads-temperature-cold = Zimny

## Statuses
leads-status-new = Nowy
leads-status-contacted = Nawiązano kontakt
leads-status-in-work = W toku
leads-status-nurture = Do pielęgnacji
leads-status-converted = Skonwertowany
leads-status-junk = Odrzucony

## Reasons of junk
leads-junk-spam = Spam
leads-junk-duplicate = Duplikat
leads-junk-mistake = Pomyłka
leads-junk-not-target = Poza grupą docelową
leads-junk-bad-contact = Błędne dane
leads-junk-job-seeker = Szuka pracy
