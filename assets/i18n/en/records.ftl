### What every record has.

## Sections of forms and cards
records-section-main = Main
records-section-contacts = Contacts
records-section-address = Address
records-section-details = Details
records-section-source = Where from
records-section-tax = Requisites
records-section-people = Who looks after

## Fields of every record
records-responsible = Responsible
records-observers = Observers
records-tags = Tags
records-external-id = ID in the former system
records-created-at = Created
records-created-by = Created by
records-updated-at = Changed
records-updated-by = Changed by

## What a phone, an e-mail or a site is called
records-point-work = work
records-point-mobile = mobile
records-point-home = home
records-point-fax = fax
records-point-pager = pager
records-point-mailing = mailing
records-point-other = other
records-point-vk = VK
records-extension = ext. { $number }
