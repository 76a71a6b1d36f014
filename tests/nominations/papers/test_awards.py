"""What is printed after a decision is signed."""

import pytest

from nominations.papers.awards import certificates, certified_copy
from nominations.papers.kinds import PAPERS, printed
from nominations.services import decisions, revocations
from tests.documents.reading import pages, shown, squeezed
from tests.factories import checked, make_world, put_forward, signed
from tests.nominations.papers.test_papers import revoking
from workflows.audit import history_of

pytestmark = pytest.mark.django_db


def text_of(name: str, decision) -> list[str]:
    return [shown(page) for page in pages(printed(PAPERS[name], decision, "pdf"))]


def two_decisions():
    world = make_world()
    first = signed(world)
    checked(world, 1, count=3)
    return first, decisions.sign(put_forward(world), actor=world.director)


def test_certificate_is_printed_for_each_line():
    decision = signed(make_world(), count=3)

    assert len(text_of("certificates", decision)) == 3


def test_certificate_names_its_bearer_and_the_decision():
    decision = signed(make_world())
    name = decision.paper["rows"]["individual"][0]["name"]

    front = text_of("certificates", decision)[0]
    assert [squeezed(text) in front for text in (name, f"số: {decision.notation}")] == [True, True]


def test_certificates_are_numbered_on_over_the_decisions_of_a_year():
    first, second = two_decisions()

    numbers = [one.register_number for decision in (first, second) for one in certificates(decision).certificates]
    assert numbers == ["01", "02", "03", "04", "05"]


def test_certificates_are_numbered_past_a_revocation_as_the_register_is():
    world = make_world()
    first = signed(world)
    decisions.issue(first, actor=world.records_clerk)
    revocations.enact(revoking(world, first), actor=world.records_clerk)
    checked(world, 1, count=1)
    second = decisions.sign(put_forward(world), actor=world.director)

    assert [one.register_number for one in certificates(second).certificates] == ["03"]


def test_register_holds_every_decision_of_the_year():
    first, second = two_decisions()
    text = "".join(text_of("award_register", first))

    assert [squeezed(one.notation) in text for one in (first, second)] == [True, True]
    assert squeezed("5 lượt khen thưởng") in text


def test_register_holds_nothing_of_another_body():
    decision, other = signed(make_world()), signed(make_world(), count=3)

    assert squeezed("2 lượt khen thưởng") in "".join(text_of("award_register", decision))
    assert squeezed("3 lượt khen thưởng") in "".join(text_of("award_register", other))


def test_revoked_decision_is_marked_in_the_register():
    world = make_world()
    decision = signed(world)
    decisions.issue(decision, actor=world.records_clerk)
    revocations.enact(revoking(world, decision), actor=world.records_clerk)

    assert squeezed("Quyết định đã hủy bỏ") in "".join(text_of("award_register", decision))


def test_presentation_list_calls_everybody():
    decision = signed(make_world(), count=3)
    names = [row["name"] for row in decision.paper["rows"]["individual"]]

    text = "".join(text_of("presentation_list", decision))
    assert [name for name in names if squeezed(name) not in text] == []


def test_copy_shows_the_decision_and_who_copies_it():
    decision = signed(make_world())
    text = "".join(text_of("certified_copy", decision))

    organisation = decision.organisation
    phrases = (f"Số: {decision.notation}", "(Đã ký)", "SAO Y", f"Số: /SY-{organisation.symbol}", "TL. GIÁM ĐỐC")
    assert [phrase for phrase in phrases if squeezed(phrase) not in text] == []


def test_copy_bears_the_code_of_the_decision():
    decision = signed(make_world())
    signature = history_of(decision).get(verb="sign")

    assert certified_copy(decision).check.event_hash == signature.hash
