### Activities: what is planned with a client, and what was done.

activities-new = Nowa aktywność
activities-type = Typ
activities-subject = Temat
activities-due = Termin
activities-due-is-day = O dowolnej porze dnia
activities-about = Dotyczy
activities-status = Status
activities-is-open = Jeszcze do zrobienia
activities-result = Co z tego wyszło
activities-done-at = Zakończono
activities-priority = Priorytet
activities-duration = Minut
activities-direction = Kierunek
activities-section-with = Z kim

## Views
activities-view-planned = Zaplanowane
activities-view-overdue = Zaległe
activities-view-today = Dziś
activities-view-done = Zakończone

## Types
activities-type-call = Telefon
activities-type-email = E-mail
activities-type-meeting = Spotkanie
activities-type-visit = Wizyta
activities-type-task = Zadanie
activities-type-message = Wiadomość

## Statuses
activities-status-planned = Zaplanowane
activities-status-done = Zrobione
activities-status-missed = Nie odbyło się

activities-direction-in = Przychodzące
activities-direction-out = Wychodzące
activities-priority-low = Niski
activities-priority-normal = Zwykły
activities-priority-high = Wysoki
