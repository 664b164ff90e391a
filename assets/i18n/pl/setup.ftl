### Pierwsze uruchomienie: jedna osoba konfiguruje firmę.

setup-title = Konfiguracja Korob
setup-text = Kilka odpowiedzi i firma może zacząć. Wszystko da się zmienić później.
setup-office = Firma
setup-firm = Firma
setup-firm-hint = Jak w dokumentach
setup-lang = Język firmy
setup-country = Kraj
setup-currency = Waluta
setup-zone = Strefa czasowa
setup-admin = Ty, administrator
setup-name = Twoje imię i nazwisko
setup-demo = Zacznij z przykładowymi klientami i szansami
setup-demo-hint = Żeby najpierw się rozejrzeć. Można je od razu usunąć
setup-create = Utwórz firmę
setup-needed = Korob czeka na konfigurację
setup-needed-text = Otwórz jednorazowy link, który serwer wypisał przy starcie. Nie ma go? Uruchom serwer ponownie: wypisze nowy.
setup-needed-command = Bez przeglądarki:
setup-link-dead = Ten link już nie działa
setup-link-dead-text = Uruchom serwer ponownie: wypisze nowy.
setup-printed = Skonfiguruj firmę pod adresem { $url } (raz, w ciągu 24 godzin)
setup-over = Firma jest już skonfigurowana
