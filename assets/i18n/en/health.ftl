### How the box is: /settings/health. What was found is said in doctor.ftl.

health-title = Health
health-look = Look closely now
health-being-looked = Looking closely at the database, the search and the files. People can go on working.
# $at is a day with time.
health-looked = Looked at closely { $at }. What can be told at a glance is of this moment.
health-only-glanced = This is what a glance shows. A close look reads the whole database and samples of the search and of the files.
health-is-well = All is well.
health-has-warnings =
    { $count ->
        [one] { $count } thing to be seen to some day.
       *[other] { $count } things to be seen to some day.
    }
health-is-bad =
    { $count ->
        [one] { $count } thing is to be set right now.
       *[other] { $count } things are to be set right now.
    }
health-to-do = To be seen to
health-good-count =
    { $count ->
        [one] { $count } check in order
       *[other] { $count } checks in order
    }
health-good = In order
health-warning = Some day
health-bad = Now
health-do = What to do:
health-open = Open
# $title is what was looked at, such as "Backups".
health-open-of = Open: { $title }
health-mend-rights = Leave access to the owner alone

## At a glance
health-glance = At a glance
health-version = Version
health-uptime = Runs
# $at is a day with time, $length such as "3 days".
health-runs-since = since { $at } ({ $length })
health-database = Database
health-log = Its log
health-files = Files
health-files-of =
    { $count ->
        [one] { $count } file, { $size }
       *[other] { $count } files, { $size }
    }
health-disk = Disk
health-proven = Last proven backup
health-never = none yet
health-licence = Licence
health-licence-until = updates until { $day }
health-certificate = Certificate
health-until = until { $at }
health-no-certificate = connections are not encrypted
health-signed-in = Signed in
health-browsers =
    { $count ->
        [one] { $count } browser
       *[other] { $count } browsers
    }

## Support bundle
health-bundle = For whoever helps
health-bundle-text = One file with versions, sizes, the structure of the database and what was found: no names, numbers, addresses or texts of the office. Before it is sent, anybody can read what is in it.
health-bundle-get = Download the support bundle
