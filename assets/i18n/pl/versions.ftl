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

## What was replaced
versions-kept = Odłożone
versions-kept-none = Nic. Przywrócenie i aktualizacja odkładają to, co zastępują, żeby można było wrócić.
versions-kept-text = To, co zastąpiły przywrócenie lub aktualizacja. Dopóki coś jest odłożone, na dysku zostają też pliki, których nikt już nie potrzebuje.
versions-before-restore = Sprzed przywrócenia
versions-before-upgrade = Sprzed aktualizacji
versions-before-something = Odłożone przez kogoś
versions-how-back = Jak wrócić
versions-first-stop = Wszystko, co zrobiono od tamtej pory, przy powrocie przepadnie: najpierw zrób kopię zapasową. Zatrzymaj serwer, potem na jego maszynie:
versions-then-start = Potem znów uruchom serwer.
versions-then-start-version = Potem uruchom Korob { $version }: nowsza wersja zaktualizowałaby bazę ponownie.
versions-remove = Usuń
versions-remove-text = { $name } zostanie usunięte na zawsze: nie da się tego cofnąć ani już do tego wrócić.
versions-remove-now = Usuń na zawsze
versions-removed = Usunięto
