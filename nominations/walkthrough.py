"""The plan's whole award path through the service layer, told act by act and checked at the end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection
from django.utils.timezone import localtime

from nominations.demo import acts
from nominations.demo.nominees import LISTS, person
from nominations.demo.story import at, set_stage
from nominations.models import Decision, Nomination
from nominations.services import dossiers, lists
from nominations.services import nominations as noms
from workflows import clock
from workflows.audit import check_chain, check_head, check_words, history_of, words_of
from workflows.models import AuditEvent
from workflows.verbs import subject_models

Say = Callable[[str], None]
Settle = Callable[[], object]


def play(say: Say, *, settle: Settle = lambda: None) -> Decision:
    """Plays the path; returns the issued decision. `settle` is called at the end of each moment, on its clock."""
    moment = partial(_moment, say=say, settle=settle)
    with moment(at(25, 5, 8), "Kế hoạch được ký (KT. GIÁM ĐỐC) và phát động ngày 25/5/2013"):
        campaign = set_stage()
    round_ = campaign.rounds.get()
    with moment(at(30, 7, 9), "Viễn thông Lào Cai nộp danh sách"):
        telecom = acts.draft(round_, "VTLC", LISTS["VTLC"], officer="canbo.vienthong", letter="245/VNPT-LC")
        acts.submit(telecom, head="giamdoc.vienthong")
    with moment(at(1, 8, 14), "Chi nhánh Viettel nộp danh sách"):
        viettel = acts.draft(round_, "VIETTEL", LISTS["VIETTEL"], officer="canbo.viettel", letter="112/CV-VTLC")
        acts.submit(viettel, head="giamdoc.viettel")
    with moment(at(2, 8, 10), "Phòng Báo chí - Xuất bản báo không có đề nghị"):
        nil = acts.draft(round_, "PBCXB", [], officer="canbo.baochi")
        dossiers.declare_nil(nil, actor=acts.who("truongphong.baochi"))
    with moment(at(5, 8, 9), "Văn phòng Sở trả lại Viettel một đề nghị, nêu lý do"):
        acts.review(viettel, reviewer="chuyenvien", back="Nguyễn Thị Hòa")
        acts.return_to_unit(viettel, reviewer="chuyenvien")
    with moment(at(7, 8, 16), "Viettel bổ sung và nộp lại"):
        _mend(viettel, "Nguyễn Thị Hòa")
        acts.submit(viettel, head="giamdoc.viettel")
    with moment(at(12, 8, 8), "Phòng Công nghệ thông tin nộp muộn, có lý do"):
        late = acts.draft(round_, "PCNTT", [*LISTS["PCNTT"], person("Vũ Thị Nga", "ba", "Chuyên viên", deed=2)],
                          officer="canbo.cntt", letter="08/TTr-CNTT")  # fmt: skip
        acts.submit(late, head="truongphong.cntt", reason="Trưởng phòng đi công tác đột xuất (hư cấu).")
    with moment(at(15, 8, 10), "Văn phòng Sở thẩm định xong các hồ sơ"):
        for dossier in (telecom, viettel, late):
            acts.review(dossier, reviewer="chuyenvien")
            acts.finish(dossier, reviewer="chuyenvien")
    with moment(at(20, 8, 15), "Văn phòng Sở tổng hợp, trình Giám đốc"):
        target = acts.consolidate(campaign, reviewer="chuyenvien", head="chanhvp")
    with moment(at(23, 8, 9), "Phó Giám đốc gạch một dòng, nêu lý do"):
        line = target.nominations.get(full_name="Trần Văn Đức")
        lists.strike(target, [line], actor=acts.who("phogiamdoc"), reason="Ưu tiên người lao động trực tiếp (hư cấu).")
    with moment(at(23, 8, 9, 30), "Phó Giám đốc ký KT. GIÁM ĐỐC"):
        decision = acts.sign(target, signer="phogiamdoc")
    with moment(at(23, 8, 14), "Văn thư ban hành"):
        return acts.issue(decision, clerk="vanthu")


def _mend(dossier: Any, name: str) -> None:
    officer = acts.who("canbo.viettel")
    nomination = dossier.nominations.get(full_name=name)
    text = "Bán hàng và chăm sóc khách hàng đạt 118% kế hoạch sáu tháng, không có khiếu nại (hư cấu)."
    noms.save_nomination(nomination, actor=officer, achievements=text)


@contextmanager
def _moment(moment: datetime, title: str, *, say: Say, settle: Settle) -> Iterator[None]:
    """One act on its day; afterwards each event of it is said."""
    last = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with clock.moved_to(moment):
        yield
        settle()
    say(f"\n{moment:%d/%m/%Y %H:%M}  {title}")
    events = list(AuditEvent.objects.filter(pk__gt=last).select_related("actor").order_by("pk"))
    for event in events[:12]:
        subject = f"{event.object_type.rpartition('.')[2]} {event.object_id}"
        say(f"    {event.actor.full_name:<20} {event.verb:<16} {subject}: {event.source} → {event.target}")
    if len(events) > 12:
        say(f"    … và {len(events) - 12} sự kiện khác")


@contextmanager
def own_database() -> Iterator[None]:
    """An empty database beside the configured one, dropped afterwards."""
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def trail() -> list[dict[str, Any]]:
    """All events in order, with their words."""
    events = list(AuditEvent.objects.select_related("actor").order_by("pk"))
    words = words_of(events)
    return [
        {name: str(value) for name, value in event.leaf().items()}
        | {"hash": event.hash, "at": localtime(event.at).isoformat(), "words": words.get(event.payload_hash)}
        for event in events
    ]


def faults() -> list[Any]:
    """What is wrong with any chain, its words, its snapshots or its object; an empty list when all is whole."""
    found: list[Any] = []
    for model in subject_models():
        for subject in model._default_manager.iterator():
            events = list(history_of(subject))
            found += check_chain(events) + check_words(events) + check_head(subject, events)
    return found


def totals() -> dict[str, int]:
    states = Nomination.objects.values_list("state", flat=True)
    return {state: list(states).count(state) for state in sorted(set(states))}
