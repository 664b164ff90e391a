### What happened to a record, and what colleagues say about it.

timeline-new = Nowy komentarz
timeline-text = Tekst
timeline-write = Napisz komentarz. Przez @ wspomnisz kogoś z zespołu
timeline-people = Kogo wspomnieć
timeline-comment = Komentarz
timeline-commented = Dodano komentarz
timeline-comment-deleted = Usunięto komentarz
timeline-edit-comment = Edytuj komentarz
timeline-delete-comment = Usuń komentarz
timeline-edited = edytowany
timeline-does-not-see = nie widzi tego rekordu
timeline-unseen = Tego rekordu nie widzi: { $names }. Jeśli trzeba, ustaw tę osobę jako odpowiedzialną lub obserwatora
timeline-backup-of = Kopia z
timeline-erased = wartości wymazano
timeline-hidden = ukryty rekord
timeline-now = teraz
timeline-added = dodano { $names }
timeline-removed = usunięto { $names }
timeline-touched = zmieniono rodzaj lub kolejność
timeline-via-api = API
timeline-via-cli = wiersz poleceń
timeline-via-import = import
timeline-folded =
    { $count ->
        [one] { $count } zdarzenie systemowe
        [few] { $count } zdarzenia systemowe
        [many] { $count } zdarzeń systemowych
       *[other] { $count } zdarzeń systemowych
    }
timeline-feed = Co pokazać na osi czasu
timeline-feed-all = Wszystko
timeline-feed-comments = Komentarze
timeline-feed-changes = Zmiany
timeline-feed-empty = Jeszcze nic takiego nie było
