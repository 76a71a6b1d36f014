"""What a stranger reads, and what stays inside."""

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from nominations.models import Decision, Nomination
from nominations.services import amendments, articles, decisions, replacements
from portal.published import honoured, page_of
from tests.factories import make_world, signed
from tests.portal.playing import drafted, issued, naming, published, read, revoke
from workflows import triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def names_on(url: str) -> list[str]:
    page = read(url).content.decode()
    return sorted(name for name in Nomination.objects.values_list("full_name", flat=True) if name in page)


def everybody() -> list[str]:
    return sorted(Nomination.objects.values_list("full_name", flat=True))


def test_list_names_who_is_honoured_once_the_office_lets_it(world):
    issued(world)
    naming(world)

    assert names_on(reverse("portal_honoured")) == everybody()


def test_list_names_nobody_unless_the_office_lets_it(world):
    issued(world)

    assert names_on(reverse("portal_honoured")) == []


def test_list_names_nobody_once_the_office_takes_it_back(world):
    issued(world)
    naming(world)
    naming(world, names=False)

    assert names_on(reverse("portal_honoured")) == []


def test_setting_of_the_plan_lets_names_be_read(world):
    issued(world)
    Campaign.objects.update(settings={"results_published": True})

    assert names_on(reverse("portal_honoured")) == everybody()


def test_signed_decision_names_nobody_before_it_is_issued(world):
    naming(world)
    decision = signed(world)

    assert read(reverse("portal_decision", args=[decision.pk])).status_code == 404


def test_whose_award_is_revoked_leaves_the_list(world):
    naming(world)
    decision = issued(world)
    revoke(world, decision, 1)

    assert names_on(reverse("portal_decision", args=[decision.pk])) == [
        decision.consolidated_list.nominations.get(state="awarded").full_name
    ]


def test_revoked_decision_is_a_missing_page(world):
    naming(world)
    decision = issued(world)
    revoke(world, decision)

    assert read(reverse("portal_decision", args=[decision.pk])).status_code == 404


def test_names_follow_the_decision_that_replaced_another(world):
    naming(world)
    before = issued(world)
    line = before.consolidated_list.nominations.order_by("pk").first()
    right = {line.pk: {"full_name": "Nguyễn Thị Hạnh"}}
    draft = replacements.propose(before, right, finding="Sai tên (hư cấu).", actor=world.office_reviewer)
    amendments.sign(draft, actor=world.director)
    decisions.issue(Decision.objects.get(pk=draft.pk), actor=world.records_clerk)

    old, new = (Client().get(reverse("portal_decision", args=[pk])) for pk in (before.pk, draft.pk))

    assert (old.status_code, new.status_code, "Nguyễn Thị Hạnh" in new.content.decode()) == (404, 200, True)


@pytest.mark.parametrize("field", ["position", "sub_unit", "overview", "achievements", "earlier_awards"])
def test_of_a_person_nothing_is_read_but_name_unit_and_award(world, field):
    naming(world)
    decision = issued(world)
    Nomination.objects.update(**{field: "zqbimatzq"})
    pages = [
        reverse("portal_honoured"),
        *(reverse(name, args=[decision.pk]) for name in ("portal_decision", "portal_embed")),
    ]

    assert ["zqbimatzq" in read(url).content.decode() for url in pages] == [False, False, False]


def test_search_finds_without_accents(world):
    naming(world)
    issued(world)
    Nomination.objects.filter(pk=Nomination.objects.first().pk).update(
        full_name="Đặng Hoà Bình", search_key="dang hoa binh"
    )

    assert names_on(reverse("portal_honoured") + "?q=DANG+hòa") == ["Đặng Hoà Bình"]


def test_search_that_finds_nobody_says_so(world):
    naming(world)
    issued(world)

    assert "Không tìm thấy ai" in read(reverse("portal_honoured") + "?q=khongco").content.decode()


def test_pages_lead_on_without_leaving_anybody_out(world):
    naming(world)
    issued(world, 5)

    first, onward = page_of(honoured(), None, 2)
    second, further = page_of(honoured(), onward, 2)
    third, end = page_of(honoured(), further, 2)

    every = [row.pk for row in (*first, *second, *third)]
    assert (sorted(every), end) == (sorted(Nomination.objects.values_list("pk", flat=True)), None)


@pytest.mark.parametrize(
    ("state", "status"), [("draft", 404), ("cancelled", 404), ("launched", 200), ("archived", 200)]
)
def test_campaign_is_public_from_its_approval(world, state, status):
    triggers.uninstall()
    Campaign.objects.filter(pk=world.campaign.pk).update(state=state)
    triggers.install()

    assert read(reverse("portal_campaign", args=[world.campaign.pk])).status_code == status


def test_news_is_read_once_it_is_published(world):
    article = published(world, title="Lễ phát động")

    assert "Lễ phát động" in read(reverse("portal_article", args=[article.pk])).content.decode()


def test_draft_is_a_missing_page(world):
    assert read(reverse("portal_article", args=[drafted(world).pk])).status_code == 404


def test_news_that_was_taken_down_is_a_missing_page(world):
    article = published(world)
    articles.take_down(article, actor=world.publisher, reason="Lý do (hư cấu).")

    assert read(reverse("portal_article", args=[article.pk])).status_code == 404


def test_markup_in_news_is_text(world):
    article = published(world, body="<script>alert(1)</script>")

    assert "<script>" not in read(reverse("portal_article", args=[article.pk])).content.decode()


def test_news_is_found_without_accents(world):
    published(world, title="Hội nghị tổng kết")
    published(world, title="Buổi giao lưu")

    assert "Buổi giao lưu" not in read(reverse("portal_news") + "?q=tong+ket").content.decode()
