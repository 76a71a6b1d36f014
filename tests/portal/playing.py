"""A campaign that may name those honoured, news, and a stranger's browser."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from nominations.models import Article, Decision, PublicationRule
from nominations.services import amendments, articles, decisions, publications, revocations
from tests.factories import World, signed
from workflows import content

PORTALS = ("Cổng thứ nhất", "Cổng thứ hai")


def naming(world: World, *, names: bool = True, days: int = 7) -> PublicationRule:
    """The head of the office lets the public portal name those honoured, or not."""
    last = world.campaign.publication_rules.first()
    rule = PublicationRule(campaign=world.campaign, days=days, names_honoured=names)
    return publications.write_rule(rule, actor=world.office_head, seen=str(last.pk if last else ""))


def with_portals(world: World) -> None:
    """The campaign's plan names two portals."""
    world.campaign.plan = {"publications": [{"channel": name, "audience": f"Người đọc {name}"} for name in PORTALS]}
    content.store(world.campaign, ["plan"])


def issued(world: World, count: int = 2) -> Decision:
    decision = signed(world, count)
    decisions.issue(decision, actor=world.records_clerk)
    return Decision.objects.get(pk=decision.pk)


def revoke(world: World, decision: Decision, count: int | None = None) -> None:
    """Takes the award from all of its lines, or from the first few."""
    lines = list(decision.consolidated_list.nominations.order_by("pk").values_list("pk", flat=True))[:count]
    draft = revocations.propose(decision, lines, ground="a", finding="Kết luận (hư cấu)", actor=world.office_reviewer)
    amendments.sign(draft, actor=world.director)
    revocations.enact(draft, actor=world.records_clerk)


def drafted(world: World, **words: Any) -> Article:
    said = {"title": "Tin hư cấu", "summary": "Tóm tắt hư cấu", "body": "Đoạn một.\n\nĐoạn hai.", "campaign": None}
    return articles.begin(world.organisation, said | words, actor=world.publisher)


def published(world: World, **words: Any) -> Article:
    article = drafted(world, **words)
    articles.publish(article, actor=world.publisher)
    return article


def read(url: str, **headers: str) -> HttpResponse:
    return Client().get(url, headers=headers)
