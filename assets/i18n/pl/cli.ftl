### Dlaczego polecenie nie zostało wykonane: co, dlaczego, co zrobić. Po jednym wierszu, do terminala.

cli-no-such-user = nikt tu nie ma adresu { $email }; wszystkich pokaże `korob user list`
cli-disabled = { $email } nie może się już logować, więc nic się w tym imieniu nie dzieje; przywróć dostęp przez `korob user enable` albo podaj kogoś innego w --as
cli-no-such-token = nie ma ważnego tokenu { $id }; wszystkie pokaże `korob token list`
cli-bad-expiry = --expires { $given }: podaj przyszły dzień (2027-01-31) albo liczbę dni (90d)
cli-not-set-up = biuro nie jest jeszcze założone: otwórz link, który wypisuje `korob serve`, albo zacznij od `korob user add --role admin`
cli-first-is-admin = biuro nie jest jeszcze założone: pierwszy użytkownik to administrator; podaj --role admin
cli-holds-records = w biurze są już rekordy, a zmyślone pomieszają się z nimi; jeśli tak ma być, dodaj --yes
cli-forbidden = ta rola na to nie pozwala; podaj administratora w --as
cli-again = Spróbuj ponownie za kilka sekund.
cli-disk-full = Zwolnij miejsce i spróbuj ponownie.
cli-no-office = w { $path } nie ma biura: wskaż jego folder w --data albo załóż nowe przez `korob serve` lub `korob user add`
