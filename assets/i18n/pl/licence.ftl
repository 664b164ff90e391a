### Licencja: co z nią nie tak — w terminalu i na jej stronie.

## Dlaczego tekst nie jest licencją dla tej firmy
licence-empty = Wklej kod licencji albo wybierz jej plik
licence-too-long = Jak na licencję to za długie; wybierz plik przysłany przez dostawcę
licence-not-one = To nie jest licencja Korob; skopiuj cały kod, od pierwszego znaku do ostatniego
licence-cut-off = Brakuje części licencji; skopiuj całą, od BEGIN do END
licence-damaged = Licencja nie jest taka, jaką podpisał dostawca: część zginęła albo zmieniła się po drodze; poproś o przysłanie jej jeszcze raz
licence-unknown-key = Licencję podpisano kluczem, którego ta wersja nie zna ({ $key }): pochodzi od innego dostawcy albo jest dla nowszej wersji
licence-unknown-edition = Licencja jest na edycję, której ta wersja nie zna ({ $edition })
licence-other-office = Licencję wystawiono dla innego biura; poproś dostawcę o licencję z numerem tego biura, który jest w zamówieniu
licence-from-future = Licencję wystawiono { $issued }, a tu jest { $today }; ustaw zegar tego komputera
licence-older = Obowiązująca licencja ({ $installed }) jest nowsza, dłuższa albo ma więcej miejsc; potwierdź, że mimo to ma zostać zastąpiona
licence-too-short = Licencja obejmuje wersje wydane do { $until }, a to jest Korob { $version } z { $released }; odnów ją na dłużej
licence-unreadable = nie da się odczytać license.key: { $detail }

## Zbyt nowy program
licence-needs-renewal = Korob { $version } wydano { $released }; licencja { $firm } obejmuje wersje wydane do { $until }. Niczego nie zmieniono.
licence-renew-how = Odnów ją (korob license request, potem korob license renew)
licence-go-back = albo zainstaluj znów Korob { $version }: działa bezterminowo.
licence-go-back-unnamed = albo zainstaluj znów wersję wydaną do { $until }: działa bezterminowo.
licence-never-asks = Eksport, kopie zapasowe i odtwarzanie działają bez odnawiania.

## W terminalu
licence-none =
    { $count ->
        [one] Nie ma licencji i nie jest potrzebna: pełny produkt działa bezterminowo dla { $count } osoby.
        [few] Nie ma licencji i nie jest potrzebna: pełny produkt działa bezterminowo, do { $count } osób.
       *[many] Nie ma licencji i nie jest potrzebna: pełny produkt działa bezterminowo, do { $count } osób.
    }
licence-unusable = license.key nie nadaje się do użytku, biuro działa jak bez licencji: { $why }
licence-of = Licencja { $id }, { $firm }, edycja { $edition }, wystawiona { $issued }
licence-covers = Obejmuje wersje wydane do { $until }. Ta wersja działa bezterminowo.
licence-seats-used = Zajęte miejsca: { $used } z { $seats }
licence-renewed = Licencja { $id } obowiązuje: miejsc { $seats }, aktualizacje do { $until }.
licence-cannot-find = { $path }: nie ma takiego pliku i nie jest to kod
licence-key-written = { $path }: klucz prywatny; kto go ma, może wystawiać licencje
licence-key-line = Wiersz do packaging/license.pub:
licence-key-exists = { $path } już istnieje; klucza prywatnego nigdy się nie nadpisuje
licence-key-unreadable = w { $path } nie ma klucza prywatnego, jaki zapisuje `korob license keygen`
licence-cannot-issue = takiej licencji nie można wystawić: { $why }

## Strona
licence-title = Licencja
licence-state = Co obowiązuje
licence-firm = Firma
licence-id = Numer
licence-edition = Edycja
licence-edition-office = Pełny produkt
licence-seats = Miejsca
licence-seats-of = { $used } z { $seats }
licence-issued = Wystawiona
licence-updates-until = Aktualizacje do
licence-for = Dla kogo
licence-for-this = To biuro
licence-for-any = Każde biuro firmy
licence-good = Licencja obowiązuje; ta wersja działa z nią bezterminowo.
licence-ends =
    { $count ->
        [0] Aktualizacje kończą się dziś, { $until }. Ta wersja działa bezterminowo; nowsze poproszą o odnowienie.
        [one] Aktualizacje kończą się { $until }, za { $count } dzień. Ta wersja działa bezterminowo; nowsze poproszą o odnowienie.
        [few] Aktualizacje kończą się { $until }, za { $count } dni. Ta wersja działa bezterminowo; nowsze poproszą o odnowienie.
       *[many] Aktualizacje kończą się { $until }, za { $count } dni. Ta wersja działa bezterminowo; nowsze poproszą o odnowienie.
    }
licence-ended = Aktualizacje skończyły się { $until }. Ta wersja działa bezterminowo; nowsze proszą o odnowienie.
licence-over-seats = Aktywnych osób jest więcej niż miejsc ({ $used } z { $seats }). Nikt nie traci dostępu; nową osobę można dodać, gdy zwolni się miejsce.
licence-what-ends = Co i kiedy się kończy
licence-never-ends = Ta wersja ze wszystkim, co w niej jest, i ze wszystkimi miejscami: nigdy.
licence-updates-end = Wersje wydane po { $until }: zanim czegokolwiek dotkną, poproszą o odnowienie i powiedzą, jak wrócić.
licence-data-never-ends = Odczyt, eksport, kopie zapasowe i odtwarzanie: nigdy, cokolwiek stanie się z licencją.
licence-renew = Odnowienie
licence-code = Kod licencji
licence-code-hint = Tak jak przysłał go dostawca, z wierszami BEGIN i END albo bez nich
licence-file = Albo jej plik
licence-replace = Wprowadź, choć obecna jest nowsza, dłuższa albo ma więcej miejsc
licence-put-in-force = Wprowadź
licence-request = Zamówienie licencji
licence-request-hint = Wyślij ten tekst dostawcy. Nie ma w nim nic o ludziach ani klientach.
licence-copy = Kopiuj
licence-copied = Skopiowano
licence-notice-more = Licencja
licence-notice-close = Zamknij do następnego przypomnienia
