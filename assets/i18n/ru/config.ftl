### Почему сервер не запускается с этими настройками. По одной строке, для терминала.

config-good = Все настройки верны.
config-good-without-file = Все настройки верны; файла { $path } нет.
# Перед двоеточием: где стоит неверная настройка.
config-line = { $path }, строка { $line }
config-not-an-address = «{ $text }» — не адрес с портом, например 127.0.0.1:8090 или [::]:8090
config-not-one-of = значение «{ $text }» не подходит; выберите одно из: { $choice }
config-not-a-network = «{ $text }» — не адрес и не сеть, например 192.168.1.2 или 10.0.0.0/8
config-not-yes-or-no = «{ $text }» — не yes (true) и не no (false)
config-not-whole = «{ $text }» — не целое число от 1 до { $most }
config-not-an-ending = «{ $text }» — не расширение файла, например exe
config-not-a-host = «{ $text }» — не имя сервера; напишите его без http:// и порта, например crm.example.com
config-not-a-url = «{ $text }» — не адрес без пути, например https://crm.example.com или http://crm:8080
config-not-a-filter = «{ $text }» — не уровень (error, warn, info, debug, trace) и не фильтр: { $detail }
config-in-the-clear = без TLS пароли шли бы по сети открыто через { $listen }; укажите tls = "auto", дайте сертификат с tls = "files" или, если сеть защищена иначе, укажите allow_plain_http = true
config-needs-file = для "files" нужен и { $name } (--{ $flag }), имя файла PEM
config-unknown = нет такой настройки; бывают { $names }
config-must-be-answer = здесь нужно true или false, без кавычек
config-must-be-texts = здесь нужен список строк в кавычках
config-must-be-number = здесь нужно целое число, без кавычек
config-must-be-text = здесь нужна строка в кавычках
config-not-toml = это не TOML: { $message }
