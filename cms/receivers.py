"""Forgetting what changed, once the change is there for others to read."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from centres.models import Centre
from champions.signals import story_withdrawn
from cms.models.stories import StoryPage, story_cards
from cms.models.wording import FriendlyEnd
from cms.selectors import centres
from cms.services import consent
from cms.tree import site_map
from notifications.services import friendly


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
@receiver([post_save, post_delete], sender=PageViewRestriction)
def forget_pages(**_kwargs: object) -> None:
    transaction.on_commit(site_map.forget)
    transaction.on_commit(story_cards.forget)


@receiver(post_delete)
def forget_deleted_page(sender: type, **_kwargs: object) -> None:
    if issubclass(sender, Page):
        forget_pages()


@receiver([post_save, post_delete], sender=FriendlyEnd)
def forget_wordings(**_kwargs: object) -> None:
    transaction.on_commit(friendly.forget)


@receiver([post_save, post_delete], sender=Centre)
def forget_centres(**_kwargs: object) -> None:
    transaction.on_commit(centres.forget)


@receiver(story_withdrawn)
def take_off_story(code: str, **_kwargs: object) -> None:
    consent.take_off(code)


@receiver(page_published, sender=StoryPage)
def hold_back_story(instance: StoryPage, **_kwargs: object) -> None:
    """By whichever way it was published: a date that somebody set, a workflow, another program."""
    consent.hold_back(instance)
