### How the box is: /settings/health. What was found is said in doctor.ftl.

health-title = Stan
health-look = Sprawdź dokładnie
health-being-looked = Trwa dokładne sprawdzanie bazy, wyszukiwania i plików. Można dalej pracować.
health-looked = Dokładne sprawdzenie: { $at }. To, co widać od razu, pokazano na tę chwilę.
health-only-glanced = Pokazano to, co widać od razu. Dokładne sprawdzenie czyta całą bazę oraz wyrywkowo wyszukiwanie i pliki.
health-is-well = Wszystko w porządku.
health-has-warnings =
    { $count ->
        [one] { $count } uwaga, niepilna.
        [few] { $count } uwagi, niepilne.
       *[many] { $count } uwag, niepilnych.
    }
health-is-bad =
    { $count ->
        [one] { $count } rzecz trzeba naprawić teraz.
        [few] { $count } rzeczy trzeba naprawić teraz.
       *[many] { $count } rzeczy trzeba naprawić teraz.
    }
health-to-do = Wymaga uwagi
health-good-count =
    { $count ->
        [one] { $count } pozycja w porządku
        [few] { $count } pozycje w porządku
       *[many] { $count } pozycji w porządku
    }
health-good = W porządku
health-warning = Niepilne
health-bad = Pilne
health-do = Co zrobić:
health-open = Otwórz
health-open-of = Otwórz: { $title }
health-mend-rights = Zostaw dostęp tylko właścicielowi

## At a glance
health-glance = W skrócie
health-version = Wersja
health-uptime = Działa
health-runs-since = od { $at } ({ $length })
health-database = Baza danych
health-log = Jej dziennik
health-files = Pliki
health-files-of =
    { $count ->
        [one] { $count } plik, { $size }
        [few] { $count } pliki, { $size }
       *[many] { $count } plików, { $size }
    }
health-disk = Dysk
health-proven = Ostatnia sprawdzona kopia
health-never = jeszcze nie ma
health-licence = Licencja
health-licence-until = aktualizacje do { $day }
health-certificate = Certyfikat
health-until = do { $at }
health-no-certificate = połączenia nie są szyfrowane
health-signed-in = Zalogowane
health-browsers =
    { $count ->
        [one] { $count } przeglądarka
        [few] { $count } przeglądarki
       *[many] { $count } przeglądarek
    }

## Support bundle
health-bundle = Dla tego, kto pomaga
health-bundle-text = Jeden plik z wersjami, rozmiarami, budową bazy i wynikami sprawdzenia: bez nazwisk, numerów, adresów i tekstów firmy. Przed wysłaniem można przeczytać, co w nim jest.
health-bundle-get = Pobierz plik dla wsparcia
