"""Under `my/champion/steps/`: what a champion does about the steps before they start."""

from django.urls import path

from champions.views import mine

app_name = "my_steps"
urlpatterns = [
    path("<int:pk>/agreement/", mine.agreement, name="agreement"),
    path("<int:pk>/referees/", mine.referees, name="referees"),
]
