import pytest

from people import keys

SAME_SOUND = [
    ("Catherine", "Katherine"),
    ("Philippe", "Filip"),
    ("Émilie", "Emily"),
    ("Marc", "Mark"),
    ("Marie", "Mary"),
    ("Eric", "Erick"),
    ("Isabelle", "Izabel"),
    ("Sarah", "Sara"),
    ("Stephen", "Steven"),
    ("Theresa", "Teresa"),
    ("Smith", "Smyth"),
    ("MacDonald", "McDonald"),
    ("Christine", "Kristine"),
    ("Nicholas", "Nicolas"),
    ("Benoît", "Benoit"),
    ("Geneviève", "Genevieve"),
    ("Gauthier", "Gautier"),
    ("Beaulieu", "Bolieu"),
    ("Johanne", "Joanne"),
    ("Schmitt", "Shmit"),
]
OTHER_SOUND = [
    ("Bouchard", "Boucher"),
    ("Marie", "Maria"),
    ("Martin", "Marten"),
    ("Roy", "Ray"),
    ("Louis", "Louise"),
    ("Anne", "Anna"),
    ("Tremblay", "Trembley"),
    ("Jane", "June"),
]
# One way to write it, two people: what is silent at the end tells them apart.
TWO_PEOPLE = [("Jean", "Jeanne"), ("Michel", "Michelle"), ("René", "Renée"), ("Daniel", "Danielle"), ("Paul", "Paula")]


def sound(name):
    (word,) = keys.words(name)
    return keys.sound(word)


@pytest.mark.parametrize(("one", "other"), SAME_SOUND)
def test_names_that_sound_alike_have_one_sound(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), OTHER_SOUND)
def test_names_that_sound_unlike_have_two(one, other):
    assert sound(one) != sound(other)


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_names_that_differ_in_a_silent_end_are_two_people(one, other):
    number = ["+15195550134"]
    assert keys.shared(f"{one} Roy", number) & keys.shared(f"{other} Roy", number) == set()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Émilie  Roy", {"emilie", "roy"}),
        ("Jean-Luc O’Neil", {"jean", "luc", "jeanluc", "o", "neil", "oneil"}),
        ("“Bud” St. Pierre", {"bud", "st", "pierre"}),
        ("李明", {"李明"}),
        ("…", set()),
    ],
)
def test_words_of_a_name_are_its_parts_and_the_whole(name, words):
    assert keys.words(name) == words


def test_keys_of_a_number_let_its_end_be_found():
    assert keys.of_person("", ["+15195550134"]) >= {"5195550134", "5550134", "0134"}


def test_keys_of_a_number_from_elsewhere_keep_its_country():
    assert "442079460958" in keys.of_person("", ["+442079460958"])


def test_keys_are_never_too_long_to_store():
    assert max(map(len, keys.of_person("x" * 120, [f"{'y' * 200}@example.org"]))) == keys.MOST_LETTERS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Emilie ROY", ["emilie", "roy"]),
        ("jean-luc", ["jean", "luc"]),
        ("O'Neil", ["oneil"]),
        ("519-555-0134", ["5195550134"]),
        ("+1 (519) 555 0134", ["5195550134"]),
        ("555-0134", ["5550134"]),
        ("0134", ["0134"]),
        ("roy 555-0134", ["5550134", "roy"]),
        ("Ann.Lee@Example.org", ["ann.lee@example.org"]),
        ("m roy", ["m", "roy"]),
        ("m", []),
        ("m r", []),
        ("51", ["51"]),
        ("", []),
        (" - ' ", []),
        ("50%_", ["50"]),
    ],
)
def test_what_is_typed_becomes_beginnings(text, words):
    assert keys.typed(text) == words


def test_of_a_whole_letter_that_was_pasted_the_first_words_count():
    letter = " ".join(f"word{chr(ord('a') + n % 26)}{chr(ord('a') + n // 26)}" for n in range(600))
    assert keys.typed(letter) == letter.split()[: keys.MOST_WORDS]
