### Strona o API.

api-title = API dla programów
api-note = JSON przez HTTP, wersja 1
api-token = Utwórz token
api-token-text = Program działa w imieniu osoby, której token przysyła, i może tyle, ile ta osoba. Token tworzy się w profilu, dla każdego programu osobny. Jest pokazywany tylko raz.
api-token-link = Tokeny w profilu
api-token-cli = Na maszynie z serwerem administrator tworzy token dla dowolnej osoby:
api-try = Wypróbuj
api-try-text = Lista „{ $many }”, najnowsze na górze, oraz nowy rekord, który nie powstanie dwa razy, choćby wysłać go dwa razy:
api-kinds = Co jest dostępne
api-kinds-text = Każda lista przyjmuje q, filter, sort, fields, limit i after. Jeśli lista się nie skończyła, odpowiedź podaje następną stronę.
api-kinds-list = Lista i tworzenie
api-kinds-one = Odczyt, zmiana i usuwanie
api-users-text = Kim są użytkownicy, których numery stoją w rekordach; tylko odczyt.
api-options-text = Wartości pola wyboru; tylko odczyt.
api-rules = Warto wiedzieć
api-rules-strict = Nieznane pole, pole tylko do odczytu lub zły typ to odmowa ze ścieżką pola; nic nie zostaje zapisane.
api-rules-version = ETag to wersja rekordu. Z If-Match zmiana przejdzie tylko wtedy, gdy nikt w międzyczasie nie zmienił rekordu.
api-rules-again = Z Idempotency-Key tworzenie powtórzone w ciągu doby dostaje odpowiedź z pierwszego razu.
api-rules-errors = Każda odmowa to „problem” według RFC 9457 z kodem dla programów.
api-description = Opis dla narzędzi (OpenAPI 3.1)
api-about = Jak używać tokenów
api-files-of = Pliki rekordu
api-files-one = Jeden plik
