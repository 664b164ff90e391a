### What undo says.

undo-already = To już cofnięto
undo-running = To jeszcze trwa: poczekaj na koniec albo zatrzymaj
undo-too-old = Cofnąć można tylko to, co zrobiono w ostatnich 30 dniach
undo-final-people = Kont i uprawnień nie da się cofnąć: zmień je na stronie „Użytkownicy”
undo-final-tokens = Tokenów nie da się cofnąć: utwórz lub unieważnij token w profilu
undo-final-licence = Zmiany licencji nie da się cofnąć: wprowadź poprzednią licencję na stronie „Licencja”
