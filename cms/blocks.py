"""What editors build pages from. Every block is plain HTML; none brings scripts or styles of its own."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from activities.choices import Kind
from cms import selectors, videos

# Headings are a block of their own, so that their levels stay in order.
PLAIN_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
FEW_FEATURES = ["bold", "italic", "link"]


def centre_choices() -> list[tuple[str, str]]:
    return [(centre.slug, centre.name) for centre in selectors.centres.get()]


class HeadingBlock(blocks.CharBlock):
    """A heading inside the page. The page's title is the only heading above it."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words."""

    text = blocks.TextBlock(label=_("Words"))
    source = blocks.CharBlock(
        required=False, label=_("Who said it"), help_text=_("A first name is enough. Ask the person first.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "cms/blocks/quote.html"


class CallToActionBlock(blocks.StructBlock):
    """One clear next step, as a button to a page of ours or to another address."""

    heading = blocks.CharBlock(required=False, label=_("Heading"))
    text = blocks.TextBlock(required=False, label=_("Text"))
    button = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    url = blocks.URLBlock(required=False, label=_("Or another address"))

    class Meta:
        icon = "pick"
        label = _("Call to action")
        template = "cms/blocks/call_to_action.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            error = ValidationError(_("Choose a page or give an address: one of the two."))
            raise blocks.StructBlockValidationError(block_errors={"page": error})
        return cleaned

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["href"] = value["page"].url if value["page"] else value["url"]
        return context


class StepBlock(blocks.StructBlock):
    """One step, or one fact."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=FEW_FEATURES)

    class Meta:
        icon = "arrow-right"
        label = _("Step or fact")


class StepsBlock(blocks.StructBlock):
    """A few things in a row: numbered where their order matters."""

    numbered = blocks.BooleanBlock(required=False, default=True, label=_("Number them, because the order matters"))
    items = blocks.ListBlock(StepBlock(), label=_("Steps or facts"), min_num=1, max_num=10)

    class Meta:
        icon = "list-ol"
        label = _("Steps or facts")
        template = "cms/blocks/steps.html"


class UpcomingSessionsBlock(blocks.StructBlock):
    """What comes next, read afresh for every visitor. One query, whatever the number."""

    heading = blocks.CharBlock(required=False, label=_("Heading"))
    centre = blocks.ChoiceBlock(required=False, choices=centre_choices, label=_("Centre"), help_text=_("Empty: all."))
    kind = blocks.ChoiceBlock(required=False, choices=Kind.choices, label=_("Kind"), help_text=_("Empty: all."))
    number = blocks.IntegerBlock(default=4, min_value=1, max_value=selectors.MOST_SESSIONS, label=_("How many"))

    class Meta:
        icon = "date"
        label = _("Upcoming sessions")
        template = "cms/blocks/upcoming_sessions.html"

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        now: datetime = timezone.now()
        context["sessions"] = selectors.upcoming_sessions(
            now=now, number=value["number"], centre_slug=value["centre"] or "", kind=value["kind"] or ""
        )
        return context


class CentreContactBlock(blocks.StructBlock):
    """How to reach one centre: its telephone number first, because a person answers there."""

    centre = blocks.ChoiceBlock(choices=centre_choices, label=_("Centre"))

    class Meta:
        icon = "mail"
        label = _("How to reach a centre")
        template = "cms/blocks/centre_contact.html"

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["centre"] = next((row for row in selectors.centres.get() if row.slug == value["centre"]), None)
        return context


class QuestionBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(label=_("Question"))
    answer = blocks.RichTextBlock(label=_("Answer"), features=PLAIN_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question")


class QuestionsBlock(blocks.StructBlock):
    """Questions that open to their answers."""

    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "cms/blocks/questions.html"


class VideoBlock(blocks.StructBlock):
    """A video by its address. Whoever cannot hear or see it reads what is said."""

    url = blocks.URLBlock(label=_("Address"), help_text=_("On YouTube or Vimeo."))
    title = blocks.CharBlock(label=_("What it is called"), max_length=120)
    text = blocks.TextBlock(required=False, label=_("What is said in it"))

    class Meta:
        icon = "media"
        label = _("Video")
        template = "cms/blocks/video.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not videos.player(cleaned["url"]):
            error = ValidationError(_("Give the address of a video on YouTube or Vimeo."))
            raise blocks.StructBlockValidationError(block_errors={"url": error})
        return cleaned

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "player": videos.player(value["url"])}


class ChoiceBlock(blocks.StructBlock):
    """One answer that can be chosen."""

    text = blocks.CharBlock(label=_("Answer"), max_length=200)
    is_right = blocks.BooleanBlock(required=False, label=_("This is the right one"))


class QuizQuestionBlock(blocks.StructBlock):
    """A question of a quiz: a few answers, one of them right, and why."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    choices = blocks.ListBlock(ChoiceBlock(), label=_("Answers"), min_num=2, max_num=6)
    explanation = blocks.TextBlock(label=_("Why"), help_text=_("It is shown after every try."))

    class Meta:
        icon = "help"
        label = _("Question")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if sum(choice["is_right"] for choice in cleaned["choices"]) != 1:
            error = ValidationError(_("Tick one answer as the right one."))
            raise blocks.StructBlockValidationError(block_errors={"choices": error})
        return cleaned


class QuizBlock(blocks.StreamBlock):
    """The questions at the end of a training page."""

    question = QuizQuestionBlock()


class TrainingBlock(blocks.StreamBlock):
    """What a training page may hold."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(label=_("Text"), features=PLAIN_FEATURES, template="cms/blocks/text.html")
    image = ImageBlock(label=_("Picture"), template="cms/blocks/image.html")
    video = VideoBlock()
    quote = QuoteBlock()
    steps = StepsBlock()
    questions = QuestionsBlock()


class BodyBlock(blocks.StreamBlock):
    """Everything that a page's body may hold."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(label=_("Text"), features=PLAIN_FEATURES, template="cms/blocks/text.html")
    image = ImageBlock(label=_("Picture"), template="cms/blocks/image.html")
    quote = QuoteBlock()
    call_to_action = CallToActionBlock()
    steps = StepsBlock()
    upcoming_sessions = UpcomingSessionsBlock()
    centre_contact = CentreContactBlock()
    questions = QuestionsBlock()

    class Meta:
        # Each of these asks the database once.
        block_counts = {"upcoming_sessions": {"max_num": 3}}
