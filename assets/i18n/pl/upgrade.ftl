### Aktualizacje, w terminalu.

upgrade-none = Dane firmy są już w tej wersji; nie ma czego aktualizować.
upgrade-rehearsed =
    { $count ->
        [one] Aktualizacja na kopii się udała: { $count } krok. Niczego nie zmieniono; wykona ją `korob upgrade` albo następny start serwera.
        [few] Aktualizacja na kopii się udała: { $count } kroki. Niczego nie zmieniono; wykona ją `korob upgrade` albo następny start serwera.
        [many] Aktualizacja na kopii się udała: { $count } kroków. Niczego nie zmieniono; wykona ją `korob upgrade` albo następny start serwera.
       *[other] Aktualizacja na kopii się udała: { $count } kroku. Niczego nie zmieniono; wykona ją `korob upgrade` albo następny start serwera.
    }
upgrade-done =
    { $count ->
        [one] Zaktualizowano: { $count } krok.
        [few] Zaktualizowano: { $count } kroki.
        [many] Zaktualizowano: { $count } kroków.
       *[other] Zaktualizowano: { $count } kroku.
    }
upgrade-way-back = Baza taka, jaka była, jest zachowana w { $kept }. Aby wrócić, zatrzymaj serwer, przenieś z folderu danych w inne miejsce korob.db, korob.db-wal i korob.db-shm, połóż tam zachowaną korob.db i uruchom Korob { $version }.
