"""The office's pages: a nomination, a dossier under review, the board of all units, the list being compiled."""

from django.urls import path

from nominations.desk.review import board, bonus, compiling, dossier, nomination, reminder_rules

urlpatterns = [
    path("nominations/<int:pk>/", nomination.nomination, name="nomination"),
    path("nominations/<int:pk>/send_back/", nomination.send_back, name="send_back_nomination"),
    path("dossiers/<int:pk>/review/", dossier.review_dossier, name="review_dossier"),
    path("dossiers/<int:pk>/mark_eligible/", dossier.mark_eligible, name="mark_all_eligible"),
    path("campaigns/<int:pk>/board/", board.board, name="board"),
    path("campaigns/<int:pk>/reminders/", reminder_rules.reminder_rules, name="reminder_rules"),
    path("campaigns/<int:pk>/bonus/", bonus.bonus, name="bonus"),
    path("campaigns/<int:pk>/compile/", board.compile, name="compile"),
    path("lists/<int:pk>/compiling/", compiling.compiling, name="compiling"),
    path("lists/<int:pk>/note/", compiling.note, name="save_note"),
    path("lists/<int:pk>/consolidate/", compiling.consolidate, name="consolidate"),
    path("lists/<int:pk>/set_aside/", compiling.set_aside, name="set_aside"),
]
