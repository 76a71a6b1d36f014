"""Asking a route as somebody, leaving no trace: every request is undone, so that one world serves a whole module."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from http.cookies import SimpleCookie
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils.timezone import localdate

import config.urls
from campaigns.models import Assignment, Evidence
from campaigns.services.reminder_rules import mark_of
from nominations.desk import verbs
from nominations.desk.filing.forms import letter_mark
from nominations.desk.powers import accounts
from nominations.models import Attachment, ListImport, Nomination
from nominations.papers.kinds import PAPERS
from nominations.papers.samples import VALUES
from nominations.papers.wordings import default_wording
from nominations.publishing import newest
from nominations.templatetags.desk import PRINTED
from organisation.models import User
from portal import commenting
from tests.nominations.desk import signed_in, typed
from tests.nominations.reviewing import seen
from tests.portal.playing import PORTALS
from tests.routes.histories import COLUMNS, past
from tests.routes.table import Row
from tests.routes.world import A_LIST, Stage
from workflows import clock

KINDS = {
    "campaigns": "campaign", "dossiers": "dossier", "nominations": "nomination", "attachments": "file",
    "lists": "list", "decisions": "decision", "trail": "campaign", "accounts": "mandate", "overrides": "override",
    "letters": "letter", "originals": "original", "assignments": "task", "progress": "report", "evidence": "proof",
    "units": "unit", "recoveries": "recovery", "imports": "import", "reports": "overview", "publications": "news",
    "articles": "article", "inspections": "inspection", "deliveries": "delivery", "events": "proof",
    "histories": "history", "consultations": "consultation", "comments": "comment",
}  # fmt: skip
VERBS = {
    "campaign_verb": verbs.CAMPAIGN,
    "dossier_verb": verbs.DOSSIER, "nomination_verb": verbs.NOMINATION, "list_verb": verbs.LIST,
    "decision_verb": verbs.DECISION, "override_verb": verbs.OVERRIDE, "mandate_verb": accounts.VERBS,
    "letter_verb": verbs.LETTER, "original_verb": verbs.ORIGINAL, "progress_verb": verbs.PROGRESS,
    "recovery_verb": verbs.RECOVERY, "report_verb": verbs.REPORT,
    "inspection_verb": verbs.INSPECTION, "history_verb": verbs.HISTORY, "publication_verb": verbs.PUBLICATION,
    "article_verb": verbs.ARTICLE, "delivery_verb": verbs.DELIVERY,
    "consultation_verb": verbs.CONSULTATION, "comment_verb": verbs.COMMENT,
    **{
        route: [f"{name}.{next(iter(kind.forms))}" for name, kind in PAPERS.items() if kind.of is of]
        for of, route in PRINTED.items()
    },
}  # fmt: skip
BRINGING = {"import_list"}
PORTAL = {
    "portal_campaign": "campaign", "portal_article": "article", "portal_decision": "decision",
    "portal_embed": "decision", "portal_consultation": "consultation", "give_comment": "consultation",
}  # fmt: skip
OF_OBJECTS = {"trail_object", "trail_object_looks", "trail_object_export"}
EXPORTED = {
    "override_ask": ["receive"], "wording": [next(iter(VALUES))],
    "trail_export": ["events", "csv"], "trail_campaign_export": ["stages", "csv"],
    "trail_object_export": ["history", "csv"], "archive": [0], "archive_file": [0],
    "export": ["nominations", "csv"], "campaign_export": ["assignments", "csv"], "search_export": ["nomination", "csv"],
    "statistics_sheet": ["csv"],
    "print_run": [0], "print_run_file": [0],
    "campaign_part": ["period"], "campaign_version": [1],
}  # fmt: skip
NOWHERE = "/nowhere/"
FOR_PROGRAMS = "api/v1/"
A_DAY = 24 * 60  # minutes: nobody is asked again who they are, however slow the machine
NOBODYS = {  # whose objects are each person's own, or of the whole installation: tested beside them
    "message_open": [0], "unsubscribe": ["made-up"], "calendar_feed": ["made-up"],
    "trail_bundle_made": [0], "trail_bundle_file": [0],
    "trail_bundle_checkpoint": [0], "password_reset_confirm": ["MQ", "made-up"], "mfa_remove_webauthn": [0],
    "checked": ["made-up"], "received": ["made-up"], "received_pdf": ["made-up"],
    "comment_given": ["made-up"],
    "openid_unbind": [0], "mandate_unlink": [0, 0], "effect": [0], "invitation": ["made-up"],
    "signing_order": [0], 
    "upload": [0], "export_made": [0], "export_file": [0, "nominations", "csv"],
    "token_revoke": [0], "webhook": [0], "search_remove": [0],
    "mail": ["00000000-0000-0000-0000-000000000000"],
}  # fmt: skip
TOKEN = re.compile(rb"""(?<=name="csrfmiddlewaretoken" value=")\w+|(?<="X-CSRFToken": ")\w+""")


class Forgiving:
    """Middleware: what the door refuses spoils no more of the transaction than the request, which is undone anyway.

    What was written before the refusal goes with the transaction of the act; `Written` forgets it.
    """

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if transaction.get_rollback():
            Written.tables.clear()
        transaction.set_rollback(False)


class Written:
    """Hears every statement of a request that writes a table, but those of the session and of the log of looks."""

    tables: ClassVar[list[str]] = []
    marks: ClassVar[dict[str, int]] = {}  # how many stood there at each savepoint: a rollback forgets what came after
    SAVEPOINT = re.compile(r'(ROLLBACK TO )?SAVEPOINT "?(\w+)')
    UNHEARD = ("django_session", "workflows_access")
    WRITES = re.compile(r'(?:\bINTO|\bUPDATE(?! OF\b)|\bDELETE FROM)\s+"?(\w+)', re.IGNORECASE)

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        if mark := self.SAVEPOINT.match(sql):
            back, name = mark.groups()
            self.marks[name] = self.marks.get(name, 0) if back else len(self.tables)
            del self.tables[self.marks[name] :]
        self.tables += [table for table in self.WRITES.findall(sql) if table in self.known - {*self.UNHEARD}]
        return execute(sql, params, many, context)

    @cached_property
    def known(self) -> set[str]:
        return {model._meta.db_table for model in apps.get_models(include_auto_created=True)}


written = Written()


@contextmanager
def plain_missing_page() -> Iterator[None]:
    """Most answers of the table are 404; none of them needs to be drawn anew, for the page knows the address only."""
    config.urls.handler404 = _plainly_missing
    try:
        yield
    finally:
        del config.urls.handler404


def _plainly_missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponseNotFound(f"missing for {request.user}")  # asks for the session, as the page does


def routes() -> dict[str, str]:
    """Every named route with its pattern; one whose last segment is a verb stands once for each verb it takes."""
    found = {}
    for name, pattern in _walk(get_resolver()):
        for verb in VERBS.get(name, [""]):
            if not verb:
                found[name] = pattern
            elif (
                resolve(f"/{re.sub('<(slug:verb|str:name)>', verb, pattern.replace('<int:pk>', '1'))}").url_name == name
            ):
                found[f"{name}:{verb}"] = pattern
    return found


def _walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Pages; what programs ask is compared with them in tests/routes/test_programs.py."""
    for entry in resolver.url_patterns:
        path = f"{prefix}{entry.pattern}"
        if path.startswith(FOR_PROGRAMS):
            continue
        if isinstance(entry, URLPattern):
            yield entry.name or path, path
        else:
            yield from _walk(entry, path)


ROUTES = routes()


class Asker:
    """Everybody's browser; `ask` undoes what the request did."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.client = Client()
        self.cookies = {name: signed_in(user, minutes_ago=-A_DAY).cookies for name, user in stage.people.items()}
        self.cookies["anonymous"] = SimpleCookie()
        User.objects.filter(pk=stage.people["gone"].pk).update(is_active=False)

    def ask(self, person: str, method: str, url: str, data: Any = None, **more: Any) -> HttpResponse:
        with transaction.atomic():
            answer = self.send(person, method, url, data, **more)
            transaction.set_rollback(True)
        return answer

    def send(self, person: str, method: str, url: str, data: Any = None, **more: Any) -> HttpResponse:
        """The same, and what it did stays."""
        self.client.cookies = self.jar(person)
        answer = getattr(self.client, method)(url, data, **more) if data else getattr(self.client, method)(url, **more)
        answer.body = answer.getvalue()  # also of a file, before its storage goes
        return answer

    def jar(self, person: str) -> SimpleCookie:
        """A browser's cookies right after signing in."""
        return SimpleCookie(self.cookies[person].output(header="", sep=";"))

    def told(self, person: str, method: str, row: Row) -> int | str:
        """The status; "sign-in" where a visitor is asked to; words where a refusal looks other than it should."""
        url = self.url(row)
        written.tables.clear()
        with connection.execute_wrapper(written):
            answer = self.ask(person, method, url, self.sent(row) if method == "post" else None)
        if is_sign_in(answer):
            return "sign-in"
        if answer.status_code >= 400 and written.tables:
            return f"{answer.status_code} that wrote {written.tables}"
        if answer.status_code == 404 and steady(answer, url) != self.nowhere(person, method):
            return "404 that tells it from a missing page"
        if answer.status_code == 403 and b'role="alert"' not in answer.body:
            return "403 without words"
        return answer.status_code

    def nowhere(self, person: str, method: str) -> Any:
        """What the person is answered at an address where nothing ever was."""
        return self._nowhere(person, method, hasattr(config.urls, "handler404"))

    @cache  # noqa: B019 - one asker a folder
    def _nowhere(self, person: str, method: str, _plain: bool) -> Any:
        return steady(self.ask(person, method, NOWHERE), NOWHERE)

    def subject(self, row: Row) -> Any:
        """What the row's route is asked about; None for a page that is about nothing in particular."""
        kind = KINDS.get(ROUTES[row.route].partition("/")[0], "")
        if row.route in OF_OBJECTS:
            kind = "nomination"
        if row.route == "override_ask":
            kind = "dossier"
        kind = PORTAL.get(row.route, kind)
        return self.stage.objects.get(f"{kind} {row.name}")

    def url(self, row: Row) -> str:
        route, _colon, verb = row.route.partition(":")
        if row.route == "trail_act":
            return reverse(route, args=[self.stage.act.act_id])
        label = ["nominations.nomination"] if row.route in OF_OBJECTS else []
        label = ["dossier"] if row.route == "override_ask" else label
        key = NOBODYS.get(route, []) if row.name == "-" else [self.subject(row).pk]
        return reverse(route, args=[*label, *key, *([verb] if verb else []), *EXPORTED.get(row.route, [])])

    def sent(self, row: Row) -> dict[str, Any]:
        """A sound form, as the page of the route sends it."""
        subject, route = self.subject(row), row.route
        if route == "wording":
            return {"text": default_wording(next(iter(VALUES))), "seen": ""}
        if route == "histories":
            return {"file": SimpleUploadedFile("so.csv", past(f"{self.stage.family} Cũ fresh"))}
        if route in TYPED_ALONE:
            return also_typed(route)
        if subject is None:
            world = self.stage.world
            return {"unit": world.units[0].pk, "round": self.stage.objects["dossier draft"].round_id}
        if isinstance(subject, Assignment | Evidence | Attachment | ListImport) or route in BRINGING:
            return _bringing(subject)
        if isinstance(subject, Nomination) and route.startswith("nomination_") and ":" not in route:
            return typed(subject, overview="Sơ lược khác (hư cấu).")
        form = seen(subject, reason="Lý do (hư cấu).", codes=["other"], note="Ý kiến khác (hư cấu).", kind="individual")
        if route == "dossier_letter":
            return {"letter_number": "99/CV", "seen": letter_mark(subject)}
        form |= also_typed(route)
        if route in ("reminder_rules", "publication_rule"):
            return _rules(route, subject)
        form |= self.chosen(route)
        if route in ("mark_all_eligible", "set_aside", "strike", "restore"):
            form["ids"] = list(subject.nominations.values_list("pk", flat=True))
        return form

    def chosen(self, route: str) -> dict[str, Any]:
        """What a form names beside the object of its address."""
        if route == "give_comment":
            return A_COMMENT | {"shown": signing.dumps("MAYKIENKHAC", salt=commenting.SALT)}
        if route == "prepare_consultation":
            return {"consolidated_list": self.stage.objects["list recalled"].pk}
        if route == "announce_inspections":
            planned = self.stage.objects["inspection planned"]
            return {"picked": [f"{planned.pk}-{planned.version}-{planned.content_hash}"]}
        if route == "plan_inspections":
            return {"units": [self.stage.world.units[0].pk]}
        if route == "prepare_letters":
            return {"occasion": f"urging-{self.stage.objects['dossier draft'].round_id}"}
        return {}


AN_ARTICLE = {"title": "Tin khác (hư cấu)", "summary": "Tóm tắt khác", "body": "Nội dung khác", "campaign": ""}
A_UNIT = {"name": "Phòng Khác (hư cấu)", "kind": "other", "is_external": "on", "document": "Văn bản hư cấu", "seen": ""}
TYPED_ALONE = ("article_new", "campaign_new", "units", "unit")
A_CAMPAIGN = {
    "start": "blank", "blank-code": "moi", "blank-name": "Phong trào mới (hư cấu)", "blank-first": "01/5/2014",
    "blank-last": "31/5/2014",
}  # fmt: skip
AN_INSPECTION = {"matter": "Nội dung khác (hư cấu)", "planned_on": "01/08/2013", "inspectors": "Khác (hư cấu)"}
A_COMMENT = {"name": "Lý Khác (hư cấu)", "contact": "0900 000 001", "text": "Ý kiến khác (hư cấu).", "website": ""}
A_RECIPIENT = {"recipient": "Nơi nhận mới", "purpose": "know"}
ALSO_TYPED: dict[str, dict[str, Any]] = {
    "campaign_new": A_CAMPAIGN,
    "units": A_UNIT,
    "unit": A_UNIT,
    "campaign_part": {"text": "period: not_stated"},
    "reword_letter": {"title": "Tiêu đề khác (hư cấu)", "text": "Nội dung khác (hư cấu)."},
    "progress_edit": {"as_of": "02/08/2013", "value": "86,5", "words": "Lời khác (hư cấu)."},
    "campaign_report_edit": {"kind": "interim", "assessment": "Lời khác (hư cấu)."},
    "plan_inspections": AN_INSPECTION,
    "inspection_edit": AN_INSPECTION | dict.fromkeys(("findings", "to_mend", "mend_by", "follow_up", "lessons"), ""),
    "campaign_recipients": A_RECIPIENT,
    "decision_recipients": A_RECIPIENT,
    "delivery_verb:send": {"way": "post"},
    "history_columns": {f"c-0-{place}": what for place, what in enumerate(COLUMNS)},
    "report_interval": {"days": 14, "seen": ""},
    "publication_verb:publish": {"address": "https://example.vn/tin", "audience": "Cả ngành"},
    "prepare_consultation": {"question": "Ai biết thì gửi ý kiến (hư cấu).", "working_days": 10, "holds_signing": "on"},
    "article_new": AN_ARTICLE,
    "article_edit": AN_ARTICLE,
    "note_news": {"title": "Tin thêm (hư cấu)", "channel": PORTALS[1]},
    "print_runs": {"form": "pdf"},
    "bonus": {"rounding_way": "up", "rounding_to": "10.000", "rounding_source": "", "seen": ""},
}
ON_A_DAY = {"recovery_verb:note_return", "publication_verb:publish", "delivery_verb:send"}


def also_typed(route: str) -> dict[str, Any]:
    """What the form of a route asks for that no other does."""
    today = {"day": f"{localdate(clock.now()):%d/%m/%Y}"} if route in ON_A_DAY else {}
    return ALSO_TYPED.get(route, {}) | today


def _rules(route: str, subject: Any) -> dict[str, Any]:
    if route == "publication_rule":
        last = newest(subject)
        return {"days": 3, "names_honoured": "on", "seen": last.pk if last else ""}
    form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-days": -2, "form-0-audience": "unit"}
    return form | {"seen": mark_of(subject.reminder_rules.all()), "form-0-wording": "Lời khác (hư cấu)."}


def _bringing(subject: Any) -> dict[str, Any]:
    """A file for a dossier; the columns of one that came in, and which list was seen. A paper takes nothing."""
    if isinstance(subject, Assignment | Evidence | Attachment):
        return {}
    if not isinstance(subject, ListImport):
        return {"file": SimpleUploadedFile("danh-sach.csv", A_LIST)}
    columns = {"c-0-0": "number", "c-0-1": "full_name", "c-0-2": "position"}
    return columns | {"seen_version": subject.dossier.version}


def is_sign_in(answer: HttpResponse) -> bool:
    """The way there, or at once the page, with the form that was sent waiting on it."""
    if answer.status_code == 200:
        return b'name="kept"' in answer.body
    return answer.status_code == 302 and answer["Location"].startswith(f"{reverse(settings.LOGIN_URL)}?next=")


def steady(answer: HttpResponse, url: str) -> tuple[dict[str, str], bytes]:
    """Headers and body without what differs at every request, and without the address that was asked for."""
    headers = {name: value for name, value in answer.items() if name not in ("X-Request-Id", "Content-Length")}
    return headers, TOKEN.sub(b"", answer.body.replace(url.encode(), b""))
