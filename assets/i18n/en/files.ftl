### Files on records.

files-title = Files
files-title-of = Files of { $name }
files-unnamed = File
files-show-all = Show all
files-choose = Attach files
files-camera = Take a photo
files-send = Send
files-or-drop = or drop them on the card,
files-limit = up to { $size } each
files-drop = Drop to attach to this record
files-uploading = Being sent
files-begun = Sending files
files-waiting = waiting
# { $name } is the name of a file.
files-progress = { $name }: being sent
files-cancel = Stop sending { $name }
files-failed = { $name }: not sent. Check the connection and try again
files-too-large = { $name }: over the limit of { $size } for one file
files-empty = { $name }: the file is empty
files-download = Download { $name }
files-delete = Delete { $name }
files-rename = Rename { $name }
files-name = Name of the file
files-deed-renamed = File renamed
files-renamed = Renamed
files-deed-added = Files added
files-deed-deleted = File deleted
# What was done just now.
files-added-now =
    { $count ->
        [one] { $count } file added
       *[other] { $count } files added
    }
# Before the names, in the timeline.
files-added =
    { $count ->
        [one] File added
       *[other] Files added
    }
files-removed =
    { $count ->
        [one] File deleted
       *[other] Files deleted
    }
