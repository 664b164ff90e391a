### Logowanie, ludzie, urządzenia, tokeny.

## Logowanie

access-login = Zaloguj się
access-login-office = { $office }, serwer firmy
access-email = E-mail
access-password = Hasło
access-show-password = Pokaż hasło
access-keep = Nie wylogowuj mnie na tym komputerze
access-language = Język
access-data-stays = Dane zostają w tej firmie
access-forgot = Nie pamiętasz? Administrator ({ $name }) pomoże ustawić nowe.
access-login-wrong =
    { $count ->
        [one] E-mail i hasło nie pasują. Została { $count } próba, potem { $minutes } min przerwy.
        [few] E-mail i hasło nie pasują. Zostały { $count } próby, potem { $minutes } min przerwy.
       *[many] E-mail i hasło nie pasują. Zostało { $count } prób, potem { $minutes } min przerwy.
    }
access-login-last = E-mail i hasło nie pasują. Następna próba będzie możliwa za { $minutes } min.
access-login-paused =
    { $count ->
        [one] Za dużo prób. Następna będzie możliwa za { $count } minutę.
        [few] Za dużo prób. Następna będzie możliwa za { $count } minuty.
       *[many] Za dużo prób. Następna będzie możliwa za { $count } minut.
    }
access-logout = Wyloguj się

## Hasło z linku

access-welcome = Witaj w Korob
access-welcome-text = { $name }, wybierz hasło. Odtąd logujesz się nim i adresem { $email }.
access-new-password = Nowe hasło
access-password-hint = Co najmniej 8 znaków. Kilka słów łatwiej zapamiętać i trudniej odgadnąć
access-password-save = Zapisz i zaloguj się
access-link-dead = Ten link już nie działa
access-link-dead-text = Został użyty albo stracił ważność. Poproś administratora o nowy.
access-to-login = Na stronę logowania

## Ludzie

access-users = Użytkownicy
access-users-active =
    { $count ->
        [one] { $count } aktywny
        [few] { $count } aktywnych
       *[many] { $count } aktywnych
    }
access-user-add = Dodaj użytkownika
access-user-name = Imię i nazwisko
access-user-role = Rola
access-user-seen = Ostatnio
access-user-state = Stan
access-user-you = to ty
access-user-active = Aktywny
access-user-invited = Zaproszony
access-user-disabled = Wyłączony
access-user-never = Jeszcze nie
access-role-admin-text = Widzi wszystkie rekordy, zarządza użytkownikami i ustawieniami
access-role-head-text = Widzi wszystkie rekordy
access-role-staff-text = Widzi rekordy, za które odpowiada
access-first-password = Pierwsze hasło
access-first-password-hint = Puste: dostaniesz link, z którego użytkownik sam ustawi hasło
access-user-create = Dodaj
access-user-link = Link dla użytkownika { $name }
access-user-link-text = Przekaż go osobiście: hasło ustawi ten, kto otworzy go pierwszy. Działa do { $until } i widać go tylko teraz.
access-user-link-new = Nowy link do wyboru hasła
access-user-link-new-text = Gdy hasło zapomniano albo zaproszenie zginęło. Obecne hasło działa, póki nikt nie użyje linku.
access-user-back = Do użytkowników
access-user-disable = Wyłącz
access-user-disable-text = Od razu kończy sesje i tokeny użytkownika. Rekordy i historia zostają.
access-user-enable = Przywróć dostęp
access-user-enable-text = Użytkownik zaloguje się dotychczasowym hasłem.
access-user-handover = Przekaż rekordy
access-user-handover-text =
    { $count ->
        [one] { $name } odpowiada za { $count } rekord.
        [few] { $name } odpowiada za { $count } rekordy.
       *[many] { $name } odpowiada za { $count } rekordów.
    }
access-user-handover-to = Nowy odpowiedzialny
access-user-handover-done =
    { $count ->
        [one] Przekazano { $count } rekord
        [few] Przekazano { $count } rekordy
       *[many] Przekazano { $count } rekordów
    }
access-user-handover-none = { $name } nie odpowiada za żaden rekord.
access-user-changed = Ktoś zmienił tego użytkownika w międzyczasie. To są obecne wartości: powtórz zmianę.
access-user-sessions-end = Zakończ wszystkie sesje
access-confirm-password = Twoje hasło
access-confirm-password-hint = Potrzebne do zmiany adresu lub roli

## O sobie

access-profile = Profil
access-profile-you = Ty
access-profile-look = Wygląd
access-zone = Strefa czasowa
access-theme = Kolory
access-theme-auto = Jak w komputerze
access-theme-light = Jasne
access-theme-dark = Ciemne
access-density = Wiersze
access-density-compact = Gęste
access-density-normal = Zwykłe
access-density-roomy = Luźne
access-keys = Skróty jednoliterowe
access-keys-hint = J i K przechodzą po liście, N tworzy, ? pokazuje wszystkie klawisze
access-password-change = Zmień hasło
access-password-old = Obecne hasło
access-password-changed = Hasło zmienione. Inne urządzenia wylogowano, tokeny API zakończono.
access-password-warning = Wylogowuje na wszystkich innych urządzeniach i kończy twoje tokeny API.
access-devices = Urządzenia
access-device-this = To urządzenie
access-device-seen = Ostatnio: { $when }
access-device-since = zalogowano: { $when }
access-device-end = Zakończ sesję
access-devices-end = Zakończ wszystkie inne sesje
access-device-unknown = Nieznana przeglądarka
access-tokens = Tokeny API
access-tokens-text = Program z tokenem może to samo co ty. Każdemu programowi daj osobny.
access-tokens-none = Nie ma jeszcze tokenów
access-token-name = Do czego służy
access-token-name-hint = Nazwa programu
access-token-expires = Ważny do
access-token-forever = bezterminowo
access-token-create = Utwórz token
access-token-created = Token widać tylko teraz. Skopiuj go do programu.
access-token-revoke = Zakończ
access-token-revoked = Zakończony: { $when }
access-token-expired = Wygasł: { $when }
access-token-used = Użyty: { $when }
access-token-unused = Jeszcze nie użyty
access-token-until = ważny do { $when }
access-token-password-hint = Żeby nikt nie utworzył tokenu pod twoją nieobecność
access-user-is-disabled = To konto jest wyłączone: najpierw przywróć dostęp
