"""Every page of the site is visited at both widths, light and dark; a new page without a visit here fails."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.timezone import localdate
from playwright.sync_api import BrowserContext, Page

from nominations.demo import acts
from nominations.models import (
    BonusRule,
    Decision,
)
from nominations.services import (
    amendments,
    decisions,
    lists,
    recoveries,
    replacements,
    revocations,
)
from nominations.services.attachments import attach
from tests.e2e.desk import BROWSER, PDF, Enter, dossier_of, nominee, provoked, settle, sound, the_campaign
from tests.e2e.visits import (
    BY_STEPS,
    COMPILING,
    EVERY_VISIT,
    FORWARDED,
    ISSUED,
    NO_PAGE,
    PAID,
    RECOVERING,
    REPLACED,
    REPLACING,
    REVOKING,
    SIGNED,
    TODAY,
    Visit,
)
from workflows import clock

pytestmark = BROWSER


def routes(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if str(pattern.pattern) == "api/v1/":
            continue  # what programs ask has no pages
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        else:
            yield str(pattern.name)


def visit(enter: Enter, visits: list[Visit]) -> None:
    windows: dict[str, Page] = {}
    for route, who, args, name in visits:
        page = windows.setdefault(who, windows.get(who) or enter(who))
        known, _, query = route.partition("?")
        address = reverse(known, args=args())
        answer = page.goto(f"{address}?{query}")
        assert (answer and answer.status, page.url.split("?")[0].endswith(address)) == (200, True)
        sound(page, name)


def test_every_picture_has_a_name_of_its_own() -> None:
    names = [name for visits in EVERY_VISIT for *_rest, name in visits]

    assert sorted(set(names)) == sorted(names)


def test_every_page_has_a_visit() -> None:
    visited = {route.partition("?")[0] for visits in EVERY_VISIT for route, *_rest in visits}

    assert set(routes(get_resolver().url_patterns)) - NO_PAGE == visited | BY_STEPS


@pytest.mark.parametrize("part", range(4))
def test_pages_of_the_day(enter: Enter, part: int) -> None:
    with SimpleUploadedFile("quyet-dinh-khen-2011.pdf", PDF) as file:
        attach(dossier_of("PBCVT"), nominee("Phùng Đức Long"), file, kind="evidence", actor=acts.who("canbo.bcvt"))
    visit(enter, TODAY[part::4])


def test_pages_of_compiling(enter: Enter) -> None:
    lists.compile_list(the_campaign(), actor=acts.who("chuyenvien"))
    visit(enter, COMPILING)


def test_pages_of_deciding(enter: Enter) -> None:
    acts.consolidate(the_campaign(), reviewer="chuyenvien", head="chanhvp")
    visit(enter, FORWARDED)


def test_pages_of_a_decision(enter: Enter) -> None:
    target = acts.consolidate(the_campaign(), reviewer="chuyenvien", head="chanhvp")
    decisions.sign(target, actor=acts.who("giamdoc"))
    settle()
    visit(enter, SIGNED)
    award = Decision.objects.latest("pk")
    decisions.issue(award, actor=acts.who("vanthu"))
    settle()
    visit(enter, ISSUED)
    lines = list(award.consolidated_list.nominations.filter(state="awarded").values_list("pk", flat=True)[:1])
    finding = "Kết luận kiểm tra số 05/KL-TTr (hư cấu): số liệu trong báo cáo thành tích không đúng sự thật"
    revocations.propose(award, lines, ground="a", finding=finding, actor=acts.who("chuyenvien"))
    visit(enter, REVOKING)


def test_pages_of_a_replacement(enter: Enter) -> None:
    target = acts.consolidate(the_campaign(), reviewer="chuyenvien", head="chanhvp")
    award = decisions.sign(target, actor=acts.who("giamdoc"))
    decisions.issue(award, actor=acts.who("vanthu"))
    line = award.consolidated_list.nominations.filter(state="awarded", kind="individual").first()
    words = {line.pk: {"full_name": "Nguyễn Thị Thu Hạnh (hư cấu)", "position": "Phó Trưởng phòng"}}
    why = "Họ tên của một cá nhân ghi sai so với giấy khai sinh (hư cấu)."
    draft = replacements.propose(award, words, finding=why, actor=acts.who("chuyenvien"))
    visit(enter, REPLACING)
    form = enter("chuyenvien")
    amendments.turn_down(draft, actor=acts.who("giamdoc"), reason="Xem lại (hư cấu)")
    form.goto(f"{reverse('propose_replacement', args=[award.pk])}?lines={line.pk}")
    sound(form, "replacement-form")
    draft = replacements.propose(award, words, finding=why, actor=acts.who("chuyenvien"))
    amendments.sign(draft, actor=acts.who("giamdoc"))
    decisions.issue(draft, actor=acts.who("vanthu"))
    settle()
    visit(enter, REPLACED)


def test_pages_of_money(enter: Enter) -> None:
    """By invented figures: the plan names no money."""
    form = the_campaign().award_forms.get()
    rates = [{"form": form.pk, "kind": kind, "multiplier": "0.3", "source": "Hư cấu"} for kind in form.subject_kinds]
    salaries = [{"since": "2013-07-01", "amount": 1_150_000, "source": "Nghị định số 66/2013/NĐ-CP"}]
    BonusRule.objects.create(  # by hand: in the demonstration something is signed already
        campaign=the_campaign(), is_on=True, rates=rates, salaries=salaries, rounding_source="Hư cấu",
        written_by=acts.who("chanhvp"), written_at=clock.now(),
    )  # fmt: skip
    award = decisions.sign(
        acts.consolidate(the_campaign(), reviewer="chuyenvien", head="chanhvp"), actor=acts.who("giamdoc")
    )
    visit(enter, PAID)
    decisions.issue(award, actor=acts.who("vanthu"))
    lines = list(award.consolidated_list.nominations.filter(state="awarded").values_list("pk", flat=True)[:2])
    draft = revocations.propose(award, lines, ground="a", finding="Kết luận (hư cấu)", actor=acts.who("chuyenvien"))
    amendments.sign(draft, actor=acts.who("phogiamdoc"))
    revocations.enact(draft, actor=acts.who("vanthu"))
    lost, back = draft.recoveries.order_by("pk")[:2]
    recoveries.waive(lost, reason="Giấy khen bị mất do lũ quét (hư cấu)", actor=acts.who("chuyenvien"))
    recoveries.note_return(back, day=localdate(clock.now()), actor=acts.who("chuyenvien"))
    visit(enter, RECOVERING)


def test_page_of_signing_in(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(reverse("account_login"))
    sound(page, "sign-in")


def test_page_of_a_missing_object(enter: Enter, faults: list[str]) -> None:
    page = enter("canbo.bcvt")
    page.goto("/dossiers/999999/")
    sound(page, "missing")
    provoked(faults, 404)


@pytest.mark.parametrize("template", ["500.html", "403_csrf.html", "registration/locked.html"])
def test_page_of_a_fault(context: BrowserContext, template: str) -> None:
    page = context.new_page()
    page.route("**/fault/", lambda route: route.fulfill(body=render_to_string(template), content_type="text/html"))
    page.goto("/fault/")
    sound(page)
