### Страница, с которой начинается день.

day-title = Мой день
day-greeting = Добрый день, { $name }
day-overdue = Просрочено
day-today = Ещё сегодня
day-unplanned = Сделки без дел
day-new-leads = Новые лиды
day-agenda = Мои дела
day-nothing = На сегодня всё сделано
day-stages = Мои сделки
day-all-planned = У каждой сделки есть следующее дело
day-no-deals = У вас нет открытых сделок
day-no-leads = Новых лидов нет
day-any-time = в течение дня
