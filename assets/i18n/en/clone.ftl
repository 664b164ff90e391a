### Copies of the office to try things in.

clone-not-empty = { $path } is there already and is no empty folder; name a new one with --to
clone-within-itself = { $path } lies within { $folder }, of which it would be a copy; name a folder elsewhere with --to
clone-missing-file = the file { $hash } is gone from the disk or damaged and is not in the copy
clone-made = { $path }: a copy of the office
clone-serve = `korob serve --data { $path }` serves it to this machine.
clone-notice = This is a copy to try things in, made on { $at } from { $from }. Nothing done here reaches the office.
clone-notice-brief = This is a copy to try things in, made on { $at }. Nothing done here reaches the office.
clone-notice-masked = This is a copy to try things in, made on { $at } with made-up names, numbers and texts. Nothing done here reaches the office.
clone-login = Sign in as { $email } with the password { $password } and give the others theirs in Settings, Users.
