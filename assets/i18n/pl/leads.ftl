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

## Conversion
leads-convert = Skonwertuj
leads-conversion = Konwersja leada
leads-conversion-title = Konwersja: { $lead }
leads-conversion-text = Wybierz, czym stanie się lead. U istniejącego klienta zostaną uzupełnione tylko puste pola; całość można cofnąć.
leads-conversion-new = Utwórz: { $name }
leads-conversion-no-contact = Bez kontaktu
leads-conversion-no-company = Bez firmy
leads-conversion-no-deal = Bez szansy
leads-conversion-find = Znajdź innego klienta
leads-overtaken = Nie zapisano: w międzyczasie ktoś zmienił ten lead. Twój wybór pozostał: sprawdź go i naciśnij ponownie.
leads-known-client = { $name } ({ $why })
leads-same-phone = ten sam telefon
leads-same-email = ten sam e-mail
leads-same-tax-id = ten sam NIP
leads-same-name = ta sama nazwa
leads-deed-converted = konwersja

## Work and junk
leads-take = Weź do pracy
leads-status-changed = Zmieniono status
leads-junk = Odrzucony
leads-junk-do = Oznacz jako odrzucony
leads-junk-title = Odrzucony: { $lead }
leads-junk-note-hint = Powód „Inne” wymaga opisu
leads-show-all = Wszystkie
leads-converted-already = Ten lead jest już skonwertowany
leads-no-converted = Żaden status leadów nie oznacza konwersji: może go dodać administrator
leads-no-junk = Żaden status leadów nie oznacza odrzucenia: może go dodać administrator
leads-closed = Ten lead jest zamknięty: najpierw otwórz go ponownie

## Z leadami lub bez
leads-mode = Leady lub szanse
leads-mode-text = Firma z niewieloma klientami może obyć się bez leadów: każde zapytanie od razu staje się szansą. To, co przychodzi jako lead, jest wtedy konwertowane natychmiast.
leads-mode-choose-leads = Z leadami: zapytanie jest najpierw sprawdzane
leads-mode-choose-deals = Bez leadów: zapytanie od razu staje się szansą i kontaktem
leads-mode-pipeline = Lejek dla zapytań bez leadów
leads-mode-convert =
    { $count ->
        [one] Utwórz szansę z { $count } otwartego leada
        [few] Utwórz szanse z { $count } otwartych leadów
       *[many] Utwórz szanse z { $count } otwartych leadów
    }
leads-mode-preview = Co stanie się z otwartymi leadami
leads-mode-more = I jeszcze { $count }
leads-mode-with = Firma pracuje z leadami
leads-mode-without = Firma pracuje bez leadów
leads-mode-converted =
    { $count ->
        [one] { $count } lead stał się szansą
        [few] { $count } leady stały się szansami
       *[many] { $count } leadów stało się szansami
    }
leads-mode-refused =
    { $count ->
        [one] { $count } lead pozostał: najpierw trzeba coś uzupełnić
        [few] { $count } leady pozostały: najpierw trzeba coś uzupełnić
       *[many] { $count } leadów pozostało: najpierw trzeba coś uzupełnić
    }
