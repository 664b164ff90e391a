### Воронки офиса и их стадии.

pipelines-title = Воронки
pipelines-hint = Порядок меняется перетаскиванием или клавишами Alt+↑ и Alt+↓. Первую открытую стадию и последние стадии выигрыша и проигрыша можно переименовать, но не удалить.
pipelines-add = Добавить воронку
pipelines-add-stage = Добавить стадию
pipelines-begins-with = В ней сразу будут три стадии: первая, выигрыш и проигрыш.
pipelines-added = Воронка добавлена
pipelines-stage-added = Стадия добавлена
pipelines-deleted = Воронка удалена
pipelines-stage-deleted = Стадия удалена
pipelines-likely = { $percent } %
pipelines-norm = не дольше { $days } д
pipelines-unskippable = не пропускать
pipelines-asks-for = нужно: { $named }
pipelines-norm-days = Сколько дней сделка может здесь стоять
pipelines-norm-hint = Потом об этом скажет её карточка на доске.
pipelines-not-left-out = На пути вперёд сделка не может пропустить эту стадию
pipelines-required = Поля, которые нужно заполнить до этой стадии
pipelines-delete-unused = Сделок в ней нет. Её стадии удалятся вместе с ней.
pipelines-in-use = В этой воронке есть сделки, возможно в корзине: сначала перенесите их в другую или уберите воронку в архив
