"""Under `desk/ideas/`: what people would like to see."""

from django.urls import path

from activities.views import desk_ideas

app_name = "desk_ideas"
urlpatterns = [
    path("", desk_ideas.idea_list, name="list"),
    path("<int:pk>/", desk_ideas.idea, name="idea"),
    path("<int:pk>/decline/", desk_ideas.decline, name="decline"),
    path("<int:pk>/merge/", desk_ideas.merge, name="merge"),
]
