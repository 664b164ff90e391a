### The frame around every page.

app-menu = Menu główne
app-menu-phone = Menu na dole
app-skip = Przejdź do treści
app-clients = Klienci
app-search = Szukaj klientów, telefonów, adresów
app-search-results = Znalezione
app-create-what = Co utworzyć
app-messages = Komunikaty
app-failed = Nie wykonano: serwer nie odpowiada
app-palette = Wyszukiwanie i polecenia
app-palette-choose = otwórz
app-palette-tab = w nowej karcie
app-palette-commands = tylko polecenia
