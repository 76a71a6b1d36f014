"""What the publisher keeps: the queue and log of the portals that plans name, and the news of the public portal."""

from django.urls import path

from nominations.desk.publishing import articles, queue, rule

urlpatterns = [
    path("publications/", queue.publications, name="publications"),
    path("publications/<int:pk>/", queue.publication, name="publication"),
    path("campaigns/<int:pk>/news/", queue.note_news, name="note_news"),
    path("campaigns/<int:pk>/publication-rule/", rule.publication_rule, name="publication_rule"),
    path("articles/", articles.articles, name="articles"),
    path("articles/new/", articles.article_new, name="article_new"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/edit/", articles.article_edit, name="article_edit"),
]
