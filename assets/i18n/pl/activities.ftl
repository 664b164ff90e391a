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
activities-duration = Czas trwania, min
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

## What comes next
activities-planned = Zaplanowane
activities-overdue-said = zaległe
activities-comes-next = Co dalej
activities-nothing-planned = Nic nie zaplanowano
activities-no-date = Bez terminu
activities-show-all = Pokaż wszystkie
activities-all-done = Wszystkie zakończone: { $number }
activities-done-label = Zrobione: { $name }
activities-plan = Zaplanuj
activities-planned-said = Zaplanowano
activities-say-task = Co zrobić? Na przykład: zadzwonić jutro o 11:30
activities-say-call = O czym i kiedy? jutro o 11:30, dostawa
activities-say-meeting = Po co i kiedy? w piątek o 15:00, umowa
activities-say-email = Co napisać i do kiedy?
activities-say-visit = Dokąd i kiedy? 25.12 o 9:00
activities-is-past = Ten czas już minął

## Completing
activities-complete = Zrobione
activities-completion = Zakończenie aktywności
activities-next-type = Co dalej?
activities-next = Kiedy i co
activities-next-hint = Słowami: jutro o 11:30. Puste: nic nie planuj
activities-completed = Zrobione
activities-closed = Ta aktywność nie jest już zaplanowana
activities-no-done = Żaden status aktywności nie oznacza „zrobione”: może go dodać administrator
activities-reopen = Otwórz ponownie
activities-reopened = Znowu zaplanowane

## Putting off
activities-postpone = Przełóż
activities-postponed = Przełożono
activities-until = Na kiedy?
activities-until-hint = Słowami: w piątek o 15:00, za tydzień
activities-in-an-hour = Za godzinę
activities-on-monday = W poniedziałek
activities-in-a-week = Za tydzień
activities-another-time = Inny termin…
