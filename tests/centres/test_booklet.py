"""The resource booklet: what is in it, in which order, and that a screen reader can read it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from centres.presenters import booklet
from core.actors import Role
from tests import pdf
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory
from tests.factories.resources import ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory(slug="west-elgin", name_en="West Elgin", name_fr="West Elgin", town="West Lorne")


@pytest.fixture
def made(centre):
    here = {"centre": centre, "assured_on": date(2027, 1, 5)}
    return [
        ResourceFactory(
            name_en="Food cupboard", town="West Lorne", kinds=["food", "social"], phone="+15195550100", **here
        ),
        ResourceFactory(name_en="Rides", town="Rodney", kinds=["transport"], **here),
        ResourceFactory(name_en="Aid line", town="", kinds=[], phone="211", **here),
        ResourceFactory(name_en="Supper", town="West Lorne", kinds=["food"], centre=centre),
    ]


def shape(chapters):
    return [
        (chapter.name, [(part.name, [one.resource.name_en for one in part.entries]) for part in chapter.parts])
        for chapter in chapters
    ]


def test_by_town_each_stands_once_where_it_fits_best(made):
    assert shape(booklet.chapters(made, by="town")) == [
        ("Rodney", [("Getting around", ["Rides"])]),
        ("West Lorne", [("Food", ["Food cupboard", "Supper"])]),
        ("Anywhere, by phone or online", [("And more", ["Aid line"])]),
    ]


def test_by_what_it_is_for_each_stands_under_all_of_it(made):
    assert shape(booklet.chapters(made, by="kind")) == [
        ("Food", [("West Lorne", ["Food cupboard", "Supper"])]),
        ("Getting around", [("Rodney", ["Rides"])]),
        ("Company and friendship", [("West Lorne", ["Food cupboard"])]),
        ("And more", [("Anywhere, by phone or online", ["Aid line"])]),
    ]


def test_anchors_are_there_once(made):
    chapters = booklet.chapters(made, by="kind")
    anchors = [one.anchor for chapter in chapters for one in (chapter, *chapter.parts)]
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ((None, None), ""),
        ((55, None), "From 55 years of age"),
        ((None, 18), "Up to 18 years of age"),
        ((0, 18), "Up to 18 years of age"),
        ((6, 12), "From 6 to 12 years of age"),
    ],
)
def test_ages_in_words(ages, words):
    assert booklet.ages_in_words(ResourceFactory.build(centre=None, min_age=ages[0], max_age=ages[1])) == words


@pdf.needs_press
def test_booklet_says_all_of_it_and_is_tagged(client, made):
    response = client.get(reverse("resources:booklet", args=["west-elgin"]), {"by": "town"})
    text = pdf.words(response)
    for words in ("Contents", "Food cupboard", "519-555-0100", "Checked in January 2027", "211", "please call first"):
        assert words in text
    tags = pdf.tags(response)
    assert tags[0] == "/Document"
    assert [tag for tag in tags if tag in ("/H1", "/H2", "/H3", "/H4")][:4] == ["/H1", "/H2", "/H2", "/H3"]
    assert "/Link" in tags
    assert response["Content-Disposition"] == 'inline; filename="resources-west-elgin.pdf"'


@pdf.needs_press
def test_booklet_of_one_town_and_kind_has_nothing_else(client, made):
    asked = {"town": "west-lorne", "kind": "food", "size": "large"}
    response = client.get(reverse("resources:booklet", args=["west-elgin"]), asked)
    text = pdf.words(response)
    assert "Food in West Lorne" in text
    assert "Rides" not in text
    assert response["Content-Disposition"] == 'inline; filename="resources-west-elgin-west-lorne-food.pdf"'


@pdf.needs_press
def test_booklet_in_french(client, made):
    with translation.override("fr"):
        address = reverse("resources:booklet", args=["west-elgin"])
    response = client.get(address)
    assert pdf.read(response).trailer["/Root"]["/Lang"] == "fr"
    assert "Banque" not in pdf.words(response)
    assert "519-555-0100" in pdf.words(response)


@pdf.needs_press
def test_staff_print_also_where_others_see_nothing(client, centre, made):
    centre.shows_resources = False
    centre.save()
    ResourceFactory(centre=centre, name_en="For staff alone", listed=False, notes="Zinnia")
    client.force_login(StaffRoleFactory(centre=centre, role=Role.PROVIDER).user)
    response = client.get(reverse("desk_resources:booklet_pdf"))
    assert "Food cupboard" in pdf.words(response)
    assert "For staff alone" not in pdf.words(response)
    assert response["Cache-Control"] == "no-store"
    assert client.get(reverse("resources:booklet", args=["west-elgin"])).status_code == 404


@pdf.needs_press
def test_empty_booklet_says_so(client, centre):
    assert "There is nothing to print yet." in pdf.words(client.get(reverse("resources:booklet", args=["west-elgin"])))
