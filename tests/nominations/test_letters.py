"""Letters to the units: drawn from the facts, looked through by a person, kept as they were sent."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from nominations.models import UnitLetter
from nominations.services import decisions, dossiers, lists
from nominations.services import letters as services
from nominations.services import nominations as noms
from notifications.models import Letter, Mailbox, Message
from notifications.services import post
from organisation.models import User
from tests.factories import World, checked, make_dossier, make_nomination, make_world, put_forward, submitted
from tests.nominations.desk import signed_in
from tests.nominations.reviewing import queries, seen
from tests.notifications.telling import make_due
from workflows.effects import registry
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.models import AuditEvent, OutboxEntry

pytestmark = pytest.mark.django_db


def urged(world: World, units: int = 2) -> list[UnitLetter]:
    return services.prepare(world.round, actor=world.office_reviewer)[:units]


def decided(world: World) -> "decisions.Decision":
    """The first unit gets one award, one refusal by the office; one is struck by the Director."""
    dossier = make_dossier(world)
    names = ("Nguyễn Thị Được", "Nguyễn Thị Thiếu", "Nguyễn Thị Gạch")
    good, bad, struck = (make_nomination(world, dossier, full_name=name) for name in names)

    dossiers.submit(dossier, actor=world.unit_head)
    dossiers.receive(dossier, actor=world.office_reviewer)
    for one in (good, struck):
        noms.mark_eligible(one, actor=world.office_reviewer)
    noms.find_ineligible(bad, actor=world.office_reviewer, reason="Chưa đủ thời gian công tác.")
    dossiers.check_off(dossier, actor=world.office_reviewer)
    target = put_forward(world)
    lists.strike(target, [struck], actor=world.director, reason="Chưa đến lượt.")
    decision = decisions.sign(target, actor=world.director)
    decisions.issue(decision, actor=world.records_clerk)
    return decision


def run_outbox() -> None:
    for entry in OutboxEntry.objects.filter(effect="nominations.deliver_letters"):
        registry[entry.effect](entry)


def stands(letter: UnitLetter) -> UnitLetter:
    return UnitLetter.objects.get(pk=letter.pk)


def test_urging_letter_is_written_for_each_unit_that_has_not_filed():
    world = make_world(3)
    submitted(world, 1)

    made = urged(world, 3)

    assert [letter.unit for letter in made] == [world.units[0], world.units[2]]


def test_letters_are_not_written_twice():
    world = make_world()
    urged(world)

    assert services.prepare(world.round, actor=world.office_head) == []


def test_nobody_but_the_office_writes_letters():
    world = make_world()

    with pytest.raises(NotPermitted):
        services.prepare(world.round, actor=world.director)


READERS = pytest.mark.parametrize("language", ["vi", "en"])


@READERS
def test_urging_letter_says_in_vietnamese_what_is_missing(language: str):
    world = make_world()
    make_dossier(world)
    with override(language):
        made = urged(world)

    assert made[0].text.split("\n\n")[3] == (
        "Còn thiếu: Danh sách chưa có đề nghị nào; nếu không có, hãy báo không có đề nghị."
    )


@READERS
def test_result_letter_names_in_vietnamese_who_is_commended_and_who_is_not(language: str):
    world = make_world()
    decision = decided(world)
    with override(language):
        (made,) = services.prepare(decision, actor=world.office_reviewer)

    assert made.text.split("\n\n")[2:4] == [
        "Được khen thưởng:\n1. Bà Nguyễn Thị Được, Chuyên viên – Giấy khen",
        "Không được khen thưởng:\n1. Bà Nguyễn Thị Gạch, Chuyên viên – Không được phê duyệt: Chưa đến lượt.\n"
        "2. Bà Nguyễn Thị Thiếu, Chuyên viên – Không đủ điều kiện: Chưa đủ thời gian công tác.",
    ]


def test_result_letter_says_nothing_of_another_unit():
    world = make_world()
    checked(world, 1, 1)
    decision = decided(world)

    made = services.prepare(decision, actor=world.office_reviewer)

    assert ["Nguyễn Thị" in letter.text for letter in made] == [True, False]


def test_letters_cost_the_same_for_one_unit_and_for_three(django_assert_max_num_queries):
    costs = {}
    for units in (1, 3):
        world = make_world(units)
        for place in range(units):
            make_nomination(world, make_dossier(world, place))
        with django_assert_max_num_queries(100) as prepared:
            made = urged(world, units)
        given = {letter.pk: (letter.version, letter.content_hash) for letter in made}
        with django_assert_max_num_queries(100) as released:
            services.release_all(made, given, actor=world.office_head)
        costs[units] = len(prepared), len(released)

    assert costs[3] == costs[1]


def test_delivering_letters_costs_the_same_for_one_unit_and_for_three():
    costs = {}
    for units in (1, 3):
        world = make_world(units)
        services.release_all(urged(world, units), {}, actor=world.office_head)
        entry = OutboxEntry.objects.filter(effect="nominations.deliver_letters").latest("pk")
        with CaptureQueriesContext(connection) as asked:
            registry[entry.effect](entry)
        costs[units] = len(asked)

    assert costs[3] == costs[1]


def test_page_of_letters_costs_the_same_for_one_and_for_three():
    costs = {}
    for units in (1, 3):
        world = make_world(units)
        urged(world, units)
        costs[units] = queries(signed_in(world.office_head), f"/campaigns/{world.campaign.pk}/letters/")

    assert costs[3] == costs[1]


def test_released_letter_reaches_the_officers_and_the_head_of_its_unit_alone():
    world = make_world()
    letter = urged(world)[0]
    services.release(letter, actor=world.office_head)
    run_outbox()
    run_outbox()

    told = Message.objects.filter(kind="nominations.urging_letter").order_by("recipient")
    assert [(m.recipient, m.title, m.body) for m in told] == [
        (world.unit_officer, letter.title, letter.text), (world.unit_head, letter.title, letter.text),
    ]  # fmt: skip


def test_each_unit_of_one_act_gets_its_own_letter():
    world = make_world()
    made = urged(world)
    services.release_all(made, {}, actor=world.office_head)
    run_outbox()

    told = Message.objects.filter(kind="nominations.urging_letter", recipient__in=[world.unit_head, world.unit_head_2])
    assert [message.body for message in told.order_by("recipient")] == [letter.text for letter in made]


def test_letter_is_mailed_word_for_word(django_capture_on_commit_callbacks):
    world = make_world()
    User.objects.filter(pk=world.unit_head.pk).update(email="thu.truong@example.vn")
    letter = urged(world)[0]
    services.release(letter, actor=world.office_head)
    run_outbox()

    (sent,) = Letter.objects.filter(recipient=world.unit_head)
    (message,) = sent.messages.all()
    assert (message.body, message.is_prose) == (letter.text, True)


def test_released_letter_is_reworded_no_more():
    world = make_world()
    letter = urged(world)[0]
    services.release(letter, actor=world.office_head)

    with pytest.raises(NotAllowed):
        services.reword(letter, title="Khác", text="Khác", actor=world.office_head)


@pytest.mark.django_db(transaction=True)
def test_released_letter_stands_as_it_was_sent():
    world = make_world()
    letter = urged(world)[0]
    services.release(letter, actor=world.office_head)
    client = signed_in(world.office_head)

    form = seen(stands(letter), title="Khác", text="Khác")
    status = client.post(f"/letters/{letter.pk}/reword/", form).status_code

    assert (status, stands(letter).text) == (409, letter.text)


def test_reworded_letter_is_a_new_version_in_the_trail():
    world = make_world()
    letter = urged(world)[0]
    services.reword(letter, title="Tiêu đề khác", text="Nội dung khác.", actor=world.office_head)

    now, event = stands(letter), AuditEvent.objects.filter(object_type="nominations.unitletter").last()
    assert (now.text, now.version, event.verb, event.content_hash) == (
        "Nội dung khác.", 2, "reword", now.content_hash,
    )  # fmt: skip


def test_letter_that_changed_meanwhile_is_not_released_with_the_others():
    world = make_world()
    made = urged(world)
    given = {letter.pk: (letter.version, letter.content_hash) for letter in made}
    services.reword(made[1], title="Khác", text="Khác", actor=world.office_head)

    with pytest.raises(StaleContent):
        services.release_all(made, given, actor=world.office_reviewer)


def test_unit_that_filed_meanwhile_is_not_urged():
    world = make_world()
    letter = urged(world)[0]
    submitted(world)

    with pytest.raises(NotAllowed) as refused:
        services.release(letter, actor=world.office_head)

    assert refused.value.reasons == [
        "Thư gửi Phòng Hư cấu 1: đơn vị đã nộp hoặc đã báo không có đề nghị, hãy bỏ thư này."
    ]


def test_dropped_letter_keeps_its_reason():
    world = make_world()
    letter = urged(world)[0]
    services.drop(letter, actor=world.office_head, reason="Đã gọi điện.")

    now = stands(letter)
    assert (now.state, now.drop_reason, now.ended_by) == ("dropped", "Đã gọi điện.", world.office_head)


def test_office_that_reads_english_prepares_in_vietnamese():
    world = make_world()
    client = signed_in(world.office_reviewer)
    client.cookies["django_language"] = "en"
    client.post(f"/campaigns/{world.campaign.pk}/letters/prepare/", {"occasion": f"urging-{world.round.pk}"})

    assert UnitLetter.objects.filter(unit=world.units[0]).values_list("title", flat=True).get() == (
        "Đôn đốc nộp danh sách đề nghị khen thưởng: Đợt đề nghị khen thưởng"
    )


@pytest.mark.django_db(transaction=True)
def test_letter_is_framed_in_the_language_of_its_reader():
    world = make_world()
    User.objects.filter(pk=world.unit_head.pk).update(email="thu.truong@example.vn")
    Mailbox.objects.create(owner=world.unit_head, language="en")
    letter = urged(world)[0]
    services.release(letter, actor=world.office_head)
    run_outbox()
    make_due()
    post.deliver()

    (sent,) = mail.outbox
    assert (sent.subject, f"Dear {world.unit_head.display_name}," in sent.body, letter.text in sent.body) == (
        letter.title, True, True,
    )  # fmt: skip


def test_office_releases_on_the_page_what_is_ticked():
    world = make_world()
    made = urged(world)
    ids = [f"{letter.pk}:{letter.version}:{letter.content_hash}" for letter in made[:1]]
    signed_in(world.office_head).post(f"/campaigns/{world.campaign.pk}/letters/release/", {"ids": ids})

    assert [stands(letter).state for letter in made] == ["released", "drafted"]


def test_preview_shows_the_mail_without_inline_style():
    world = make_world()
    letter = urged(world)[0]

    page = signed_in(world.office_reviewer).get(letter.get_absolute_url()).content.decode()

    assert (page.count("Kính gửi Phòng Hư cấu 1,"), page.count("style="), page.count("Lý do:")) == (2, 0, 0)


def test_edit_form_keeps_what_was_typed_when_the_title_is_missing():
    world = make_world()
    letter = urged(world)[0]

    answer = signed_in(world.office_head).post(
        f"/letters/{letter.pk}/reword/", seen(stands(letter), title="", text="Chữ vừa gõ.")
    )

    assert "Chữ vừa gõ." in answer.content.decode()


@pytest.mark.parametrize(("person", "status"), [("auditor", 200), ("unit_head", 404), ("director", 404)])
def test_letters_are_seen_by_the_office_and_the_auditor(person: str, status: int):
    world = make_world()
    letter = urged(world)[0]

    assert signed_in(world.people[person]).get(letter.get_absolute_url()).status_code == status
