"""The access log's one writer: every answer passes here, and whoever opened or took away an object is noted.

A route that shows nothing of any object stands in SHOWS_NOTHING; every other one is logged, so that a new route can't
escape. What its page is about stands in ABOUT. Reasons: docs/decisions/access-log.md.
"""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import BigIntegerField, F, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from api.rest.kinds import KINDS
from campaigns.models import Assignment, Campaign, CampaignReport, Evidence, Inspection, ProgressReport
from config.middleware import Handler
from config.signin.urls import DOORS
from nominations.models import (
    Article,
    Attachment,
    Comment,
    ConsolidatedList,
    Consultation,
    Decision,
    Delivery,
    Dossier,
    HistoryImport,
    ListImport,
    Nomination,
    Original,
    Publication,
    Recovery,
    UnitLetter,
)
from portal.urls import PUBLIC
from workflows.models import Access, How, Subject

AGAIN = timedelta(minutes=10)  # the same person on the same page of the same object within this time is one look
LOGGED = ("GET", "POST", "PATCH", "DELETE")
PLACES = ("cursor", "after")  # how far a program has read is no other question
REFUSALS = {403, 404}  # to the reader they look alike
SHOWN = {200, 201, 206, 409, 412, 422}  # a page or a file went out; a redirect shows nothing
LARGEST = 2**63 - 1
FREE_WORDS = ("q", "actor", "unit", "recipients")  # what somebody typed may be a name, and this table forgets nothing

# Pages about no single object: one's own work, lists of lines, and what everybody signed in may know.
SHOWS_NOTHING = {
    *DOORS, "healthz", "readyz", "metrics", "set_language", "home",
    "notifications", "campaigns",
    "nominations", "decisions", "originals", "message_open", "preferences", "unsubscribe", "invitation",
    "give_comment", "comment_given",
    "calendar_address", "calendar_feed", "working_days", "units", "unit",
    "unit_list", "received", "received_pdf",
    "wordings", "wording", "check", "checked", "assignments", "progress_queue", "publications", "articles",
    "article_new", "campaign_new", "search", "search_save", "search_remove", *PUBLIC,
    "upload", "export_made",
    "tokens", "token_revoke", "webhooks", "webhook",
    "reference", "api_document", "api_missing", "api_me", "api_worklist", "api_campaigns",
    "api_units", "api_unit",
}  # fmt: skip
# What the key in the address names, by route; the verb routes answer with a page only when they refuse.
ABOUT: dict[str, type[Any]] = {
    **dict.fromkeys(("campaign", "campaign_plan", "campaign_paper", "campaign_draft", "campaign_part",
                     "campaign_versions", "campaign_version", "campaign_verb", "board", "compile",
                     "trail_check", "trail_stages",
                     "trail_anomalies", "trail_campaign_export", "letters", "prepare_letters", "release_letters",
                     "reminder_rules", "bonus", "archives", "archive", "archive_file", "dashboard", "campaign_launches",
                     "side_by_side",
                     "campaign_events", "campaign_recipients", "campaign_inspections", "plan_inspections",
                     "announce_inspections",
                     "campaign_assignments", "campaign_reports", "begin_campaign_report", "report_interval",
                     "publication_rule", "note_news", "campaign_consultations", "prepare_consultation",
                     "campaign_export"), Campaign),
    **dict.fromkeys(("assignment", "begin_report"), Assignment),
    **dict.fromkeys(("progress_report", "progress_edit", "progress_verb"), ProgressReport),
    **dict.fromkeys(("campaign_report", "campaign_report_edit", "report_verb", "report_paper"), CampaignReport),
    **dict.fromkeys(("inspection", "inspection_edit", "inspection_verb"), Inspection),
    **dict.fromkeys(("evidence", "event_picture", "event_plan"), Evidence),
    **dict.fromkeys(("publication", "publication_verb"), Publication),
    **dict.fromkeys(("article", "article_edit", "article_verb"), Article),
    **dict.fromkeys(("letter", "reword_letter", "letter_verb", "letter_paper"), UnitLetter),
    **dict.fromkeys(
        ("dossier", "dossier_letter", "nomination_new", "review_dossier", "mark_all_eligible", "dossier_map",
         "dossier_bpmn", "dossier_verb", "dossier_paper", "import_list", "import_template", "dossier_sheet",
         "dossier_uploads"), Dossier,
    ),
    **dict.fromkeys(
        ("nomination", "nomination_edit", "nomination_autosave", "nomination_remove", "send_back_nomination",
         "nomination_verb", "nomination_paper", "nomination_uploads"), Nomination,
    ),
    **dict.fromkeys(
        ("compiling", "save_note", "consolidate", "set_aside", "consolidated_list", "list_preview", "strike",
         "restore", "list_map", "list_bpmn", "list_verb", "list_paper"), ConsolidatedList,
    ),
    **dict.fromkeys(
        ("decision", "decision_pdf", "decision_proof", "decision_verb", "decision_paper", "propose_revocation",
         "propose_replacement", "decision_recipients",
         "decision_draft", "overprint", "overprint_pdf", "certified_copy", "certified_copy_pdf", "electronic_copy_pdf",
         "print_runs",
         "print_run", "print_run_file"), Decision,
    ),
    **dict.fromkeys(("original", "original_pdf", "original_to_seal", "original_signatures", "original_verb"), Original),
    **dict.fromkeys(("attachment", "attachment_remove"), Attachment),
    **dict.fromkeys(("consultation", "consultation_verb"), Consultation),
    **dict.fromkeys(("comment", "comment_verb"), Comment),
    "recovery_verb": Recovery,
    **dict.fromkeys(("delivery", "delivery_verb", "give_link"), Delivery),
    **dict.fromkeys(("history", "history_columns", "history_file", "history_verb"), HistoryImport),
    **dict.fromkeys(("list_import", "import_columns", "import_undo", "import_file"), ListImport),
    **{f"api_{kind.name}": kind.model for kind in KINDS if issubclass(kind.model, Subject)},
    **{f"api_{kind.name}_verb": kind.model for kind in KINDS if kind.verbs},
    **dict.fromkeys(("api_dossier_nominations", "api_dossier_nominations_bulk", "api_dossier_attachments"), Dossier),
    "api_nomination_attachments": Nomination,
    **dict.fromkeys(("api_attachment", "api_attachment_content"), Attachment),
}  # fmt: skip
# Logged under their route alone: what they show, or did, is said by `detail` or by the trail itself.
ABOUT_NO_OBJECT = {
    "export", "export_file", "search_export",
    "open_dossier", "histories", "past_awards", "trail", "trail_act", "trail_looks", "trail_export", "trail_bundle",
    "trail_bundle_made",
    "trail_bundle_file", "trail_bundle_checkpoint", "overrides", "override", "override_ask", "override_verb",
    "mandates", "mandate", "mandate_verb", "mandate_invite", "mandate_invite_list", "mandate_unlink", "sessions",
    "effects", "effect", "mails", "mail", "bounces",
    "trail_upkeep", "signing_order", "api_changes", "statistics", "statistics_sheet",
    *(f"api_{kind.path}" for kind in KINDS if kind.path not in ("campaigns", "units")),
}  # fmt: skip
BY_LABEL = {"trail_object", "trail_object_looks", "trail_object_export"}  # the address names the kind of object too
PAPERS = {"campaign_paper", "dossier_paper", "nomination_paper", "list_paper", "letter_paper", "decision_paper",
          "report_paper"}  # fmt: skip
DOWNLOADS = {*PAPERS, "attachment", "evidence", "event_plan", "history_file", "import_file", "import_template",
             "list_preview", "decision_draft",
             "overprint_pdf", "decision_pdf", "original_pdf", "original_to_seal", "decision_proof", "dossier_bpmn",
             "list_bpmn", "trail_bundle_checkpoint", "api_attachment_content"}  # fmt: skip
EXPORTS = {"dossier_sheet", "trail_export", "trail_campaign_export", "trail_object_export", "trail_bundle_file",
           "certified_copy_pdf", "electronic_copy_pdf", "archive_file", "print_run_file",
           "statistics_sheet", "export", "campaign_export", "export_file", "search_export"}  # fmt: skip
THROUGH: dict[type[Any], str] = {Attachment: "dossier__", ListImport: "dossier__", Evidence: "report__"}
MODELS = {model._meta.label_lower: model for model in ABOUT.values()}


class AccessMiddleware:
    """Notes the look before the page leaves; a page that can't be noted is not sent."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match and (how := how_of(request, match, response)) and request.user.is_authenticated:
            note(request, match, how)
        return response


def how_of(request: HttpRequest, match: ResolverMatch, response: HttpResponse) -> How | None:
    """What the answer was to the reader; None for what the log leaves out."""
    if request.method not in LOGGED or match.url_name in SHOWS_NOTHING:
        return None
    if response.status_code in REFUSALS:
        return How.REFUSED
    if response.status_code not in SHOWN:
        return None
    if match.url_name in EXPORTS:
        return How.EXPORT
    return How.DOWNLOAD if match.url_name in DOWNLOADS else How.READ


INSERT = f"""
INSERT INTO "{Access._meta.db_table}"
       (actor_id, object_type, object_id, how, route, detail, request_id, at, organisation, campaign)
SELECT %s, %s, %s, %s, %s, %s, %s, %s, place_organisation, place_campaign FROM ({{place}}) place
"""
NO_PLACE = "SELECT CAST(%s AS bigint) AS place_organisation, CAST(NULL AS bigint) AS place_campaign"


def note(request: HttpRequest, match: ResolverMatch, how: How) -> None:
    """One statement: where the object belongs is looked up in it, and a look that was just noted is not noted again.

    A refusal asks the database nothing about the object: it must not take longer where there is one.
    """
    label, key = subject_of(match)
    row = {"actor_id": request.user.pk, "object_type": label, "object_id": key, "how": how.value,
           "route": (match.url_name or match.route)[:64], "detail": detail_of(request, match)}  # fmt: skip
    if how == How.REFUSED or label not in MODELS:
        place, values = NO_PLACE, (request.user.organisation_id,)
    else:
        place, values = place_of(label, key).query.sql_with_params()
    statement = INSERT.format(place=place)
    parameters = [*row.values(), request.id, _moment(request.now), *values]
    if how in (How.READ, How.REFUSED):
        known, same = Access.objects.filter(**row, at__gt=request.now - AGAIN).values("pk").query.sql_with_params()
        statement += f" WHERE NOT EXISTS ({known})"
        parameters += same
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def _moment(at: datetime) -> Any:
    return Access._meta.get_field("at").get_db_prep_save(at, connection)


def subject_of(match: ResolverMatch) -> tuple[str, int | None]:
    """The kind and key of what the page is about, as the address names it."""
    model = ABOUT.get(match.url_name or "")
    label = match.kwargs["label"] if match.url_name in BY_LABEL else model._meta.label_lower if model else ""
    key = match.kwargs.get("pk")
    return label[:64], key if label and isinstance(key, int) and key <= LARGEST else None


def place_of(label: str, key: int | None) -> QuerySet[Any]:
    """The organisation and the campaign of an object."""
    model = MODELS[label]
    through = THROUGH.get(model, "")
    campaign = F("pk") if model is Campaign else F(f"{through}campaign_id")
    if model is HistoryImport:
        campaign = Value(None, output_field=BigIntegerField())  # it is the organisation's
    organisation = F("campaign__organisation_id" if model is Assignment else f"{through}organisation_id")
    found = model._default_manager.filter(pk=key).order_by()
    found = found.annotate(place_organisation=organisation, place_campaign=campaign)
    return found.values_list("place_organisation", "place_campaign")


def detail_of(request: HttpRequest, match: ResolverMatch) -> str:
    """What an export or a page about no object was asked for; free words only as a sign that there were some.

    Of an act that separation of duties forbade: the verb and the rule.
    """
    if rule := getattr(request, "forbidden_by", ""):
        return urlencode({"verb": match.kwargs.get("verb") or getattr(request, "verb", ""), "rule": rule})
    if "act_id" in match.kwargs:
        return str(match.kwargs["act_id"])
    if match.route.startswith("bundles/"):
        return str(match.kwargs.get("pk", ""))[:20]
    if "made" in match.kwargs:
        return str(match.kwargs["made"])[:20]
    if match.url_name not in EXPORTS | ABOUT_NO_OBJECT:
        return ""
    named = {name: match.kwargs[name] for name in ("what", "form") if name in match.kwargs}
    asked = named | {
        name: "*" if name in FREE_WORDS else value
        for name, value in request.GET.items()
        if value and name not in PLACES
    }
    return urlencode(asked, safe="*")[:300]
