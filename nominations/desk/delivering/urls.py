"""To whom issued documents go, and what became of each."""

from django.urls import path

from nominations.desk.delivering import delivery, recipients

urlpatterns = [
    path("campaigns/<int:pk>/recipients/", recipients.campaign_recipients, name="campaign_recipients"),
    path("decisions/<int:pk>/recipients/", recipients.decision_recipients, name="decision_recipients"),
    path("deliveries/<int:pk>/", delivery.delivery, name="delivery"),
    path("deliveries/<int:pk>/give_link/", delivery.give_link, name="give_link"),
]
