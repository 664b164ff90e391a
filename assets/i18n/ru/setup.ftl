### Первый запуск: один человек настраивает офис.

setup-title = Настройка Korob
setup-text = Несколько ответов, и офис может начинать. Всё это можно поменять потом.
setup-office = Офис
setup-firm = Фирма
setup-firm-hint = Как в документах
setup-lang = Язык офиса
setup-country = Страна
setup-currency = Валюта
setup-zone = Часовой пояс
setup-admin = Вы, администратор
setup-name = Ваше имя
setup-demo = Начать с примерами клиентов и сделок
setup-demo-hint = Чтобы сначала осмотреться. Их можно удалить сразу
setup-create = Создать офис
setup-needed = Korob ждёт настройки
setup-needed-text = Откройте одноразовую ссылку, которую сервер показал при запуске. Не нашли? Запустите сервер снова: он покажет новую.
setup-needed-command = Без браузера:
setup-link-dead = Эта ссылка больше не действует
setup-link-dead-text = Запустите сервер снова: он покажет новую.
setup-printed = Настройте офис по ссылке { $url } (один раз, в течение 24 часов)
setup-over = Офис уже настроен
