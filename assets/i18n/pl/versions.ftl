### Which version it is, what is kept of those before, what changed: /settings/versions.

versions-title = Wersje
versions-this = Ta wersja
versions-released = Wydana
versions-unreleased = Niewydane
versions-own-build = nie: to własna kompilacja
versions-schema = Schemat bazy danych
versions-past = Jakie wersje działały
versions-past-none = Jeszcze nic nie zapisano.
versions-past-one = Korob { $version }, schemat { $schema }: od { $at }
versions-changes = Co się zmieniło
versions-changes-all = W całości, po angielsku

## What was replaced
versions-kept = Odłożone
versions-kept-none = Nic. Przywrócenie i aktualizacja odkładają to, co zastępują, żeby można było wrócić.
versions-kept-text = To, co zastąpiły przywrócenie lub aktualizacja. Dopóki coś jest odłożone, na dysku zostają też pliki, których nikt już nie potrzebuje.
versions-before-restore = Sprzed przywrócenia
versions-before-upgrade = Sprzed aktualizacji
versions-before-something = Odłożone przez kogoś
versions-how-back = Jak wrócić
versions-first-stop = Tego, co zrobiono od tamtej pory, po powrocie nie będzie; zostanie odłożone na bok. Zatrzymaj serwer, potem na jego maszynie:
versions-then-start = Potem znów uruchom serwer.
versions-then-start-version = Potem uruchom Korob { $version }: nowsza wersja zaktualizowałaby bazę ponownie.
versions-remove = Usuń
versions-remove-text = { $name } zostanie usunięte na zawsze: nie da się tego cofnąć ani już do tego wrócić.
versions-remove-now = Usuń na zawsze
versions-removed = Usunięto

## What each version brought
versions-news-records = Leady, szanse, kontakty, firmy i aktywności: z historią każdego rekordu, komentarzami i plikami.
versions-news-board = Listy z filtrami i własnymi widokami; tablice leadów i szans, na których karty przesuwa się myszą, palcem lub klawiszami.
versions-news-day = „Mój dzień”: co zaległe, co na dziś i w których szansach nic nie zaplanowano. Korob rozumie zdania takie jak „zadzwoń jutro o 11:30”.
versions-news-search = Wyszukiwanie z każdej strony (Ctrl K): części nazw, cyfry telefonów, e-mail, NIP, polecenia.
versions-news-import = Import z innych systemów CRM z wykrywaniem duplikatów i próbą; eksport dowolnej listy.
versions-news-undo = Cofanie każdego kroku przez 30 dni, także importów i zmian wielu rekordów.
versions-news-backups = Kopia zapasowa co noc, sprawdzana próbnym przywróceniem; można z niej przywrócić pojedyncze rekordy.
versions-news-health = Strony dla administratorów: stan, prace w tle, wersje, kopie zapasowe, licencja, połączenie.
versions-news-network = HTTPS w sieci biura bez pomocy z zewnątrz.
versions-news-programs = JSON API z tokenami dla programów; polecenia do pracy administratora.
