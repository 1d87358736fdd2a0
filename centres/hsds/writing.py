"""Resources as the tables of HSDS.

What the columns cannot hold is written as attributes of our own taxonomy. Which that is, is found by reading back what
was written: whatever would come back otherwise is said once more, so nothing is lost.
"""

from collections.abc import Iterable

from centres.hsds import beyond, columns, terms, values
from centres.hsds.index import Index
from centres.hsds.layout import Tables, empty
from centres.hsds.reading import read
from centres.models import Resource

ALWAYS = ("name_en", "name_fr")  # so that each file says that both languages are there to be read
FACTS_LIST = terms.TAXONOMIES[1]


def tables_of(resources: Iterable[Resource]) -> Tables:
    found = empty()
    known: dict[str, set[str]] = {table: set() for table in found}
    every = list(resources)
    for resource in every:
        for table, rows in rows_of(resource).items():
            for row in rows:
                if row["id"] not in known[table]:
                    known[table].add(row["id"])
                    found[table].append(row)
    beyond.add(found, every)
    return found


def rows_of(resource: Resource) -> Tables:
    """All rows of one, without what a file once said beyond its facts."""
    rows = columns.rows_of(resource)
    read_back = read(Index(rows), rows["service"][0], language="en").facts
    for name, value in read_back.items():
        is_same = getattr(resource, name) == value
        if is_same and name not in ALWAYS:
            continue
        term = terms.fact_term(name)
        link_type = "translation" if name.endswith("_fr") else "fact"
        value = values.as_text(name, getattr(resource, name))
        row = columns.attribute(resource, f"fact:{name}", term, link_type, value)
        rows["attribute"].append(columns.filled(row))
        rows["taxonomy_term"].append(terms.term_row(term, name, taxonomy=FACTS_LIST))
    return rows
