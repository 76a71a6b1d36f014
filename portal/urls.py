"""What the public sees."""

from django.urls import path

from portal import checking, commenting, feeds, pages, receiving

portal = [
    path("robots.txt", feeds.robots, name="robots"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("portal/", pages.front, name="portal_front"),
    path("portal/campaigns/", pages.campaigns, name="portal_campaigns"),
    path("portal/campaigns/<int:pk>/", pages.campaign, name="portal_campaign"),
    path("portal/news/", pages.news_list, name="portal_news"),
    path("portal/news/<int:pk>/", pages.article, name="portal_article"),
    path("portal/honoured/", pages.honoured_list, name="portal_honoured"),
    path("portal/honoured/<int:pk>/", pages.decision, name="portal_decision"),
    path("portal/honoured/<int:pk>/embed/", pages.embed, name="portal_embed"),
    path("portal/consultations/<int:pk>/", commenting.consultation, name="portal_consultation"),
    path("portal/news.rss", feeds.news_rss, name="portal_news_rss"),
    path("portal/news.atom", feeds.news_atom, name="portal_news_atom"),
    path("portal/honoured.rss", feeds.honoured_rss, name="portal_honoured_rss"),
    path("portal/honoured.atom", feeds.honoured_atom, name="portal_honoured_atom"),
    path("portal/feed.json", feeds.json_feed, name="portal_json"),
    path("portal/deadlines.ics", feeds.deadlines, name="portal_deadlines"),
]
PUBLIC = {str(one.name) for one in portal}  # the same for everybody, signed in or not

urlpatterns = [
    *portal,
    path("portal/consultations/<int:pk>/comment/", commenting.give_comment, name="give_comment"),
    path("portal/comments/<str:code>/", commenting.comment_given, name="comment_given"),
    path("check/", checking.check, name="check"),
    path("check/<str:code>/", checking.checked, name="checked"),
    path("received/<str:token>/", receiving.received, name="received"),
    path("received/<str:token>/document.pdf", receiving.received_pdf, name="received_pdf"),
]
