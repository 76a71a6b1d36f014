"""A name of one long word, a reason of one longer: no page grows wider than its window."""

from typing import Any

import pytest
from django.urls import reverse

from nominations.demo import acts
from nominations.models import Nomination
from nominations.services import dossiers, lists
from nominations.services import nominations as noms
from tests.e2e.desk import BROWSER, SIZES, Enter, dossier_of, nominee, settle, the_campaign

pytestmark = BROWSER

NAME = "Nguyễnthị" * 21 + "Hoàngan"
REASON = "lýdo" * 975


def told() -> dict[str, Any]:
    """Everybody gets the name; one is returned, one refused, one struck, a dossier sent back, for that reason."""
    reviewer, other, director = (acts.who(name) for name in ("chuyenvien", "chuyenvien2", "giamdoc"))
    returned, refused, *rest = dossier_of("TTCNTT").nominations.order_by("pk")
    noms.send_back(returned, actor=other, codes=["other"], reason=REASON)
    noms.find_ineligible(refused, actor=other, reason=REASON)
    for nomination in rest:
        noms.mark_eligible(nomination, actor=other)
    dossiers.send_back(dossier_of("TTCNTT"), actor=other, reason=REASON)
    target = lists.compile_list(the_campaign(), actor=reviewer)
    lists.save_note(target, actor=reviewer, note=REASON)
    lists.forward(target, actor=acts.who("chanhvp"))
    struck = target.nominations.order_by("pk")[0]
    lists.strike(target, [struck], actor=director, reason=REASON)
    settle()
    draft = nominee("Phùng Đức Long")
    Nomination.objects.update(full_name=NAME, position=NAME, overview=REASON, achievements=REASON)
    return {"returned": returned, "struck": struck, "list": target, "draft": draft}


@pytest.mark.parametrize("width", SIZES)
def test_long_words_widen_no_page(enter: Enter, width: str) -> None:
    made = told()
    returned, struck, draft = made["returned"].pk, made["struck"].pk, made["draft"].pk
    there = [dossier_of("TTCNTT").pk]
    visits = [
        ("giamdoc", "consolidated_list", [made["list"].pk]),
        ("giamdoc", "home", []),
        ("chuyenvien2", "nominations", []),
        ("chuyenvien2", "nomination", [returned]),
        ("chuyenvien2", "nomination", [struck]),
        ("chuyenvien2", "review_dossier", there),
        ("chuyenvien2", "board", [the_campaign().pk]),
        ("canbo.trungtam", "dossier", there),
        ("canbo.trungtam", "nomination_edit", [returned]),
        ("canbo.trungtam", "nomination_remove", [returned]),
        ("canbo.trungtam", "notifications", []),
        ("canbo.bcvt", "nomination_edit", [draft]),
        ("kiemtra", "trail", []),
        ("kiemtra", "trail_object", ["nominations.nomination", returned]),
        ("kiemtra", "trail_object", ["nominations.consolidatedlist", made["list"].pk]),
    ]
    windows = {who: enter(who, SIZES[width]) for who, _route, _args in visits}
    wide = {}
    for who, route, args in visits:
        answer = windows[who].goto(reverse(route, args=args))
        assert answer is not None
        assert (answer.status, windows[who].url.endswith(reverse(route, args=args))) == (200, True)
        wide[route, *args] = windows[who].evaluate("document.documentElement.scrollWidth - innerWidth")

    assert {page: more for page, more in wide.items() if more > 0} == {}
