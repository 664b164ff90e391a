### Taking back: what would be undone.

undoing-title = Cofnąć działanie?
undoing-what = { $name }, { $date }
undoing-would = Wróci do poprzedniego stanu
undoing-stays = Zostanie bez zmian, bo później to zmieniono
undoing-not-allowed = Zostanie bez zmian, bo nie możesz już tego zmieniać
undoing-taken = Zostanie bez zmian, bo używa tego coś innego
undoing-unruly = Zostanie bez zmian, bo inaczej we wpisie brakowałoby czegoś koniecznego albo byłoby coś, czego w firmie już nie ma
undoing-more =
    { $count ->
        [one] i jeszcze { $count } zmiana
        [few] i jeszcze { $count } zmiany
        [many] i jeszcze { $count } zmian
       *[other] i jeszcze { $count } zmian
    }
undoing-nothing = Nie ma czego cofnąć
undoing-done = Cofnięto: { $deed }
undoing-record = Rekord nr { $number }
undoing-whole = sam rekord
undoing-verb = Cofnij
undoing-leave = Zostaw
