"""What a person reads on the pages that she can reach, and which of its words are data."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import chain
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import Resolver404, resolve

from nominations.templatetags.desk import PRINTED
from portal.urls import PUBLIC

SPOKEN = re.compile("title|aria-label|placeholder|alt|data-.+")
VOID = {"meta", "link", "input", "img", "br", "hr"}
LEFT = {
    "set_language",
    "api_document",  # for programs, in the language of its address: tests/api/test_document.py
    "logout",
    "list_preview",
    "decision_pdf",
    "decision_proof",
    "decision_draft",
    "electronic_copy_pdf",
    "attachment",
    "evidence",
    "event_picture",
    "event_plan",
    "received_pdf",
    "dossier_bpmn",
    "list_bpmn",
    "trail_export",
    "trail_campaign_export",
    "trail_object_export",
    "trail_bundle_file",
    "trail_bundle_checkpoint",
    "archive_file",
    "original_pdf",
    "original_to_seal",
    "print_run_file",
    "import_template",
    "import_file",
    "history_file",
    "dossier_sheet",
    "statistics_sheet",
    "export",
    "campaign_export",
    "export_file",
    "search_export",
    *PUBLIC,  # a language by the address, not by the reader: tests/portal/test_answering.py
    *PRINTED.values(),
}
OURS = ("organisation", "campaigns", "nominations", "notifications", "workflows")
SAME = 2  # pages of one route that one person opens


class Reader(HTMLParser):
    """Texts and spoken attributes of a page, except what is marked as being in another language; and its links."""

    def __init__(self, page: str, language: str) -> None:
        super().__init__()
        self.language = language
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        foreign = self._is_foreign() or dict(attrs).get("lang", self.language) != self.language
        if tag not in VOID:
            self.open.append((tag, foreign))
        for name, value in attrs:
            if value and SPOKEN.fullmatch(name) and not foreign:
                self.texts.append(" ".join(value.split()))
            elif value and tag == "a" and name == "href":
                self.links.append(re.split("[?#]", value)[0])

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._is_foreign():
            self.texts.append(" ".join(data.split()))

    def _is_foreign(self) -> bool:
        return any(foreign for _tag, foreign in self.open)


def crawl(client: Client, language: str) -> dict[str, list[str]]:
    """The texts of every page that links lead to, some of each route."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    found: dict[str, list[str]] = {}
    routes: Counter[str] = Counter()
    waiting = ["/"]
    while waiting:
        url = waiting.pop(0)
        if url in found or not _wanted(url, routes):
            continue
        reader = Reader(client.get(url).content.decode(), language)
        found[url] = reader.texts
        waiting += [link for link in reader.links if link not in found]
    return found


def _wanted(url: str, routes: Counter[str]) -> bool:
    try:
        name = resolve(url).url_name
    except Resolver404:
        return False
    routes[name] += 1
    return name not in LEFT and routes[name] <= SAME


def stored_words() -> list[str]:
    """Every text of the database, longest first."""
    found: set[str] = set()
    for model in chain.from_iterable(apps.get_app_config(label).get_models() for label in OURS):
        kinds = (models.CharField, models.TextField, models.JSONField)
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, kinds)]
        for row in model._default_manager.values_list(*names) if names else ():
            found.update(_texts(row))
    return sorted(filter(None, found), key=len, reverse=True)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        yield from _texts([*value, *value.values()])
    elif isinstance(value, Iterable):
        for part in value:
            yield from _texts(part)


def without(text: str, data: Iterable[str]) -> str:
    for known in data:
        text = text.replace(known, "")
    return text
