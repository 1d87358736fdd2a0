import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection

from activities.models import Worry
from core import encrypted
from tests.factories.activities import SessionFactory

pytestmark = pytest.mark.django_db
WORDS = "Rosa n’a pas mangé depuis trois jours."


@pytest.fixture
def worry():
    return Worry.objects.create(session=SessionFactory(), text=WORDS, at=SessionFactory().starts_at)


def stored(worry):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM activities_worry WHERE id = %s", [worry.pk])
        return cursor.fetchone()[0]


def test_database_holds_no_word_of_it(worry):
    """Not the shortest: a token is letters by chance, and among two hundred of them “pas” comes up now and then."""
    assert not any(word in stored(worry) for word in WORDS.split() if len(word) > 3)
    assert Worry.objects.get().text == WORDS


def test_same_words_are_never_the_same_token(worry):
    first = stored(worry)
    worry.save()
    assert stored(worry) != first


@pytest.mark.parametrize("lookup", ["contains", "icontains", "startswith", "gt", "in", "regex"])
def test_no_word_of_it_can_be_asked_for(lookup):
    with pytest.raises(FieldError, match="text is encrypted"):
        Worry.objects.filter(**{f"text__{lookup}": "a"})


def test_empty_text_stays_empty_so_that_a_rule_can_ask_for_words():
    assert encrypted.EncryptedTextField().get_prep_value("") == ""


def test_rotating_writes_everything_with_the_newest_key(worry, settings, capsys):
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, old]
    assert Worry.objects.get().text == WORDS
    call_command("rotate_field_keys")
    assert "activities.Worry: 1" in capsys.readouterr().out
    settings.FIELD_KEYS = [new]
    assert Worry.objects.get().text == WORDS
    settings.FIELD_KEYS = [old]
    with pytest.raises(InvalidToken):
        Worry.objects.get()
