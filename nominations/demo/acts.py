"""What people do on the path, by user name: the demonstration and the walkthrough are told with these."""

from datetime import date
from typing import Any

from campaigns.models import Campaign, Round
from nominations.models import Decision, Dossier
from nominations.services import decisions, dossiers, lists
from nominations.services import nominations as noms
from organisation.models import Unit, User


def who(username: str) -> User:
    return User.objects.get(username=username)


def draft(round_: Round, unit_code: str, people: list[dict[str, Any]], *, officer: str, letter: str = "") -> Dossier:
    """An officer opens the unit's dossier and writes its nominees; with `letter`, its letter too."""
    actor = who(officer)
    unit = Unit.objects.get(organisation=round_.campaign.organisation, code=unit_code)
    dossier = dossiers.open_dossier(round_, unit, actor=actor)
    form = round_.campaign.award_forms.first()
    for fields in people:
        noms.create_nomination(dossier, actor=actor, award_form=form, **fields)
    if letter:
        note = "Đề nghị Giám đốc Sở xem xét, khen thưởng (hư cấu)."
        day = date(2013, 8, 1)
        dossiers.save_letter(dossier, actor=actor, letter_number=letter, letter_date=day, letter_note=note)
    return Dossier.objects.get(pk=dossier.pk)


def submit(dossier: Dossier, *, head: str, reason: str = "") -> None:
    dossiers.submit(dossier, actor=who(head), reason=reason)


def review(dossier: Dossier, *, reviewer: str, back: str = "") -> None:
    """Receives the dossier and finds everybody eligible; `back` names the one who is returned."""
    actor = who(reviewer)
    if dossier.state != "received":
        dossiers.receive(dossier, actor=actor)
    for nomination in dossier.nominations.filter(state="under_review").order_by("pk"):
        if nomination.full_name == back:
            words = "Báo cáo chưa nêu số liệu cụ thể; đề nghị bổ sung kết quả so với kế hoạch (hư cấu)."
            fields = {"codes": ["thin_report"], "fields": ["achievements"]}
            noms.send_back(nomination, actor=actor, reason=words, **fields)
        else:
            noms.mark_eligible(nomination, actor=actor)


def return_to_unit(dossier: Dossier, *, reviewer: str) -> None:
    dossiers.send_back(dossier, actor=who(reviewer), reason="Đề nghị bổ sung theo ý kiến ở từng đề nghị (hư cấu).")


def finish(dossier: Dossier, *, reviewer: str) -> None:
    dossiers.check_off(dossier, actor=who(reviewer))


def consolidate(campaign: Campaign, *, reviewer: str, head: str) -> Any:
    """Compiles everything that waits and submits it to the Director."""
    target = lists.compile_list(campaign, actor=who(reviewer))
    note = "Văn phòng Sở đã thẩm định, hồ sơ hợp lệ; kính trình Giám đốc xem xét, quyết định (hư cấu)."
    target = lists.save_note(target, actor=who(reviewer), note=note)
    lists.forward(target, actor=who(head))
    return target


def sign(target: Any, *, signer: str) -> Decision:
    return decisions.sign(target, actor=who(signer))


def issue(decision: Decision, *, clerk: str) -> Decision:
    found = Decision.objects.get(pk=decision.pk)  # its paper was set in type meanwhile
    decisions.issue(found, actor=who(clerk))
    return Decision.objects.get(pk=decision.pk)
