"""The kinds of pages."""

from cms.models.content import BecomeChampionPage, ContentPage
from cms.models.home import HomePage
from cms.models.stories import StoriesIndexPage, StoryPage
from cms.models.training import TrainingPage
from cms.models.wording import FriendlyEnd

__all__ = [
    "BecomeChampionPage",
    "ContentPage",
    "FriendlyEnd",
    "HomePage",
    "StoriesIndexPage",
    "StoryPage",
    "TrainingPage",
]
