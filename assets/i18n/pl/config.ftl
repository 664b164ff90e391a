### Dlaczego serwer nie uruchamia się z tymi ustawieniami. Po jednym wierszu, do terminala.

config-good = Wszystkie ustawienia są poprawne.
config-good-without-file = Wszystkie ustawienia są poprawne; pliku { $path } nie ma.
# Przed dwukropkiem: gdzie stoi złe ustawienie.
config-line = { $path }, wiersz { $line }
config-not-an-address = „{ $text }” nie jest adresem z portem, takim jak 127.0.0.1:8090 lub [::]:8090
config-not-one-of = nie może być „{ $text }”; wybierz jedno z: { $choice }
config-not-a-network = „{ $text }” nie jest adresem ani siecią, na przykład 192.168.1.2 lub 10.0.0.0/8
config-not-yes-or-no = „{ $text }” to ani yes (true), ani no (false)
config-not-whole = „{ $text }” nie jest liczbą całkowitą od 1 do { $most }
config-not-an-ending = „{ $text }” nie jest rozszerzeniem pliku, takim jak exe
config-not-a-host = „{ $text }” nie jest nazwą serwera; napisz ją bez http:// i portu, na przykład crm.example.com
config-not-a-url = „{ $text }” nie jest adresem bez ścieżki, takim jak https://crm.example.com lub http://crm:8080
config-not-a-filter = „{ $text }” nie jest poziomem (error, warn, info, debug, trace) ani filtrem: { $detail }
config-in-the-clear = bez TLS hasła szłyby otwartym tekstem przez { $listen }; ustaw tls = "auto", podaj certyfikat przez tls = "files" albo ustaw allow_plain_http = true, jeśli sieć jest chroniona inaczej
config-needs-file = "files" wymaga też { $name } (--{ $flag }), nazwy pliku PEM
config-unknown = nie ma takiego ustawienia; są { $names }
config-must-be-answer = musi być true lub false, bez cudzysłowów
config-must-be-texts = musi być listą tekstów w cudzysłowach
config-must-be-number = musi być liczbą całkowitą, bez cudzysłowów
config-must-be-text = musi być tekstem w cudzysłowach
config-not-toml = to nie jest TOML: { $message }
