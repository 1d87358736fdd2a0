"""Journeys: people walk through the site in Chromium, from door to door.

They read as given, when, then. `world` holds who and what there is; `visitor` is one person at one browser, who checks
every page they stop at; `hands` is how they use it: with a mouse or with the keyboard alone; the other modules are the
steps, by who takes them. Texts are looked up through gettext (`words`), so each journey runs in both languages.

    .venv/bin/pytest -m browser tests/journeys                                       # all of them
    .venv/bin/pytest -m browser tests/journeys -k last_seat --headed --slowmo 300    # one, to watch
"""
