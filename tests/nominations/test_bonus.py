"""Money with the awards: off until the head of the office sets its figures, and exact by the decision's date."""

from datetime import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from campaigns.models import AwardForm
from nominations.bonus import amounts_of, figures_of
from nominations.models import BonusRule, Nomination
from nominations.papers.kinds import PAPERS, papers_of, printed
from nominations.services import amendments, decisions, dossiers, revocations
from nominations.services import bonus as services
from organisation.calendar import VIETNAM
from tests.documents.reading import pages, shown, squeezed
from tests.factories import (
    World,
    forwarded,
    found_eligible,
    head_of,
    make_dossier,
    make_nomination,
    make_world,
    put_forward,
    signed,
)
from tests.nominations.bonus import rule_for, switched_on
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import queries
from workflows import clock
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.rules import roles_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def typed(world: World, **other: Any) -> dict[str, Any]:
    """What the form sends for a person's 0,3 of 1.150.000 đồng."""
    form = world.form.pk
    return {
        "seen": "", "is_on": "on", "rounding_way": "up", "rounding_to": "10.000", "rounding_source": "NĐ 91 (hư cấu)",
        f"multiplier-{form}-individual": "0,3", f"source-{form}-individual": "Điều 73",
        "since-0": "01/07/2013", "amount-0": "1.150.000", "decree-0": "Nghị định số 66/2013/NĐ-CP",
    } | other  # fmt: skip


def send(world: World, **other: Any) -> HttpResponse:
    url = reverse("bonus", args=[world.campaign.pk])
    return signed_in(world.office_head).post(url, typed(world, **other))


def refusals(answer: HttpResponse) -> list[str]:
    return [word for said in answer.context["form"].errors.values() for word in said]


def text_of(decision: Any) -> str:
    return "".join(map(shown, pages(printed(PAPERS["payment_list"], decision, "pdf"))))


@pytest.mark.parametrize(
    ("day", "multiplier", "amount"),
    [
        ((2013, 8, 26), "0.3", 350_000), ((2013, 8, 26), "0.6", 690_000), ((2025, 1, 2), "0.3", 710_000),
        ((2025, 1, 2), "0.6", 1_410_000), ((2026, 7, 1), "0.3", 760_000), ((2026, 7, 1), "0.6", 1_520_000),
        ((2013, 6, 30), "0.3", 320_000),
    ],
)  # fmt: skip
def test_amount_follows_the_salary_in_force_on_the_day_of_the_decision(world, day, multiplier, amount):
    rates = [{"form": world.form.pk, "kind": "individual", "multiplier": multiplier, "source": "Hư cấu"}]
    with clock.moved_to(datetime(2012, 6, 1, 8, tzinfo=VIETNAM)):
        switched_on(world, rates=rates)
    with clock.moved_to(datetime(*day, 8, tzinfo=VIETNAM)):
        decision = signed(world, 1)

    lines = list(Nomination.objects.filter(consolidated_list=decision.consolidated_list))
    assert list(amounts_of(lines, figures_of([decision])[decision.pk]).values()) == [amount]


def test_money_is_off_by_default(world):
    decision = signed(world, 1)
    roles = roles_of(world.director, clock.now())

    assert (figures_of([decision]), "payment_list" in papers_of(decision, roles)) == ({}, False)
    assert "Tiền thưởng" not in page(signed_in(world.director), decision.get_absolute_url())


def test_money_switched_off_again_is_off(world):
    switched_on(world)
    switched_on(world, is_on=False)

    assert figures_of([signed(world, 1)]) == {}


def test_page_of_a_decision_sums_the_money_up(world):
    switched_on(world)
    decision = signed(world)

    text = page(signed_in(world.director), decision.get_absolute_url())

    amount = figures_of([decision])[decision.pk].amount_of(decision.consolidated_list.nominations.first())
    assert f"Tổng cộng: {2 * amount:,} đồng".replace(",", ".") in text


def test_number_of_queries_of_a_decision_with_money_is_constant():
    counts = []
    for lines in (1, 3):
        world = make_world()
        switched_on(world)
        decision = signed(world, lines)
        counts.append(queries(signed_in(world.director), decision.get_absolute_url()))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_payment_list_is_printed(world, form):
    switched_on(world)

    assert printed(PAPERS["payment_list"], signed(world), form) != b""


def test_payment_list_names_everybody_and_every_source(world):
    switched_on(world)
    decision = signed(world)
    names = [line.full_name for line in decision.consolidated_list.nominations.all()]

    text = text_of(decision)

    wanted = [*names, "Nghị định số 161/2026/NĐ-CP", "Nghị định 91/2017/NĐ-CP, Điều 73", "Điều 68", "0,3 ×"]
    assert [words for words in wanted if squeezed(words) not in text] == []


def test_whoever_reads_the_decision_reads_the_payment_list(world):
    switched_on(world)
    decision = signed(world, 1)
    decisions.issue(decision, actor=world.records_clerk)

    people = (world.unit_head, world.director, world.people["unit_head_2"])
    found = ["payment_list" in papers_of(decision, roles_of(person, clock.now())) for person in people]
    assert found == [True, True, False]


def test_revoked_award_is_paid_no_more(world):
    switched_on(world)
    decision = signed(world)
    decisions.issue(decision, actor=world.records_clerk)
    gone, stays = decision.consolidated_list.nominations.order_by("pk")
    draft = revocations.propose(decision, [gone.pk], ground="a", finding="Hư cấu", actor=world.office_reviewer)
    amendments.sign(draft, actor=world.director)
    revocations.enact(draft, actor=world.records_clerk)

    text = text_of(decision)

    assert [squeezed(one.full_name) in text for one in (gone, stays)] == [False, True]


def test_several_forms_for_one_achievement_bring_the_highest_alone(world):
    higher = AwardForm.objects.create(
        organisation=world.organisation, code="cao-hon", name="Danh hiệu cao hơn (hư cấu)", decided_here=True,
        subject_kinds=["individual"],
    )  # fmt: skip
    world.campaign.award_forms.add(higher)
    rates = [*rule_for(world).rates, {"form": higher.pk, "kind": "individual", "multiplier": "1.0", "source": "Hư cấu"}]
    switched_on(world, rates=rates)
    dossier = make_dossier(world)
    for form in (world.form, higher):
        make_nomination(world, dossier, full_name="Giàng A Páo", award_form=form)
    decisions_of = _signed_from(world, dossier)

    lines = list(decisions_of.consolidated_list.nominations.all())
    amounts = amounts_of(lines, figures_of([decisions_of])[decisions_of.pk])
    assert [line.award_form for line in lines if line.pk in amounts] == [higher]


def test_two_people_of_one_name_are_both_paid(world):
    switched_on(world)
    dossier = make_dossier(world)
    for _twin in range(2):
        make_nomination(world, dossier, full_name="Giàng A Páo")
    decision = _signed_from(world, dossier)

    lines = list(decision.consolidated_list.nominations.all())
    assert len(amounts_of(lines, figures_of([decision])[decision.pk])) == 2


def _signed_from(world: World, dossier: Any) -> Any:
    services_of_the_unit(world, dossier)
    return decisions.sign(put_forward(world), actor=world.director)


def services_of_the_unit(world: World, dossier: Any) -> None:
    dossiers.submit(dossier, actor=head_of(world, dossier))
    found_eligible(world, dossier)


def test_register_tells_the_money(world):
    switched_on(world)
    decision = signed(world, 1)
    amount = figures_of([decision])[decision.pk].amount_of(decision.consolidated_list.nominations.get())

    text = "".join(map(shown, pages(printed(PAPERS["award_register"], decision, "pdf"))))

    assert squeezed(f"{amount:,}".replace(",", ".")) in text


def test_head_of_the_office_switches_money_on(world):
    answer = send(world)

    rule = BonusRule.objects.get()
    assert (answer.status_code, rule.is_on, rule.written_by) == (302, True, world.office_head)
    assert (rule.rates[0]["multiplier"], rule.salaries[0]["amount"]) == ("0.3", 1_150_000)


@pytest.mark.parametrize(
    ("typed_in", "words"),
    [
        ({"amount-0": ""}, "Hãy ghi đủ ngày áp dụng và mức lương, hoặc để trống cả hai."),
        ({"since-0": "", "amount-0": ""}, "Chưa có mức lương cơ sở nào áp dụng đến hôm nay."),
        ({"since-0": "01/07/2099"}, "Chưa có mức lương cơ sở nào áp dụng đến hôm nay."),
        ({"since-1": "01/07/2013", "amount-1": "1", "decree-1": "x"}, "Hai mức lương cơ sở cùng áp dụng từ một ngày."),
        ({"decree-0": ""}, "Mỗi mức lương cơ sở phải có căn cứ."),
        ({"amount-0": "0"}, "Mức lương cơ sở phải lớn hơn 0 và không quá 1 tỷ đồng."),
        ({"rounding_source": ""}, "Hãy ghi căn cứ của quy tắc làm tròn."),
        ({"rounding_to": "2000000"}, "Làm tròn đến từ 1 đến 1.000.000 đồng."),
    ],
)
def test_wrong_figures_are_refused_in_words(world, typed_in, words):
    answer = send(world, **typed_in)

    assert (answer.status_code, refusals(answer), BonusRule.objects.count()) == (422, [words], 0)


@pytest.mark.parametrize(
    ("multiplier", "source", "words"),
    [
        ("", "", "Hãy ghi hệ số cho ít nhất một hình thức và đối tượng."),
        ("-0,3", "Điều 73", "Hệ số phải lớn hơn 0 và không quá 100."),
        ("0", "Điều 73", "Hệ số phải lớn hơn 0 và không quá 100."),
        ("0,3", "", "Mỗi hệ số phải có căn cứ."),
    ],
)
def test_wrong_multiplier_is_refused_in_words(world, multiplier, source, words):
    form = world.form.pk
    named = {f"multiplier-{form}-individual": multiplier, f"source-{form}-individual": source}

    assert refusals(send(world, **named)) == [words]


def test_what_was_typed_stays_on_the_page(world):
    answer = send(world, **{"decree-0": "", "rounding_source": "Căn cứ gõ dở"})

    assert "Căn cứ gõ dở" in answer.content.decode()


def test_nothing_changes_once_a_decision_is_signed(world):
    signed(world, 1)

    with pytest.raises(NotAllowed, match="đã có quyết định được ký"):
        switched_on(world)


def test_forwarded_list_does_not_stop_the_office_yet(world):
    forwarded(world, 1)

    assert switched_on(world).is_on


def test_nobody_else_sets_the_money(world):
    with pytest.raises(NotPermitted):
        services.write(rule_for(world), actor=world.office_reviewer, seen="")


def test_second_of_two_writers_is_refused(world):
    switched_on(world)

    with pytest.raises(StaleContent):
        services.write(rule_for(world), actor=world.office_head, seen="")


def test_rule_that_came_after_the_signature_pays_nothing(world):
    decision = signed(world, 1)
    late = rule_for(world, written_by=world.office_head, written_at=clock.now())
    late.save()

    papers = papers_of(decision, roles_of(world.director, clock.now()))
    assert (figures_of([decision]), "payment_list" in papers) == ({}, False)
