"""Under `desk/`. Other rooms put theirs under the same prefix, with a namespace of their own."""

from django.urls import path

from people.views import access, agreed, charts, desk, doubles, locks, people, person_links, pin

app_name = "desk"
urlpatterns = [
    path("", desk.home, name="home"),
    path("centre/", desk.centre, name="centre"),
    path("people/", people.people, name="people"),
    path("people/search/", people.people_search, name="people_search"),
    path("people/doubles/", doubles.doubles, name="doubles"),
    path("people/<uuid:public_id>/doubles/", doubles.of_person, name="person_doubles"),
    path("people/<uuid:public_id>/doubles/<uuid:other_id>/", doubles.compare, name="compare"),
    path("people/<uuid:public_id>/doubles/<uuid:other_id>/two/", doubles.tell_apart, name="tell_apart"),
    path("people/<uuid:public_id>/doubles/<uuid:other_id>/merge/", doubles.merge, name="merge"),
    path("people/<uuid:public_id>/merges/<int:pk>/undo/", doubles.unmerge, name="unmerge"),
    path("people/locked/", locks.locked, name="locked"),
    path("people/locked/open/", locks.override, name="lock_override"),
    path("people/privacy/", locks.privacy_officers, name="privacy_officers"),
    path("people/<uuid:public_id>/locks/", locks.of_person, name="person_locks"),
    path("people/<uuid:public_id>/locks/<int:pk>/lift/", locks.lift, name="lock_lift"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<uuid:public_id>/", people.person, name="person"),
    path("people/<uuid:public_id>/edit/", people.person_edit, name="person_edit"),
    path("people/<uuid:public_id>/chart/", charts.of_person, name="person_chart"),
    path("people/<uuid:public_id>/pin/", pin.of_person, name="person_pin"),
    path("people/<uuid:public_id>/contact/", people.contact_add, name="contact_add"),
    path("people/<uuid:public_id>/contact/<int:pk>/remove/", people.contact_remove, name="contact_remove"),
    path("people/<uuid:public_id>/contact/<int:pk>/confirm/", person_links.contact_verify, name="contact_verify"),
    path("people/<uuid:public_id>/links/new/", person_links.link_make, name="link_make"),
    path("people/<uuid:public_id>/links/<int:pk>/end/", person_links.link_revoke, name="link_revoke"),
    path("people/<uuid:public_id>/agreements/", people.person_consents, name="person_consents"),
    path("people/<uuid:public_id>/agreements/said/", agreed.of_person, name="person_agreed"),
    path("people/<uuid:public_id>/agreements/end/", agreed.end, name="consent_end"),
    path("people/<uuid:public_id>/access/", access.of_person, name="person_access"),
    path("people/<uuid:public_id>/erase/", people.person_erase, name="person_erase"),
]
