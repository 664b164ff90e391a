### What others change while a page is open.

live-card = “{ "{card}" }” changed, column “{ "{column}" }”
live-left = “{ "{card}" }” left the board
live-board = The board has changed
live-changed-by = Changed by { "{name}" }
live-gone = This record was deleted, or you may no longer see it
live-records = Records changed: { "{count}" }
live-many = Many records changed
live-show = Show
