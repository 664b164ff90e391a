### Dlaczego polecenie nie zostało wykonane: co, dlaczego, co zrobić. Po jednym wierszu, do terminala.

cli-no-such-user = nikt tu nie ma adresu { $email }; wszystkich pokaże `korob user list`
cli-disabled = { $email } nie może się już logować, więc nic się w tym imieniu nie dzieje; przywróć dostęp przez `korob user enable` albo podaj kogoś innego w --as
cli-no-such-token = nie ma ważnego tokenu { $id }; wszystkie pokaże `korob token list`
cli-bad-expiry = --expires { $given }: podaj przyszły dzień (2027-01-31) albo liczbę dni (90d)
cli-not-set-up = firma nie jest jeszcze założona: otwórz link, który wypisuje `korob serve`, albo zacznij od `korob user add --role admin`
cli-first-is-admin = firma nie jest jeszcze założona: pierwszy użytkownik to administrator; podaj --role admin
cli-holds-records = w firmie są już rekordy, a zmyślone pomieszają się z nimi; jeśli tak ma być, dodaj --yes
cli-no-column = żadna kolumna pliku nie trafia do pola ({ $titles }); podaj w --map, dokąd co trafia
cli-begun = firma jest już założona: --firm, --country, --currency i --zone są tylko dla nowej; pomiń je
cli-forbidden = ta rola na to nie pozwala; podaj administratora w --as
cli-again = Spróbuj ponownie za kilka sekund.
cli-disk-full = Zwolnij miejsce i spróbuj ponownie.
cli-no-office = w { $path } nie ma firmy: wskaż jej folder w --data albo załóż nową przez `korob serve` lub `korob user add`
cli-not-yours = nie masz prawa zajrzeć do { $path }: wykonaj polecenie przez sudo albo jako użytkownik, do którego należy folder

## Co polecenia mówią o tym, co zrobiły
cli-user-added = Dodano { $email } ({ $role }).
cli-password-set = { $email } ma nowe hasło; wcześniejsze sesje, tokeny i linki wygasły.
cli-password-prompt = Hasło:
cli-password-missing = --password-stdin: na wejściu nie ma hasła
cli-password-link = Tutaj, jednorazowo, wybiera się hasło:
cli-user-disabled = { $email } nie może się już logować.
cli-user-enabled = { $email } może się znów logować.
cli-state-active = aktywny
cli-state-invited = zaproszony
cli-state-disabled = wyłączony
cli-token-revoked = Token { $id } nikogo już nie wpuszcza.
cli-token-revoked-at = unieważniony { $at }
cli-token-until = do { $at }
cli-token-for-ever = bezterminowo
cli-seeded = Utworzono: firm { $companies }, kontaktów { $contacts }, leadów { $leads }, szans { $deals }, aktywności { $activities }.
cli-no-kind = nie ma takich rekordów: { $plural }; wybierz { $choice }
cli-no-format = { $plural } nie zapisuje się w { $format }; wybierz { $choice }
cli-no-file = { $path } to nie plik; podaj plik do importu
cli-cannot-read = nie da się odczytać { $path }: { $cause }
cli-too-long = { $path } jest za długi jak na to, czym ma być; podaj inny plik
cli-no-text = { $path } nie jest tekstem w UTF-8
cli-cannot-write = nie da się zapisać { $path }: { $cause }
cli-bad-map = { $path } to nie obiekt JSON z nagłówków i pól: { $cause }
cli-own-database = { $path } to baza tej firmy; podaj plik z innego programu
cli-migration-applied = wykonany
cli-migration-due = czeka
cli-database-none = Bazy jeszcze nie ma: utworzy ją pierwsze uruchomienie.
cli-database-newer = Baza ma schemat { $found } z nowszej wersji Korob; ta zna { $known }.
cli-database-up-to-date = Baza jest aktualna.
cli-database-due = Następne uruchomienie serwera zaktualizuje bazę.
cli-exported =
    { $count ->
        [one] { $path }: { $count } rekord, { $size }
        [few] { $path }: { $count } rekordy, { $size }
        [many] { $path }: { $count } rekordów, { $size }
       *[other] { $path }: { $count } rekordów, { $size }
    }
cli-too-many = na tym serwerze działa naraz zbyt wiele poleceń; poczekaj, aż któreś się skończy
cli-not-understood = serwer nie rozumie polecenia ({ $detail })
cli-other-version = na tym folderze działa serwer Korob { $server }, a polecenie pochodzi z Korob { $command }; uruchom serwer ponownie
cli-server-stopped = serwer zatrzymał się, zanim skończył polecenie; sprawdź, co jest zrobione, i powtórz je
cli-out-full = Dysk z { $path } jest pełny
cli-answers = Serwer odpowiada.
cli-no-answer = żaden serwer nie odpowiada: { $cause }
cli-no-server = żaden serwer nie odpowiada: na { $path } żaden nie działa; uruchamia go `korob serve`

## Co jest nie tak ze słowami polecenia
cli-usage-no-command = nie ma takiego polecenia: { $given }
cli-usage-needs-command = po { $command } potrzebne jest jedno z: { $choice }
cli-usage-unknown = nieznany argument: { $argument }
cli-usage-missing = brakuje: { $arguments }
cli-usage-no-value = po { $argument } potrzebna jest wartość
cli-usage-takes-none = { $argument } nie przyjmuje wartości
cli-usage-bad-value = { $argument } nie może być „{ $given }”: { $why }
cli-usage-choose = wybierz jedno z: { $choice }
cli-usage-day = podaj datę w postaci 2027-12-31
cli-usage-number = podaj liczbę całkowitą, nie mniejszą od zera i nie za dużą
cli-usage-twice = { $argument } podano więcej niż raz
cli-usage-conflict = { $argument } nie można podać razem z { $other }
cli-usage-not-unicode = jeden z argumentów nie jest tekstem w UTF-8
cli-usage-similar = może chodziło o { $similar }
cli-usage-help = zobacz { $command } --help
