### Listy: warunki, widoki, wiele rekordów naraz, tablice.

lists-search = Szukaj na tej liście
lists-add-condition = Warunek
lists-find-column = Znajdź kolumnę
lists-density = Gęstość
lists-density-compact = Gęsto
lists-density-normal = Zwykle
lists-density-roomy = Luźno
lists-view-settings = Ustawienia widoku
lists-view-default = Otwieraj listę z tym widokiem
lists-view-left = Przesuń w lewo
lists-view-right = Przesuń w prawo
lists-view-deleted = Widok usunięty
lists-save-as-view = Zapisz jako widok
lists-all-but = Wszystkie oprócz tych
lists-is-exactly = Jest równe
lists-is-not = Nie jest równe
lists-sum-from = Od, { $currency }
lists-sum-to = Do, { $currency }
lists-and-more =
    { $count ->
        [one] jeszcze { $count }
        [few] jeszcze { $count }
        [many] jeszcze { $count }
       *[other] jeszcze { $count }
    }
lists-none-of =
    { $count ->
        [one] Nic nie pasuje do { $count } warunku
        [few] Nic nie pasuje do tych { $count } warunków
        [many] Nic nie pasuje do tych { $count } warunków
       *[other] Nic nie pasuje do tych { $count } warunku
    }
lists-without = { $number } bez warunku „{ $condition }”
lists-drop-search = Szukaj bez tych słów
lists-exactly =
    { $count ->
        [one] { $count } rekord
        [few] { $count } rekordy
        [many] { $count } rekordów
       *[other] { $count } rekordu
    }
lists-cut =
    { $count ->
        [one] Wyszukiwanie pokazuje { $count } najnowszy ze znalezionych rekordów. Doprecyzuj je, aby zobaczyć inne
        [few] Wyszukiwanie pokazuje { $count } najnowsze ze znalezionych rekordów. Doprecyzuj je, aby zobaczyć inne
        [many] Wyszukiwanie pokazuje { $count } najnowszych ze znalezionych rekordów. Doprecyzuj je, aby zobaczyć inne
       *[other] Wyszukiwanie pokazuje { $count } najnowszego ze znalezionych rekordów. Doprecyzuj je, aby zobaczyć inne
    }
lists-gone = Ten rekord usunięto albo nie jest już dla ciebie widoczny
lists-ask-both = Policz wszystko i sumę
lists-ask-count = Policz wszystkie
lists-ask-sum = Policz sumę
lists-bulk-change = Zmień
lists-bulk-value = Co dostaną rekordy
lists-bulk-choose = Wybierz
lists-bulk-tags = Etykiety zaznaczonych
lists-bulk-untag = Odwrotnie: zdejmij te etykiety
lists-work-begun =
    { $count ->
        [one] W toku { $count } rekord
        [few] W toku { $count } rekordy
        [many] W toku { $count } rekordów
       *[other] W toku { $count } rekordu
    }
lists-work-progress = Gotowe { $done } z { $total }
lists-work-failed = Praca została przerwana. Co zrobiono, widać w historii
