"""Under `desk/champions/`."""

from django.urls import path

from champions.views import applying, asking, board, champions, file, way

app_name = "champions"
urlpatterns = [
    path("", champions.champions, name="list"),
    path("board/", board.board, name="board"),
    path("everybody/", board.everybody, name="everybody"),
    path("ask/", asking.ask, name="ask"),
    path("ask/<uuid:public_id>/", asking.ask_person, name="ask_person"),
    path("asked/", asking.asked, name="asked"),
    path("asked/<int:pk>/whom/", asking.choose, name="choose"),
    path("asked/<int:pk>/said/", asking.said, name="said"),
    path("asked/<int:pk>/letter/", asking.print_letter, name="letter"),
    path("asked/<int:pk>/take-back/", asking.withdraw, name="withdraw"),
    path("welcome/<uuid:public_id>/", champions.welcome, name="welcome"),
    path("<int:pk>/", file.show, name="file"),
    path("<int:pk>/edit/", champions.edit, name="edit"),
    path("<int:pk>/pause/", champions.pause, name="pause"),
    path("<int:pk>/resume/", champions.resume, name="resume"),
    path("<int:pk>/step/", way.step, name="step"),
    path("<int:pk>/next/", way.plan, name="plan"),
    path("<int:pk>/leave/", way.leave, name="leave"),
    path("<int:pk>/decline/", way.decline, name="decline"),
    path("<int:pk>/about/<int:number>/", applying.desk_page, name="page"),
    path("<int:pk>/about/check/", applying.desk_check, name="check"),
]
