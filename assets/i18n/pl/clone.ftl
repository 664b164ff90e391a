### Kopie biura do prób.

clone-not-empty = { $path } już istnieje i nie jest pustym folderem; podaj nowy w --to
clone-within-itself = { $path } leży wewnątrz { $folder }, którego ma być kopią; podaj w --to folder w innym miejscu
clone-missing-file = pliku { $hash } nie ma na dysku albo jest uszkodzony, nie ma go w kopii
clone-made = { $path }: kopia biura
clone-serve = `korob serve --data { $path }` udostępni ją temu komputerowi.
clone-notice = To kopia do prób, zrobiona { $at } z { $from }. Nic z tego, co tu zrobisz, nie trafi do biura.
clone-notice-brief = To kopia do prób, zrobiona { $at }. Nic z tego, co tu zrobisz, nie trafi do biura.
clone-notice-masked = To kopia do prób, zrobiona { $at }, ze zmyślonymi nazwiskami, numerami i tekstami. Nic z tego, co tu zrobisz, nie trafi do biura.
clone-login = Zaloguj się jako { $email } hasłem { $password }; pozostałym nadaj hasła w Ustawieniach, Użytkownicy.
