"""The checks of a stop notice what they are for: a page that is spoiled on purpose does not pass."""

import pytest

from tests.journeys.conftest import Enter
from tests.journeys.world import World

SPOILS = {
    "link-name": "document.querySelector('main').insertAdjacentHTML('beforeend', '<a href=\"/\"></a>')",
    "Content Security Policy": "document.querySelector('main').setAttribute('style', 'color: red')",
    "wider than a telephone": """
        const wide = document.createElement('div');
        wide.style.width = '2000px';
        wide.textContent = 'wide';
        document.querySelector('main').append(wide);
    """,
    "lang": "document.documentElement.lang = 'de'",
    "complains": "console.error('something broke')",
}


@pytest.mark.parametrize("language", ["en"], indirect=True)
@pytest.mark.parametrize("notice", SPOILS)
def test_stop_notices(world: World, enter: Enter, notice: str) -> None:
    visitor = enter()
    visitor.opens("account_login")
    visitor.looks_over()

    visitor.page.evaluate(SPOILS[notice])

    with pytest.raises(AssertionError, match=notice):
        visitor.looks_over()
