### Taking back: what would be undone.

undoing-title = Отменить действие?
undoing-what = { $name }, { $date }
undoing-would = Вернётся как было
undoing-stays = Останется как есть, потому что с тех пор это изменили
undoing-not-allowed = Останется как есть, потому что менять это вам больше нельзя
undoing-taken = Останется как есть, потому что этим пользуется что-то другое
undoing-unruly = Останется как есть, потому что иначе в записи не хватало бы нужного или было бы то, чего в компании больше нет
undoing-more =
    { $count ->
        [one] и ещё { $count } изменение
        [few] и ещё { $count } изменения
        [many] и ещё { $count } изменений
       *[other] и ещё { $count } изменений
    }
undoing-nothing = Отменять нечего
undoing-done = Отменено: { $deed }
undoing-record = Запись № { $number }
undoing-whole = сама запись
undoing-verb = Вернуть как было
undoing-leave = Оставить
