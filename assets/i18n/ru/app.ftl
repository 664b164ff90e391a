### The frame around every page.

app-menu = Главное меню
app-menu-phone = Нижнее меню
app-skip = К содержанию
app-clients = Клиенты
app-search = Поиск клиентов, телефонов, e-mail
app-search-results = Найдено
app-create-what = Что создать
app-messages = Сообщения
app-failed = Не выполнено: сервер не отвечает
app-palette = Поиск и команды
app-palette-choose = открыть
app-palette-tab = в новой вкладке
app-palette-commands = только команды
