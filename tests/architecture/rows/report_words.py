"""The centre's own words of its reports, in the content admin. Nobody of the table edits the site:
they are sent to where one signs in."""

from typing import Any

from tests.architecture.rows import public
from tests.architecture.world import World


def words(world: World) -> list[Any]:
    return [world.report_words.pk]


ROWS = [
    *(public(f"report_words:{name}", status=302) for name in ("index", "index_results", "add")),
    *(
        public(f"report_words:{name}", words, status=302)
        for name in ("edit", "delete", "history", "history_results", "usage")
    ),
]
