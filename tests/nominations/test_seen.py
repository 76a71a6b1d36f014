"""Nobody decides on what was not on the screen: a verb's route asks for the version and content hash shown there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate

from config.signin.urls import DOORS
from nominations.desk import verbs
from nominations.desk.acting import VerbForm
from nominations.desk.powers import accounts
from nominations.models import Decision
from nominations.services import decisions, lists
from organisation.models import User
from organisation.states import AuthorityForm
from portal.urls import PUBLIC
from tests.factories import World, authorise, checked, forwarded, make_report, make_user, make_world, signed
from tests.nominations.desk import signed_in
from tests.nominations.machines import MACHINES
from tests.nominations.machines.walking import cells_of, readied, someone_who_may, stand
from tests.nominations.reviewing import received, seen
from tests.portal.playing import drafted
from tests.routes.asking import ROUTES
from tests.workflows.traces import traces
from workflows import clock
from workflows.models import Subject

pytestmark = pytest.mark.django_db

UNSEEN = "Trang thiếu thông tin về nội dung đã xem. Hãy tải lại trang rồi thực hiện lại."
MACHINE_OF = {
    "campaign_verb": ("Campaign", verbs.CAMPAIGN),
    "dossier_verb": ("Dossier", verbs.DOSSIER), "nomination_verb": ("Nomination", verbs.NOMINATION),
    "list_verb": ("ConsolidatedList", verbs.LIST), "decision_verb": ("Decision", verbs.DECISION),
    "override_verb": ("Override", verbs.OVERRIDE), "mandate_verb": ("Mandate", accounts.VERBS),
    "letter_verb": ("UnitLetter", verbs.LETTER), "original_verb": ("Original", verbs.ORIGINAL),
    "report_verb": ("CampaignReport", verbs.REPORT), "inspection_verb": ("Inspection", verbs.INSPECTION),
    "history_verb": ("HistoryImport", verbs.HISTORY),
    "progress_verb": ("ProgressReport", verbs.PROGRESS), "recovery_verb": ("Recovery", verbs.RECOVERY),
    "publication_verb": ("Publication", verbs.PUBLICATION), "article_verb": ("Article", verbs.ARTICLE),
    "delivery_verb": ("Delivery", verbs.DELIVERY),
    "consultation_verb": ("Consultation", verbs.CONSULTATION), "comment_verb": ("Comment", verbs.COMMENT),
}  # fmt: skip
# An account's own pages, and pages that only show something
NO_DECISION = {
    *DOORS, "tokens", "token_revoke", "webhooks", "webhook", "reference", "healthz", "readyz", "metrics",
    "set_language", "home", "notifications", "message_open",
    "preferences", "unsubscribe", "calendar_address", "calendar_feed", "working_days", "units", "unit", "unit_list",
    "campaigns",
    "campaign", "campaign_plan", "nominations", "decisions", "board", "compiling", "consolidated_list",
    "list_preview", "decision", "decision_pdf", "decision_proof", "decision_draft", "nomination",
    "review_dossier", "attachment", "dossier",
    "trail", "trail_check", "trail_act", "trail_object", "trail_looks", "trail_object_looks", "trail_stages",
    "trail_anomalies", "trail_bundle", "trail_bundle_made", "trail_bundle_file", "trail_bundle_checkpoint",
    "trail_export", "trail_campaign_export", "trail_object_export", "dossier_map", "dossier_bpmn",
    "list_map", "list_bpmn", "mandates", "mandate", "mandate_invite", "mandate_invite_list",
    "mandate_unlink", "sessions",
    "invitation", "overrides", "override",
    "override_ask", "letters", "letter", "prepare_letters",  # the last one writes drafts, which nobody has seen yet
    "effects", "effect", "mails", "mail", "bounces", "trail_upkeep",
    "wordings", "check", "checked", "overprint", "overprint_pdf", "certified_copy", "certified_copy_pdf",
    "electronic_copy_pdf",
    "archives", "archive", "archive_file", "original_pdf", "original_to_seal", "original_signatures",
    "signing_order", "print_runs", "print_run", "print_run_file", "import_template", "import_file", "dossier_sheet",
    "statistics", "statistics_sheet", "side_by_side", "export", "campaign_export", "export_made", "export_file",
    "assignments", "assignment", "begin_report", "campaign_assignments", "campaign_launches", "campaign_events",
    "dashboard", "progress_queue", "progress_report", "evidence", "campaign_reports", "campaign_report",
    "begin_campaign_report", "campaign_inspections", "inspection", "plan_inspections",
    "past_awards", "histories", "history_columns", "history_file",  # they bring what nobody has seen yet
    "publications", "publication", "articles", "article", "search", "search_export", "search_save",
    "search_remove", "campaign_draft", "campaign_versions", "campaign_version",
    "campaign_recipients", "decision_recipients", "delivery", "event_picture", "event_plan", "received", "received_pdf",
    "campaign_consultations", "consultation", "comment", "give_comment", "comment_given",
    "note_news", "prepare_consultation", "article_new", "campaign_new",  # they write what nobody has seen yet
    *PUBLIC,
    *(route for route in ROUTES if "_paper:" in route),
}  # fmt: skip
# What a unit writes before it files has a check of versions of its own
WRITING = {
    "open_dossier", "dossier_letter", "nomination_new", "nomination_edit", "nomination_autosave",
    "nomination_remove", "attachment_remove",
    "dossier_uploads", "nomination_uploads", "upload",  # pieces of a file, each at its offset: test_uploads.py
    "originals", "original",  # each tick box and file goes with version and hash: test_signing_orders.py
    "import_list", "import_columns", "list_import", "import_undo",  # tests/nominations/test_importing.py
    "wording",  # with the key of the newest one: tests/nominations/papers/test_wordings.py
    "campaign_part",  # with version and hash: tests/campaigns/test_drafting.py
    "publication_rule",  # with the key of the newest row: tests/nominations/test_publications.py
    "bonus",  # with the key of the newest row: tests/nominations/test_bonus.py
    "announce_inspections",  # each ticked one with version and hash: tests/nominations/test_inspections.py
    "report_interval",  # with the key of the newest row: tests/nominations/test_campaign_reports.py
    "reminder_rules",  # with a mark of the rules: tests/nominations/test_reminder_rules.py
    "give_link",  # answers with the link on its page: tests/nominations/test_deliveries.py
    "release_letters",  # each ticked letter with its version: tests/nominations/test_letters.py
}  # fmt: skip

Form = tuple[Subject, User, dict[str, Any]]  # what stands on the screen, who may act, what else the page sends


def ticked(document: Any) -> dict[str, Any]:
    return {"ids": list(document.nominations.values_list("pk", flat=True)), "reason": "Lý do (hư cấu)."}


def walked(route: str, verb: str) -> Callable[[World], Form]:
    """An object in the first state that has the verb, and somebody who may take it."""
    machine = MACHINES[MACHINE_OF[route][0]]
    step = next(cell for cell in cells_of(machine) if cell[1] == verb)

    def fill(world: World) -> Form:
        subject = stand(world, machine, step[0])
        readied(world, machine, subject, step)
        return subject, someone_who_may(world, subject, verb), {"reason": "Lý do (hư cấu)."}

    return fill


def to_issue(world: World) -> Form:
    return signed(world, 1), world.records_clerk, {}


def to_propose(world: World) -> Form:
    decision = signed(world, 1)
    decisions.issue(decision, actor=world.records_clerk)
    lines = list(decision.consolidated_list.nominations.values_list("pk", flat=True))
    form = {"lines": lines, "ground": "a", "reason": "Kết luận (hư cấu)."}
    return Decision.objects.get(pk=decision.pk), world.office_reviewer, form


def to_send_back(world: World) -> Form:
    return received(world).nominations.first(), world.office_reviewer, {"codes": ["other"], "reason": "Hư cấu."}


def to_mark(world: World) -> Form:
    dossier = received(world)
    return dossier, world.office_reviewer, ticked(dossier)


def to_compile(world: World) -> Form:
    checked(world)
    return world.campaign, world.office_reviewer, {}


def to_write_and_forward(world: World) -> Form:
    checked(world)
    target = lists.compile_list(world.campaign, actor=world.office_reviewer)
    return target, world.office_reviewer, {"note": "Ý kiến (hư cấu).", "forward": "yes"}


def to_consolidate(world: World) -> Form:
    checked(world)
    target = lists.compile_list(world.campaign, actor=world.office_reviewer)
    return target, world.office_reviewer, ticked(checked(world, unit=1))


def to_set_aside(world: World) -> Form:
    target = to_consolidate(world)[0]
    return target, world.office_reviewer, ticked(target)


def to_strike(world: World) -> Form:
    target = forwarded(world)
    return target, world.director, ticked(target)


def to_restore(world: World) -> Form:
    target, director, form = to_strike(world)
    lists.strike(target, target.nominations.all(), actor=director, reason="Hư cấu")
    return target, director, form


def with_basis(verb: str, more: Callable[[World, User], dict[str, Any]]) -> Callable[[World], Form]:
    """A change of powers, which rests on a paper and names what is given or taken."""

    def fill(world: World) -> Form:
        mandate, administrator, _form = walked("mandate_verb", verb)(world)
        return mandate, administrator, {"basis": "12/QĐ-HC (hư cấu)", **more(world, mandate.account)}

    return fill


def a_grant(_world: World, account: User) -> dict[str, Any]:
    return {"grant": f"unitgrant:{account.unitgrant_set.get().pk}"}


def an_authority(world: World, account: User) -> dict[str, Any]:
    return {"authority": authorise(world, account, AuthorityForm.KT, "PHÓ GIÁM ĐỐC").pk}


def to_note(world: World) -> Form:
    recovery, person, form = walked("recovery_verb", "note_return")(world)
    return recovery, person, form | {"day": f"{localdate(clock.now()):%d/%m/%Y}"}


def to_post(world: World) -> Form:
    publication, person, form = walked("publication_verb", "publish")(world)
    posted = {"day": f"{localdate(clock.now()):%d/%m/%Y}", "address": "https://example.vn/tin"}
    return publication, person, form | posted


def to_edit_article(world: World) -> Form:
    return drafted(world), world.publisher, {"title": "Khác", "summary": "Khác", "body": "Khác (hư cấu)."}


POWERS = {
    "appoint": lambda world, _account: {"role": "records_clerk", "place": f"unit:{world.root.pk}"},
    "dismiss": a_grant,
    "empower": lambda _world, _account: {
        "document_type": "decision", "form": "kt", "position_title": "PHÓ GIÁM ĐỐC", "on_behalf_of": "GIÁM ĐỐC",
    },
    "revoke": an_authority,
    "link": lambda world, _account: {"other": make_user(world.organisation, "another", "Người Hư Cấu Khác").pk},
}  # fmt: skip


def to_reword(world: World) -> Form:
    letter = stand(world, MACHINES["UnitLetter"], "drafted")
    return letter, world.office_head, {"title": "Khác (hư cấu)", "text": "Khác (hư cấu)."}


def to_write_progress(world: World) -> Form:
    return make_report(world), world.unit_officer, {"as_of": "02/08/2013", "value": "86,5", "words": "Khác (hư cấu)."}


def to_write_report(world: World) -> Form:
    report = stand(world, MACHINES["CampaignReport"], "draft")
    return report, world.office_reviewer, {"kind": "interim", "assessment": "Khác (hư cấu)."}


def to_send(world: World) -> Form:
    delivery, person, form = walked("delivery_verb", "send")(world)
    return delivery, person, form | {"day": f"{localdate(clock.now()):%d/%m/%Y}", "way": "post"}


def to_write_inspection(world: World) -> Form:
    inspection = stand(world, MACHINES["Inspection"], "to_mend")
    return inspection, world.unit_officer, {"follow_up": "Đã khắc phục (hư cấu)."}


def to_choose(world: World) -> Form:
    found = stand(world, MACHINES["HistoryImport"], "uploaded")
    line = found.lines.get()
    return found, world.office_reviewer, {"shown": [line.pk], "leave": [line.pk]}


def to_replace(world: World) -> Form:
    decision, person, _form = to_propose(world)
    return decision, person, {"reason": "Hư cấu"}


FORMS = {
    **{f"{route}:{verb}": walked(route, verb) for route, (_name, served) in MACHINE_OF.items() for verb in served},
    **{f"mandate_verb:{verb}": with_basis(verb, more) for verb, more in POWERS.items()},
    "decision_verb:issue": to_issue,
    "recovery_verb:note_return": to_note,
    "publication_verb:publish": to_post,
    "article_edit": to_edit_article,
    "delivery_verb:send": to_send,
    "propose_revocation": to_propose,
    "propose_replacement": to_replace,
    "send_back_nomination": to_send_back,
    "mark_all_eligible": to_mark,
    "compile": to_compile,
    "reword_letter": to_reword,
    "progress_edit": to_write_progress,
    "campaign_report_edit": to_write_report,
    "inspection_edit": to_write_inspection,
    "history": to_choose,
    "save_note": to_write_and_forward,
    "consolidate": to_consolidate,
    "set_aside": to_set_aside,
    "strike": to_strike,
    "restore": to_restore,
}
SERVED = [route for route in FORMS if route in ROUTES]  # a verb with a page of its own is asked there


def sent(route: str, subject: Subject, actor: User, form: dict[str, Any]) -> HttpResponse:
    name, _colon, verb = route.partition(":")
    url = reverse(name, args=[subject.pk, *([verb] if verb else [])])
    return signed_in(actor).post(url, form)


def told(answer: HttpResponse) -> list[str]:
    """The words of the answer's page, or those that the next page will say."""
    if answer.context:
        return list(answer.context["form"].non_field_errors())
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_every_route_decides_on_what_was_seen_or_decides_nothing():
    assert sorted({*SERVED, *NO_DECISION, *WRITING}) == sorted(ROUTES)


@pytest.mark.parametrize("sent", [{"version": "1"}, {"content_hash": "f" * 64}], ids=str)
def test_form_is_not_valid_with_half_of_what_was_seen(sent):
    form = VerbForm(sent)

    assert (form.is_valid(), form.non_field_errors()) == (False, [UNSEEN])


@pytest.mark.parametrize("route", SERVED)
def test_form_without_what_was_seen_changes_nothing(route):
    subject, actor, form = FORMS[route](make_world())
    before = traces()

    answer = sent(route, subject, actor, form)

    assert (told(answer), traces() == before) == ([UNSEEN], True)


@pytest.mark.parametrize("route", SERVED)
def test_form_with_what_was_seen_is_acted_on(route):
    subject, actor, form = FORMS[route](make_world())
    before = traces()

    answer = sent(route, subject, actor, seen(subject, **form))

    assert (answer.status_code, traces() == before) == (302, False)


@pytest.mark.parametrize("route", SERVED)
def test_form_of_a_stale_page_changes_nothing(route, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.routes.asking.Forgiving"]
    subject, actor, form = FORMS[route](make_world())
    stale = {"version": 99, "content_hash": seen(subject)["content_hash"]}
    before = traces()

    answer = sent(route, subject, actor, form | stale)

    assert (answer.status_code, traces() == before) == (412, True)
