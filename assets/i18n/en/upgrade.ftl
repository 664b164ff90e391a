### Upgrades, on a terminal.

upgrade-none = The office is of this version; there is nothing to upgrade.
upgrade-rehearsed =
    { $count ->
        [one] The upgrade went well on a copy: { $count } step. Nothing was changed; `korob upgrade` or the next start of the server does it.
       *[other] The upgrade went well on a copy: { $count } steps. Nothing was changed; `korob upgrade` or the next start of the server does it.
    }
upgrade-done =
    { $count ->
        [one] Upgraded: { $count } step.
       *[other] Upgraded: { $count } steps.
    }
upgrade-way-back = The database as it was is kept in { $kept }. To go back, stop the server, move korob.db, korob.db-wal and korob.db-shm out of the data folder, put the kept korob.db there and start Korob { $version }.
