"""The content admin: the reference lists of places, and nothing that editors do not need. No person is shown here."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from centres.models import Centre, Closure, Venue
from cms.forms import CentreForm
from cms.models import FriendlyEnd


def both(name: str, heading: Any, help_text: Any = "") -> MultiFieldPanel:
    """One text in both languages, side by side."""
    panels = [
        FieldPanel(f"{name}_en", heading=_("in English")),
        FieldPanel(f"{name}_fr", heading=_("in French")),
    ]
    return MultiFieldPanel([FieldRowPanel(panels)], heading=heading, help_text=help_text)


class CentreViewSet(ModelViewSet):
    model = Centre
    icon = "home"
    menu_label = _("Centres")
    inspect_view_enabled = True
    list_display = ["name_en", "town", "phone", "listed"]
    search_fields = ["name_en", "name_fr", "town"]
    ordering = ["name_en"]
    edit_handler = ObjectList(
        [
            both("name", _("Name")),
            both("about", _("About the centre")),
            FieldPanel("slug", heading=_("Short name in addresses"), help_text=_("Changing it breaks old links.")),
            FieldPanel("town", heading=_("Town")),
            MultiFieldPanel(
                [
                    FieldPanel("phone", heading=_("Telephone"), help_text=_("A person answers. Shown on every page.")),
                    FieldPanel("line_number", heading=_("Number for texts and the automatic line")),
                    FieldRowPanel(
                        [
                            FieldPanel("desk_from", heading=_("Somebody answers from")),
                            FieldPanel("desk_until", heading=_("until")),
                        ],
                        help_text=_(
                            "On working days. At other times the automatic line takes a message for you to call back."
                        ),
                    ),
                    FieldPanel("email", heading=_("E-mail address")),
                ],
                heading=_("How people reach it"),
            ),
            FieldPanel("language", heading=_("Works in")),
            FieldPanel(
                "timezone", heading=_("Time zone"), help_text=_("Such as America/Toronto or America/Winnipeg.")
            ),
            FieldPanel(
                "arranges_lifts",
                heading=_("Helps people to get there"),
                help_text=_("Only then are people asked whether they would like a lift; staff see who does."),
            ),
            FieldPanel(
                "says_we_missed_you",
                heading=_("Writes “we missed you”"),
                help_text=_("A gentle word to whoever did not come and had not said so. Never twice in a row."),
            ),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "last_hours",
                        heading=_("The last hours before a session"),
                        help_text=_("How many hours. In them, a seat that frees is not held for anybody."),
                    ),
                    FieldPanel("last_hours_rule", heading=_("Who then gets a seat that frees")),
                    FieldPanel(
                        "party_holds_hours",
                        heading=_("How long people who come together keep their turn"),
                        help_text=_(
                            "In hours, while too few seats are free for all of them. Then others may go first. "
                            "0: others go first at once."
                        ),
                    ),
                ],
                heading=_("The waiting list"),
            ),
            FieldPanel("observes_holidays", heading=_("Closed on Ontario's statutory holidays")),
            FieldPanel("listed", heading=_("Shown on the public site")),
        ],
        base_form_class=CentreForm,
    )


class VenueViewSet(ModelViewSet):
    model = Venue
    icon = "site"
    menu_label = _("Rooms and places")
    list_display = ["name_en", "centre", "town", "capacity", "in_use"]
    list_filter = ["centre", "in_use"]
    search_fields = ["name_en", "name_fr", "street", "town"]
    ordering = ["name_en"]
    edit_handler = ObjectList(
        [
            FieldPanel("centre", heading=_("Centre")),
            both("name", _("Name")),
            MultiFieldPanel(
                [
                    FieldPanel("street", heading=_("Street and number")),
                    FieldRowPanel(
                        [FieldPanel("town", heading=_("Town")), FieldPanel("postal_code", heading=_("Postal code"))]
                    ),
                    FieldRowPanel(
                        [
                            FieldPanel("latitude", heading=_("Latitude")),
                            FieldPanel("longitude", heading=_("Longitude")),
                        ]
                    ),
                ],
                heading=_("Where it is"),
            ),
            both("transit", _("Nearest bus or train stop")),
            FieldPanel("capacity", heading=_("People who fit in"), help_text=_("Empty: nobody has counted.")),
            MultiFieldPanel(
                [
                    FieldPanel("step_free", heading=_("No steps on the way in")),
                    FieldPanel("accessible_washroom", heading=_("Accessible washroom")),
                    FieldPanel("parking", heading=_("Parking")),
                    FieldPanel("hearing_loop", heading=_("Hearing loop")),
                    FieldPanel("scent_free", heading=_("Scent-free")),
                    FieldPanel("quiet_space", heading=_("A quiet space to step away to")),
                ],
                heading=_("Access"),
                help_text=_("Choose “unknown” until somebody has looked: the site then says “please ask”."),
            ),
            FieldRowPanel(
                [FieldPanel("opens", heading=_("Opens at")), FieldPanel("closes", heading=_("Closes at"))],
                heading=_("Opening hours"),
                help_text=_("Leaders move dates of their groups within them by themselves. Empty: at all hours."),
            ),
            FieldPanel("in_use", heading=_("Can be chosen for new groups")),
        ]
    )


class ClosureViewSet(ModelViewSet):
    model = Closure
    icon = "date"
    menu_label = _("Closed days")
    list_display = ["first_day", "last_day", "centre", "reason_en"]
    list_filter = ["centre"]
    ordering = ["-first_day"]
    edit_handler = ObjectList(
        [
            FieldPanel("centre", heading=_("Centre")),
            FieldRowPanel(
                [FieldPanel("first_day", heading=_("First day")), FieldPanel("last_day", heading=_("Last day"))],
                help_text=_("Statutory holidays are known already."),
            ),
            both("reason", _("Reason")),
        ]
    )


class FriendlyEndViewSet(SnippetViewSet):
    model = FriendlyEnd
    icon = "mail"
    menu_label = _("Ends of messages")
    menu_name = "friendly-ends"
    add_to_admin_menu = True
    menu_order = 260
    list_display = ["__str__", "centre"]
    list_filter = ["centre"]
    edit_handler = ObjectList(
        [
            FieldPanel("centre", heading=_("Centre")),
            FieldPanel("kind", heading=_("At the end of which message")),
            both(
                "words",
                _("Your words"),
                _(
                    "They take the place of ours. {first_name}, {day}, {time}, {centre} and {phone} are filled in. "
                    "Say nothing of what the group is about: others may read it."
                ),
            ),
        ]
    )


class Places(ViewSetGroup):
    menu_label = _("Centres and rooms")
    menu_icon = "site"
    menu_order = 250
    items = (CentreViewSet("centres"), VenueViewSet("venues"), ClosureViewSet("closures"))


@hooks.register("register_admin_viewset")
def register_places() -> Places:
    return Places()


register_snippet(FriendlyEndViewSet)


@hooks.register("insert_global_admin_css")
def our_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("porchlight/admin.css"))


@hooks.register("construct_main_menu")
def keep_what_editors_use(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's help leads to other sites, and its reports list who did what: for those who run the site."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in {"help", "reports"}]


@hooks.register("register_rich_text_features", order=999)
def plain_text_by_default(features: Any) -> None:
    """What a rich text field offers where a block does not say."""
    features.default_features = ["bold", "italic", "ol", "ul", "link", "document-link"]
