### Strona, od której zaczyna się dzień.

day-title = Mój dzień
day-greeting = Dzień dobry, { $name }
day-overdue = Po terminie
day-today = Jeszcze dziś
day-unplanned = Szanse bez planu
day-new-leads = Nowe leady
day-agenda = Moje aktywności
day-nothing = Na dziś nic nie zostało
day-stages = Moje szanse
day-all-planned = Każda szansa ma zaplanowane działanie
day-no-deals = Nie masz otwartych szans
day-no-leads = Brak nowych leadów
day-any-time = w ciągu dnia
