"""Which pages are visited, by whom, on what, under which picture's name; and which routes have no page to visit."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from api.services.tokens import make_token
from campaigns.models import Assignment, Campaign, CampaignReport, Inspection, ProgressReport, Round
from campaigns.plan.parts import PARTS
from campaigns.plan.writing import written
from campaigns.services import drafting
from campaigns.services.beginnings import Beginning, copied_plan
from nominations import printing
from nominations.archive import packing
from nominations.demo import acts
from nominations.models import (
    Archive,
    Article,
    Attachment,
    ConsolidatedList,
    Decision,
    Delivery,
    Publication,
    UnitLetter,
)
from nominations.services import campaign_reports, deliveries, imports, letters
from nominations.sheets.legacy import Encoding
from notifications import feed
from notifications.models import Letter, Message
from notifications.services import bounces
from notifications.unsubscribing import token_for
from organisation.models import Invitation, Mandate, Unit, User
from organisation.services import mandates, units, working_days
from organisation.states import Role, Works
from tests.e2e.consulting import CONSULTED
from tests.e2e.desk import dossier_of, nominee, settle, the_campaign
from tests.e2e.histories import compared_history, history_brought, past_awards
from tests.e2e.hooks import a_dead_webhook, a_failing_webhook, the_webhooks
from tests.nominations.sheets.books import csv
from workflows import clock
from workflows.canonical import sha256_hex
from workflows.models import AuditEvent, OutboxEntry

Args = Callable[[], list[Any]]
Visit = tuple[str, str, Args, str]  # route with or without a query, user name, its arguments, the picture's name


def none() -> list[Any]:
    return []


def campaign() -> list[Any]:
    return [the_campaign().pk]


def a_draft() -> list[Any]:
    """Next year's plan, begun from this one and written in once."""
    known = Campaign.objects.filter(code="thi-dua-2014").first()
    if known is None:
        beginning = Beginning("thi-dua-2014", "Phong trào thi đua năm 2014", date(2013, 9, 1), date(2014, 9, 20))
        text = copied_plan(the_campaign(), beginning)
        known = drafting.begin(the_campaign().organisation, text, actor=acts.who("chuyenvien"))
        drafting.revise(
            known, "period", written(known.plan, PARTS["period"]).replace("20/09/2014", "30/09/2014"),
            actor=acts.who("chanhvp"), seen=(known.version, known.content_hash),
        )  # fmt: skip
    return [known.pk]


def a_part() -> list[Any]:
    return [*a_draft(), "work"]


def a_version() -> list[Any]:
    return [*a_draft(), 2]


def list_import() -> list[int]:
    """A file with somebody new, somebody alike and somebody faulty, its columns chosen."""
    name = nominee("Phùng Đức Long").full_name
    rows = (("STT", "Ông/Bà", "Họ và tên", "Chức vụ"), (1, "Bà", "Lý Hư Cấu", "Kế toán"), (2, "", name, "Tạp vụ"))
    file = ContentFile(csv((*rows, (3, "?", "Vàng Hư Cấu", "Văn thư"))), "danh-sach-don-vi.csv")
    found = imports.take_list(dossier_of("PBCVT"), file, actor=acts.who("canbo.bcvt"))
    return [imports.settle(found, encoding=Encoding.UNICODE, headings={}, actor=acts.who("canbo.bcvt")).pk]


def dossier(unit: str) -> Args:
    return lambda: [dossier_of(unit).pk]


def nomination(name: str) -> Args:
    return lambda: [nominee(name).pk]


def task(unit: str, code: str) -> Args:
    return lambda: [Assignment.objects.get(unit__code=unit, code=code).pk]


def report(unit: str, code: str) -> Args:
    """The newest one."""
    return lambda: [ProgressReport.objects.filter(unit__code=unit, assignment__code=code).latest("pk").pk]


def newest(model: type[Any]) -> Args:
    return lambda: [model.objects.latest("pk").pk]


def inspection(unit: str) -> Args:
    return lambda: [Inspection.objects.filter(unit__code=unit).latest("pk").pk]


def an_unsent_delivery() -> list[Any]:
    return [Delivery.objects.filter(state="prepared").earliest("pk").pk]


def a_delivery_to_confirm() -> list[Any]:
    return [Delivery.objects.get(unit__code="VTLC", decision=None).pk]


def a_received_link() -> list[Any]:
    sent = Delivery.objects.filter(state="sent", unit=None).earliest("pk")
    return [deliveries.give_link(sent, actor=User.objects.get(username="vanthu"))]


def history() -> list[Any]:
    return ["nominations.nomination", nominee("Nguyễn Thị Hòa").pk]


def an_account() -> list[Any]:
    return [mandate_of("phogiamdoc").pk]


def an_appointment() -> list[Any]:
    return [mandate_of("phogiamdoc").pk, "empower"]


def mandate_of(username: str) -> Mandate:
    return Mandate.objects.get(account__username=username)


def a_report_to_write() -> list[Any]:
    report = CampaignReport.objects.latest("pk")
    campaign_reports.take_back(report, actor=acts.who("chanhvp"))
    return [report.pk]


def an_invitation() -> list[Any]:
    keeper, unit = User.objects.get(username="quantri"), Unit.objects.get(code="VIETTEL")
    person = {"full_name": "Người Mới (hư cấu)", "honorific": "", "position": "", "email": "nguoi.moi@example.vn"}
    mandate = mandates.invite(keeper.organisation, Role.UNIT_OFFICER, unit, actor=keeper, **person)
    until = clock.now() + timedelta(days=1)
    Invitation.objects.create(mandate=mandate, token_hash=sha256_hex(b"made-up"), sent_at=clock.now(), expires_at=until)
    return ["made-up"]


def an_act() -> list[Any]:
    return [AuditEvent.objects.filter(verb="approve").latest("pk").act_id]


def signature() -> list[Any]:
    """The hash on the paper of the newest decision."""
    return [AuditEvent.objects.filter(object_type="nominations.decision", verb="sign").latest("pk").hash]


def an_unsubscription() -> list[Any]:
    message = Message.objects.filter(kind="nominations.received").latest("pk")
    return [token_for(Letter(recipient=message.recipient), [message])]


def dead_effect() -> list[Any]:
    row = OutboxEntry.objects.order_by("pk").first()
    error = 'Traceback (most recent call last):\n  File "/srv/nominations/effects.py", line 88, in run\nValueError: x\n'
    OutboxEntry.objects.filter(pk=row.pk).update(done_at=None, dead_at=row.created_at, attempts=5, last_error=error)
    return []


def a_dead_effect() -> list[Any]:
    dead_effect()
    row = OutboxEntry.objects.get(done_at=None, dead_at__isnull=False)
    return [row.pk]


def dead_letter() -> list[Any]:
    reader, now = User.objects.get(username="canbo.viettel"), timezone.now()
    error = "SMTPRecipientsRefused: {'canbo.viettel@example.vn': (550, b'5.1.1 no such mailbox')}"
    Letter.objects.get_or_create(
        id=uuid.UUID(int=1), recipient=reader, address="canbo.viettel@example.vn",
        defaults={"created_at": now, "available_at": now, "attempts": 1, "dead_at": now, "last_error": error},
    )  # fmt: skip
    return []


def a_dead_letter() -> list[Any]:
    dead_letter()
    return [uuid.UUID(int=1)]


def a_bounce() -> list[Any]:
    User.objects.filter(username="canbo.viettel").update(email="canbo.viettel@example.vn")
    bounces.note_by_hand(User.objects.get(username="canbo.viettel"), actor=acts.who("quantri"), reason="Hư cấu.")
    return []


def a_calendar() -> list[Any]:
    feed.open_feed(User.objects.get(username="canbo.viettel"))
    return a_bounce()


def a_token() -> list[Any]:
    make_token(User.objects.get(username="giamdoc"), name="Phần mềm nhân sự (hư cấu)", scopes=["write"], days=90)
    return []


def a_swapped_day() -> list[Any]:
    """By an order that nobody gave."""
    working_days.note(date(2013, 9, 3), Works.OFF, "Văn bản hư cấu số 1/TB-HC", actor=acts.who("quantri"))
    return []


def a_renamed_unit() -> list[Any]:
    """By an order that nobody gave."""
    unit = Unit.objects.filter(is_external=True).first()
    values = {"name": f"{unit.name} (tên mới)", "valid_to": date(2020, 12, 31)}
    units.change(unit, values, "Quyết định hư cấu số 2/QĐ-HC", actor=acts.who("quantri"), seen="")
    return [unit.pk]


def an_upkeep() -> list[Any]:
    return a_bounce()


def a_reset() -> list[Any]:
    return ["MQ", "made-up"]


def a_letter() -> list[Any]:
    """Of those that the office has written to all who have not filed."""
    rounds = [round_ for round_ in Round.objects.filter(campaign=the_campaign()) if round_.takes_nominations]
    letters.prepare(rounds[0], actor=User.objects.get(username="chuyenvien"))
    return [UnitLetter.objects.filter(state="drafted").order_by("pk")[0].pk]


def the_letters() -> list[Any]:
    a_letter()
    return campaign()


def an_archive() -> list[Any]:
    packing.order(the_campaign(), User.objects.get(username="chanhvp"))
    settle()
    return campaign()


def the_archive() -> list[Any]:
    an_archive()
    return [the_campaign().pk, Archive.objects.latest("pk").pk]


def newest_award() -> list[Any]:
    return [Decision.objects.filter(kind="award").latest("pk").pk]


def a_print_run() -> list[Any]:
    decision = Decision.objects.latest("pk")
    made = printing.order(decision, "pdf", acts.who("vanthu"))
    settle()
    return [decision.pk, made.pk]


def an_unpublished_article() -> list[Any]:
    return [Article.objects.exclude(state="published").latest("pk").pk]


def a_published_article() -> list[Any]:
    return [Article.objects.filter(state="published").latest("pk").pk]


TODAY: list[Visit] = [
    ("home", "canbo.viettel", none, "home-unit"),
    ("home", "chuyenvien", none, "home-office"),
    ("home", "quantri", none, "home-empty"),
    ("mandates", "quantri", none, "accounts"),
    ("sessions", "quantri", none, "accounts-sessions"),
    ("mandate", "quantri", an_account, "account-one"),
    ("mandate_invite", "quantri", none, "account-invite"),
    ("unit_list", "quantri", none, "unit-list"),
    ("mandate_invite_list", "quantri", none, "account-invite-list"),
    ("mandate_verb", "quantri", an_appointment, "account-appoint"),
    ("invitation", "quantri", an_invitation, "invitation"),
    ("working_days", "quantri", a_swapped_day, "working-days"),
    ("units", "quantri", none, "units"),
    ("unit", "quantri", a_renamed_unit, "unit"),
    ("effects", "quantri", dead_effect, "outbox"),
    ("effect", "quantri", a_dead_effect, "outbox-one"),
    ("mails", "quantri", dead_letter, "mails"),
    ("mail", "quantri", a_dead_letter, "mail"),
    ("bounces", "quantri", a_bounce, "bounces"),
    ("trail_upkeep", "kiemtra", an_upkeep, "trail-upkeep"),
    ("overrides", "giamdoc", none, "overrides"),
    ("notifications", "canbo.viettel", none, "messages"),
    ("preferences", "canbo.viettel", a_calendar, "message-preferences"),
    ("unsubscribe", "canbo.viettel", an_unsubscription, "unsubscribe"),
    ("password_change", "canbo.viettel", none, "password"),
    ("mfa_index", "giamdoc", none, "account"),
    ("tokens", "giamdoc", a_token, "account-tokens"),
    ("webhooks", "giamdoc", the_webhooks, "account-webhooks"),
    ("webhook", "giamdoc", a_failing_webhook, "account-webhook"),
    ("webhook", "giamdoc", a_dead_webhook, "account-webhook-off"),
    ("reference", "giamdoc", none, "api-reference"),
    ("mfa_activate_totp", "giamdoc", none, "account-totp"),
    ("mfa_add_webauthn", "giamdoc", none, "account-passkey"),
    ("mfa_generate_recovery_codes", "giamdoc", none, "account-codes-new"),
    ("account_reauthenticate", "giamdoc", none, "account-again"),
    ("password_reset_done", "giamdoc", none, "reset-asked"),
    ("password_reset", "giamdoc", none, "reset"),
    ("password_reset_confirm", "giamdoc", a_reset, "reset-confirm"),
    ("campaigns", "canbo.viettel", none, "campaigns"),
    ("campaign", "giamdoc.buudien", campaign, "campaign-unit"),
    ("campaign_plan", "canbo.viettel", campaign, "plan"),
    ("nominations", "chuyenvien", none, "nominations"),
    ("assignments", "canbo.vienthong", none, "assignments"),
    ("assignment", "canbo.viettel", task("VIETTEL", "T2"), "assignment"),
    ("campaign_assignments", "chanhvp", campaign, "assignments-campaign"),
    ("progress_queue", "chuyenvien", none, "progress-queue"),
    ("progress_report", "chuyenvien", report("VIETTEL", "T2"), "progress-report"),
    ("progress_edit", "canbo.vienthong", report("VTLC", "T3"), "progress-edit"),
    ("dashboard", "giamdoc", campaign, "dashboard"),
    ("side_by_side", "chanhvp", campaign, "side-by-side"),
    ("campaign_events", "canbo.viettel", campaign, "events"),
    ("campaign_launches", "chanhvp", campaign, "launches"),
    ("campaign_reports", "chanhvp", campaign, "reports"),
    ("campaign_report", "giamdoc", newest(CampaignReport), "report-director"),
    ("campaign_recipients", "vanthu", campaign, "recipients"),
    ("decision_recipients", "vanthu", newest(Decision), "recipients-decision"),
    ("delivery", "vanthu", an_unsent_delivery, "delivery-unsent"),
    ("delivery", "canbo.vienthong", a_delivery_to_confirm, "delivery-unit"),
    ("received", "giamdoc", a_received_link, "received"),
    ("campaign_inspections", "chanhvp", campaign, "inspections"),
    ("campaign_inspections", "giamdoc.vienthong", campaign, "inspections-unit"),
    ("plan_inspections", "chuyenvien", campaign, "inspections-plan"),
    ("inspection", "chuyenvien", inspection("VIETTEL"), "inspection"),
    ("inspection", "giamdoc.vienthong", inspection("VTLC"), "inspection-unit"),
    ("inspection_edit", "canbo.vienthong", inspection("VTLC"), "inspection-follow-up"),
    ("dossier", "canbo.bcvt", dossier("PBCVT"), "dossier-draft"),
    ("dossier", "giamdoc.vienthong", dossier("VTLC"), "dossier-submitted"),
    ("dossier", "canbo.viettel", dossier("VIETTEL"), "dossier-returned"),
    ("dossier", "truongphong.baochi", dossier("PBCXB"), "dossier-nil"),
    ("import_list", "canbo.bcvt", dossier("PBCVT"), "import-upload"),
    ("past_awards", "chanhvp", past_awards, "past-awards"),
    ("histories", "chanhvp", past_awards, "histories"),
    ("history_columns", "chanhvp", compared_history, "history-columns"),
    ("history", "chanhvp", compared_history, "history"),
    ("history?show=new", "chanhvp", compared_history, "history-new"),
    ("history", "chanhvp", history_brought, "history-brought"),
    ("import_columns", "canbo.bcvt", list_import, "import-columns"),
    ("list_import", "canbo.bcvt", list_import, "import-preview"),
    ("nomination_new", "canbo.bcvt", dossier("PBCVT"), "nomination-new"),
    ("nomination_edit", "canbo.bcvt", nomination("Phùng Đức Long"), "nomination-draft"),
    ("nomination_edit", "canbo.viettel", nomination("Nguyễn Thị Hòa"), "nomination-returned"),
    ("nomination_remove", "canbo.bcvt", nomination("Phùng Đức Long"), "nomination-remove"),
    ("attachment_remove", "canbo.bcvt", newest(Attachment), "attachment-remove"),
    ("nomination", "canbo.thanhtra", nomination("Hoàng Thị Duyên"), "nomination-awarded"),
    ("review_dossier", "chuyenvien2", dossier("TTCNTT"), "review-dossier"),
    ("nomination", "chuyenvien2", nomination("Y Moan Kpă"), "review-nomination"),
    ("send_back_nomination", "chuyenvien2", nomination("Y Moan Kpă"), "review-send-back"),
    ("dossier_map", "giamdoc.vienthong", dossier("VTLC"), "map-dossier"),
    ("campaign", "chanhvp", campaign, "campaign-office"),
    ("campaign_new", "chanhvp", none, "campaign-new"),
    ("campaign_draft", "chanhvp", a_draft, "campaign-draft"),
    ("campaign_part", "chanhvp", a_part, "campaign-part"),
    ("campaign_part?section=targets", "chanhvp", a_part, "campaign-part-targets"),
    ("campaign_part?section=text", "chanhvp", a_part, "campaign-part-text"),
    ("campaign_versions", "giamdoc", a_draft, "campaign-versions"),
    ("campaign_version", "giamdoc", a_version, "campaign-version"),
    ("board", "chanhvp", campaign, "board"),
    ("reminder_rules", "chanhvp", campaign, "reminder-rules"),
    ("bonus", "chanhvp", campaign, "bonus"),
    ("archives", "chanhvp", an_archive, "archives"),
    ("archive", "chanhvp", the_archive, "archive"),
    ("letters", "chanhvp", the_letters, "letters"),
    ("letter", "chanhvp", a_letter, "letter"),
    ("reword_letter", "chanhvp", a_letter, "letter-reword"),
    ("publications", "dangtin", none, "publications"),
    ("publication", "dangtin", newest(Publication), "publication"),
    ("publication_rule", "chanhvp", campaign, "publication-rule"),
    ("articles", "dangtin", none, "articles"),
    ("search?q=nguyen", "chanhvp", none, "search"),
    ("search?q=nguyen&kind=nomination", "chanhvp", none, "search-kind"),
    ("search?q=nguyem+hoa", "chanhvp", none, "search-slip"),
    ("search", "chanhvp", none, "search-empty"),
    ("article", "dangtin", newest(Article), "article"),
    ("article_new", "dangtin", none, "article-new"),
    ("article_edit", "dangtin", an_unpublished_article, "article-edit"),
    ("portal_front", "giamdoc", none, "portal"),
    ("portal_campaigns", "giamdoc", none, "portal-campaigns"),
    ("portal_campaign", "giamdoc", campaign, "portal-campaign"),
    ("portal_news", "giamdoc", none, "portal-news"),
    ("portal_article", "giamdoc", a_published_article, "portal-article"),
    ("portal_honoured", "giamdoc", none, "portal-honoured"),
    ("portal_decision", "giamdoc", newest(Decision), "portal-decision"),
    ("portal_embed", "giamdoc", newest(Decision), "portal-embed"),
    ("check", "giamdoc", none, "check"),
    ("checked", "giamdoc", signature, "checked"),
    ("wordings", "chanhvp", none, "wordings"),
    ("wording", "chanhvp", lambda: ["submission"], "wording"),
    ("decisions", "giamdoc", none, "decisions"),
    ("trail", "kiemtra", none, "trail"),
    ("trail_object", "kiemtra", history, "trail-object"),
    ("trail_act", "kiemtra", an_act, "trail-act"),
    ("trail_check", "kiemtra", campaign, "trail-check"),
    ("trail_looks", "kiemtra", none, "trail-looks"),
    ("trail_bundle", "kiemtra", none, "trail-bundle"),
    ("trail_object_looks", "kiemtra", history, "trail-object-looks"),
    ("trail_stages", "kiemtra", campaign, "trail-stages"),
    ("trail_anomalies", "kiemtra", campaign, "trail-anomalies"),
    ("trail_anomalies?rule=hours", "kiemtra", campaign, "trail-anomalies-one"),
]
COMPILING: list[Visit] = [
    ("campaign_report_edit", "chuyenvien", a_report_to_write, "report-write"),
    ("campaign_report", "chuyenvien", newest(CampaignReport), "report-office"),
    ("compiling", "chuyenvien", newest(ConsolidatedList), "compiling"),
    ("home", "chanhvp", none, "home-office-head"),
]
FORWARDED: list[Visit] = [
    ("home", "giamdoc", none, "home-director"),
    ("consolidated_list", "giamdoc", newest(ConsolidatedList), "list-director"),
    ("consolidated_list", "phogiamdoc", newest(ConsolidatedList), "list-deputy"),
    ("consolidated_list", "kiemtra", newest(ConsolidatedList), "list-auditor"),
    ("list_map", "giamdoc", newest(ConsolidatedList), "map-list"),
    *CONSULTED,
]
SIGNED: list[Visit] = [
    ("home", "vanthu", none, "home-records"),
    ("decision", "vanthu", newest(Decision), "decision-records"),
    ("decision", "giamdoc", newest(Decision), "decision"),
    ("overprint", "vanthu", newest(Decision), "overprint"),
    ("print_runs", "vanthu", newest(Decision), "print-runs"),
    ("print_run", "vanthu", a_print_run, "print-run"),
]
ISSUED: list[Visit] = [
    ("statistics", "chanhvp", none, "statistics"),
    ("propose_revocation", "chuyenvien", newest(Decision), "revocation-propose"),
    ("decision", "chuyenvien", newest(Decision), "decision-office"),
    ("propose_replacement", "chuyenvien", newest(Decision), "replacement-propose"),
    ("certified_copy", "vanthu", newest(Decision), "certified-copy"),
]
REPLACING: list[Visit] = [
    ("home", "giamdoc", none, "home-replacement"),
    ("decision", "phogiamdoc", newest(Decision), "replacement"),
]
REPLACED: list[Visit] = [
    ("decision", "chuyenvien", newest(Decision), "replacement-issued"),
    ("decision", "chuyenvien", newest_award, "decision-replaced"),
]
REVOKING: list[Visit] = [
    ("home", "giamdoc", none, "home-revocation"),
    ("decision", "giamdoc", newest(Decision), "revocation"),
]
PAID: list[Visit] = [
    ("bonus", "chanhvp", campaign, "bonus-settled"),
    ("decision", "giamdoc", newest(Decision), "decision-paid"),
]
RECOVERING: list[Visit] = [
    ("home", "chuyenvien", none, "home-recoveries"),
    ("decision", "chuyenvien", newest(Decision), "recoveries"),
    ("decision", "chanhvp", newest_award, "decision-recoveries"),
]
EVERY_VISIT = (TODAY, COMPILING, FORWARDED, SIGNED, ISSUED, REVOKING, PAID, RECOVERING, REPLACING, REPLACED)
BY_STEPS = {  # visited elsewhere, after steps: a password, a factor, an order (test_signing_in.py, test_trail.py)
    "trail_bundle_made", "originals", "original", "original_signatures", "signing_order",  # test_originals.py
    "account_login", "mfa_authenticate", "mfa_deactivate_totp", "mfa_remove_webauthn", "mfa_view_recovery_codes",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "resume", "export_made",  # test_exports.py
}  # fmt: skip
NO_PAGE = {  # answers with a file, a fragment, a redirect, or only to what is sent
    "token_revoke", "search_save", "search_remove",
    "end_other_sessions", "mandate_unlink", "openid_begin", "mfa_login_webauthn", "openid_answer", "openid_unbind",
    "healthz", "readyz", "metrics", "logout", "set_language", "message_open", "calendar_address", "calendar_feed",
    "attachment", "list_preview", "dossier_uploads", "nomination_uploads", "upload",
    "decision_pdf", "decision_proof", "decision_draft", "dossier_paper", "nomination_paper", "list_paper",
    "letter_paper", "decision_paper", "campaign_paper", "overprint_pdf", "certified_copy_pdf", "electronic_copy_pdf",
    "archive_file", "print_run_file", "export", "campaign_export", "export_file", "search_export",
    "import_template", "import_file", "import_undo", "dossier_sheet", "statistics_sheet",
    "dossier_bpmn", "list_bpmn", "open_dossier", "dossier_letter", "nomination_autosave", "mark_all_eligible",
    "trail_bundle_file", "trail_bundle_checkpoint", "trail_export", "trail_campaign_export", "trail_object_export",
    "compile", "save_note", "consolidate", "set_aside", "strike", "restore", "prepare_letters", "release_letters",
    "letter_verb",
    "event_picture", "event_plan", "received_pdf", "give_link", "delivery_verb",
    "evidence", "begin_report", "progress_verb", "begin_campaign_report", "report_interval", "report_paper",
    "campaign_verb", "report_verb", "inspection_verb", "announce_inspections", "history_verb", "history_file",
    "note_news", "publication_verb", "article_verb", "consultation_verb", "comment_verb",
    "robots", "sitemap", "portal_news_rss", "portal_news_atom", "portal_honoured_rss", "portal_honoured_atom",
    "portal_json", "portal_deadlines",
    "dossier_verb", "nomination_verb", "list_verb", "decision_verb", "override_verb", "recovery_verb",
    "original_pdf", "original_to_seal", "original_verb",
    "override", "override_ask",  # visited where somebody needs one: tests/nominations/test_overrides.py
}  # fmt: skip
