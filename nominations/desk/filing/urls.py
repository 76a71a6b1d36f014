"""The unit's pages: its dossier, its nominees, its files."""

from django.urls import path

from nominations.desk.filing import attachments, dossiers, nominations, uploads

urlpatterns = [
    path("dossiers/open/", dossiers.open_dossier, name="open_dossier"),
    path("dossiers/<int:pk>/", dossiers.dossier, name="dossier"),
    path("dossiers/<int:pk>/letter/", dossiers.letter, name="dossier_letter"),
    path("dossiers/<int:pk>/nominations/new/", nominations.nomination_new, name="nomination_new"),
    path("nominations/<int:pk>/edit/", nominations.nomination_edit, name="nomination_edit"),
    path("nominations/<int:pk>/autosave/", nominations.nomination_autosave, name="nomination_autosave"),
    path("nominations/<int:pk>/remove/", nominations.nomination_remove, name="nomination_remove"),
    path("dossiers/<int:pk>/uploads/", uploads.dossier_uploads, name="dossier_uploads"),
    path("nominations/<int:pk>/uploads/", uploads.nomination_uploads, name="nomination_uploads"),
    path("uploads/<int:pk>/", uploads.upload, name="upload"),
    path("attachments/<int:pk>/", attachments.attachment, name="attachment"),
    path("attachments/<int:pk>/remove/", attachments.attachment_remove, name="attachment_remove"),
]
