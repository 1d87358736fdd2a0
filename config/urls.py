"""Where every address begins."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps_views
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.static import serve as serve_file

from cms import views as cms_views
from cms.sitemaps import SITEMAPS
from core import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("core.urls")),
    path("phone/", include("notifications.urls.phone")),
    path("phone/", include("activities.urls.phone_asked")),
    path("mail/", include("notifications.urls.mail")),
    path("", include("calendars.urls.files")),
    path("fhir/", include("prescriptions.fhir.urls")),
    path("", cms_views.root, name="root"),
    path("robots.txt", cms_views.robots, name="robots"),
    path("sitemap.xml", sitemaps_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    # Before Wagtail's own: signing in is allauth's work, with its second step.
    path("cms/login/", cms_views.sign_in, name="cms_login"),
    path("cms/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")),
]

if settings.DEMO_ALLOWED:  # never where people rely on the site
    urlpatterns += i18n_patterns(path("desk/simulator/", include("notifications.urls.simulator")))

if settings.SERVE_MEDIA:
    urlpatterns += [path("media/<path:path>", serve_file, {"document_root": settings.MEDIA_ROOT})]

urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.urls")),
    path("desk/", include("people.urls.desk")),
    path("desk/phone/", include("activities.urls.desk_phone")),
    path("desk/calls/", include("notifications.urls.calls")),
    path("desk/outbox/", include("notifications.urls.outbox")),
    path("desk/people/", include("notifications.urls.desk_people")),
    path("desk/week/", include("activities.urls.desk_week")),
    path("desk/rules/", include("activities.urls.desk_rules")),
    path("desk/champions/", include("champions.urls.desk")),
    path("desk/champions/", include("champions.urls.desk_support")),
    path("desk/screening/", include("champions.urls.desk_screening")),
    path("desk/proposals/", include("activities.urls.review")),
    path("desk/activities/", include("activities.urls.desk_activities")),
    path("desk/renewals/", include("activities.urls.desk_renewals")),
    path("desk/paper/", include("activities.urls.desk_paper")),
    path("desk/asked/", include("activities.urls.desk_asked")),
    path("desk/worries/", include("activities.urls.desk_worries")),
    path("desk/invites/", include("activities.urls.desk_invites")),
    path("desk/ideas/", include("activities.urls.desk_ideas")),
    path("desk/matches/", include("matches.urls.desk")),
    path("desk/visits/", include("matches.urls.desk_visits")),
    path("desk/lifts/", include("matches.urls.desk_lifts")),
    path("desk/privacy/", include("privacy.urls.desk")),
    path("desk/prescriptions/new/", include("prescriptions.urls.desk_write")),
    path("desk/prescriptions/", include("prescriptions.urls.desk")),
    path("desk/cases/", include("prescriptions.urls.desk_cases")),
    path("desk/plans/", include("prescriptions.urls.desk_plans")),
    path("desk/words/", include("prescriptions.urls.desk_words")),
    path("desk/exchange/", include("prescriptions.urls.desk_exchange")),
    path("desk/measures/", include("evaluation.urls.desk_measures")),
    path("desk/resources/", include("centres.urls.desk_resources")),
    path("desk/partners/", include("prescriptions.urls.desk_partners")),
    path("desk/evidence/", include("evaluation.urls.figures")),
    path("desk/measures/equity/", include("evaluation.urls.desk_equity")),
    path("desk/evidence/change/", include("evaluation.urls.change")),
    path("desk/evidence/equity/", include("evaluation.urls.equity")),
    path("desk/evidence/export/", include("evaluation.urls.export")),
    path("desk/notebook/", include("evaluation.urls.notebook")),
    path("desk/stories/", include("evaluation.urls.stories")),
    path("desk/reports/", include("evaluation.urls.reports")),
    path("desk/surveys/", include("evaluation.urls.desk_surveys")),
    path(_("my/"), include("people.urls.my")),
    path(_("messages/"), include("notifications.urls.messages")),
    path(_("my/proposals/"), include("activities.urls.proposals")),
    path(_("my/calendars/"), include("calendars.urls.mine")),
    path(_("my/groups/"), include("activities.urls.leading")),
    path(_("stand-in/"), include("activities.urls.stand_in")),
    path(_("my/champion/training/"), include("cms.urls_training")),
    path(_("my/champion/steps/"), include("champions.urls.my_steps")),
    path(_("my/champion/"), include("champions.urls.my")),
    path(_("my/champion/"), include("champions.urls.my_support")),
    path(_("certificate/"), include("champions.urls.checking")),
    path(_("my/champion/asked/"), include("activities.urls.asked")),
    path(_("my/champion/matches/"), include("matches.urls.champion")),
    path(_("my/company/"), include("matches.urls.my")),
    path(_("company/"), include("matches.urls.company")),
    path(_("my/visits/"), include("matches.urls.my_visits")),
    path(_("my/lifts/"), include("matches.urls.my_lifts")),
    path(_("my/record/"), include("privacy.urls.my")),
    path(_("my/plan/"), include("prescriptions.urls.my_plan")),
    path(_("my/questions/"), include("evaluation.urls.my_questions")),
    path(_("questions/"), include("evaluation.urls.questions")),
    path(_("my/about-me/"), include("evaluation.urls.about_me")),
    path(_("my/stories/"), include("evaluation.urls.my_stories")),
    path(_("my/survey/"), include("evaluation.urls.my_survey")),
    path(_("asked/"), include("champions.urls.asked")),
    path(_("offer/"), include("champions.urls.offer")),
    path("", include("activities.urls.public")),
    path(_("ideas/"), include("activities.urls.ideas")),
    path(_("paper/"), include("activities.urls.paper")),
    path(_("resources/"), include("centres.urls.resources")),
    path(_("sign-up/"), include("activities.urls.signup")),
    path(_("my-place/"), include("activities.urls.place")),
    path(_("register/"), include("activities.urls.register")),
    path(_("reference/"), include("champions.urls.reference")),
    path(_("kiosk/"), include("activities.urls.kiosk")),
    path("rx/", include("prescriptions.urls.prescribed")),
    path("", include("cms.urls")),  # last: it answers to everything
)
