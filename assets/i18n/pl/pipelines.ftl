### Lejki firmy i ich etapy.

pipelines-title = Lejki
pipelines-hint = Kolejność zmienia się przeciąganiem albo klawiszami Alt+↑ i Alt+↓. Nazwę pierwszego otwartego etapu oraz ostatnich etapów wygranej i przegranej można zmienić, ale usunąć ich się nie da.
pipelines-add = Dodaj lejek
pipelines-add-stage = Dodaj etap
pipelines-begins-with = Od razu ma trzy etapy: pierwszy, wygraną i przegraną.
pipelines-added = Dodano lejek
pipelines-stage-added = Dodano etap
pipelines-deleted = Usunięto lejek
pipelines-stage-deleted = Usunięto etap
pipelines-likely = { $percent }%
pipelines-norm = nie dłużej niż { $days } d
pipelines-unskippable = nie pomijać
pipelines-asks-for = wymaga: { $named }
pipelines-norm-days = Ile dni szansa może tu stać
pipelines-norm-hint = Potem powie o tym jej karta na tablicy.
pipelines-not-left-out = Idąc naprzód, szansa nie może pominąć tego etapu
pipelines-required = Pola do wypełnienia przed tym etapem
pipelines-delete-unused = Nie ma w nim szans. Jego etapy znikną razem z nim.
pipelines-in-use = W tym lejku są szanse, może w koszu: najpierw przenieś je do innego albo zarchiwizuj lejek
