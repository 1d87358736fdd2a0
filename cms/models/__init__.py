"""The kinds of pages."""

from cms.models.content import BecomeChampionPage, ContentPage
from cms.models.home import HomePage
from cms.models.stories import StoriesIndexPage, StoryPage

__all__ = ["BecomeChampionPage", "ContentPage", "HomePage", "StoriesIndexPage", "StoryPage"]
