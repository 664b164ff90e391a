### The office's pipelines and their stages.

pipelines-title = Pipelines
pipelines-hint = Drag to change the order, or press Alt+↑ and Alt+↓. The first open stage and the last won and lost ones can be renamed, not deleted.
pipelines-add = Add pipeline
pipelines-add-stage = Add stage
pipelines-begins-with = It begins with three stages: a first one, won and lost.
pipelines-added = Pipeline added
pipelines-stage-added = Stage added
pipelines-deleted = Pipeline deleted
pipelines-stage-deleted = Stage deleted
pipelines-likely = { $percent } %
pipelines-norm = no longer than { $days } d
pipelines-unskippable = not left out
pipelines-asks-for = asks for: { $named }
pipelines-norm-days = Days a deal may stand here
pipelines-norm-hint = After that its card on the board says so.
pipelines-not-left-out = A deal on its way forward may not leave this stage out
pipelines-required = Fields to fill in before a deal comes here or further
pipelines-delete-unused = No deal is in it. Its stages go with it.
pipelines-in-use = Deals are in this pipeline, perhaps in the bin: move them to another one first, or archive it
