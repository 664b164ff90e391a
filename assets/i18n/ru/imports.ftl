### Импорт и экспорт.

imports-full-name = Полное имя
imports-to-comment = В комментарий, с заголовком
imports-part-postal-code = индекс
imports-part-country = страна
imports-part-region = область
imports-part-district = район
imports-part-city = город
imports-part-street = улица
imports-part-house = дом
imports-part-flat = квартира, офис

## Команда
imports-told = Создано: { $created }, дополнено: { $updated }, пропущено: { $skipped }, отклонено: { $rejected }.
imports-left-out = Не взяты столбцы: { $columns }
