"""Everything a person can reach by following links: each link opens, and what it shows is just what is hers.

Every text of every row holds a word of its own by then (tests/routes/canaries.py); so a page, file, header or address
gives away each row that it took anything from, of whatever kind.
"""

import io
import math
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

import pypdf
import pytest
from django.db import transaction
from django.urls import Resolver404, resolve

from nominations.effects import store_pdf
from nominations.models import Decision
from tests.routes import canaries
from tests.routes.asking import OF_OBJECTS, TOKEN, Asker
from tests.routes.canaries import Aviary, forbidden_to
from tests.routes.table import members

pytestmark = pytest.mark.django_db

PEOPLE = (
    "officer", "reviewer", "auditor", "administrator", "of_other", "nobody", "far_auditor", "far_unit_officer",
)  # fmt: skip
ALIKE = {*members(["insiders", "auditors", "abroad"]), "early", "on_paper"} - {*PEOPLE}  # their first pages are read
LOOKS = (("officer", "dossier held"), ("far_auditor", "dossier held"), ("reviewer", "dossier draft"))  # for the log
NAMELESS = ("dossier nil",)  # no letter, no number
STARTS = (
    "/", "/messages/", "/campaigns/", "/decisions/", "/nominations/", "/nominations/?q=nguyen+thi", "/trail/",
    "/trail/?q=nguyen+thi", "/search/?q=nguyen",
)  # fmt: skip
LINK = re.compile(r'(?:href|hx-get)="([^"#]+)')
# A draft is set in type at every look, which is slow; the portal is everybody's; a list says the same in each form.
NOT_FOLLOWED = re.compile(
    r"/static/|/portal/|.*/preview\.pdf$|https?:|mailto:|.*/exports/.*\.(?:xlsx|ods|pdf)|/trail/.*\.(?:xlsx|ods|pdf)"
)
SAME_ROWS = ("show",)  # tabs of a board: parts of what it shows without
OTHER_ROWS = ("/letters/", "/publications/")  # but each tab of letters and news has its own
FOLDERS = {
    "campaign": "campaigns", "dossier": "dossiers", "nomination": "nominations", "file": "attachments",
    "list": "lists", "decision": "decisions", "mandate": "accounts", "override": "overrides",
    "letter": "letters", "task": "assignments", "report": "progress", "proof": "evidence",
    "overview": "reports", "import": "imports", "original": "originals", "news": "publications",
    "article": "articles", "unit": "units", "inspection": "inspections",
    "delivery": "deliveries", "history": "histories", "consultation": "consultations", "comment": "comments",
}  # fmt: skip
IN_FORCE = ("approved", "shut", "concluded", "archived", "cancelled")
NEXT_DOOR = "officer_2 head_2"
SEEN_BY = {  # an object, a kind or a name; what has been filed and is not named here: its unit, and all above it
    "campaign running": "insiders",
    "campaign other": f"unit {NEXT_DOOR} at_home of_other",
    "campaign planned": "at_home",
    "campaign laid": "at_home",
    **{f"campaign {name}": f"unit {NEXT_DOOR} at_home" for name in IN_FORCE},
    "draft": "unit auditor",
    "begun": "unit auditor",
    "neighbour": f"{NEXT_DOOR} auditor",
    "next_held": f"{NEXT_DOOR} over",
    "list": "over",
    "next_issued": f"{NEXT_DOOR} over",
    "decision signed": "over",
    **{f"decision {name}": "over" for name in ("proposed", "dropped", "to_enact")},
    "mandate": "administrator",
    "unit": "administrator auditor",
    "news": "over publisher",
    "article": "reviewer colleague double office_head publisher auditor",
    "import": "unit",
    "overview draft": "office auditor",
    "overview": "over",
    "history": "registry auditor",
    "inspection planned": "over",
    "inspection": "unit over",
    "proof pictured": "unit over",
    "proof planned": "unit over",
    "delivery sent": "unit over",
    "delivery received": "unit over",
    "delivery": "over",
    "consultation": "over",
    "comment": "office signers unsigned auditor",
    "original": "over",
    "override": "deciders auditor double head",
    "letter": "office auditor",
    "letter blank": "",  # only while it is being written
}


def sees(person: str, key: str) -> bool:
    kind, name = key.removesuffix("-letter").split()
    who = next((SEEN_BY[known] for known in (key, kind, name) if known in SEEN_BY), "unit over")
    return person in members(who.split())


def near(person: str, asker: Asker) -> dict[str, set[int]]:
    """The units and campaigns within which alone the person may meet anything; nothing said: everywhere at home."""
    world, objects = asker.stage.world, asker.stage.objects
    if person in members(["unit"]):
        return {"units": {world.units[0].pk}}
    if person in NEXT_DOOR.split():
        return {"units": {world.units[1].pk}}
    if person in ("of_this", "of_other"):
        return {"campaigns": {objects["campaign running" if person == "of_this" else "campaign other"].pk}}
    if person in members(["over", "far", "stranger"]):
        return {}
    return {"units": set()} if person in members(["insiders"]) else {"units": set(), "campaigns": set()}


@cache
def text_of_pdf(body: bytes) -> str:
    """Many people are given the same papers, and reading one takes as long as a page."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)


def everything_of(answer: Any) -> str:
    """All that an answer says, unpacked: the body's text, the headers and the ways it led."""
    body, kind = answer.body, answer.get("Content-Type", "")
    if kind.startswith("application/pdf") and answer.status_code == 200 and len(body) > 2000:
        text = text_of_pdf(body)
    elif zipfile.is_zipfile(io.BytesIO(body)):
        packed = zipfile.ZipFile(io.BytesIO(body))
        text = "\n".join(packed.read(name).decode(errors="ignore") for name in packed.namelist())
    else:
        text = unescape(body.decode(errors="ignore"))
    return "\n".join([text, *map(str, answer.items()), *map(str, getattr(answer, "redirect_chain", ()))])


class Walk:
    """All pages that a person reaches, by address, and the links that did not open."""

    def __init__(self, asker: Asker, person: str) -> None:
        met: Counter[str | None] = Counter()
        self.pages: dict[str, str] = {}
        self.broken: list[tuple[str, str, int]] = []
        waiting = [("", start) for start in STARTS]
        known = set(STARTS)
        while waiting:
            source, url = waiting.pop()
            answer = asker.ask(person, "get", url, follow=True)
            if answer.status_code != 200:
                self.broken += [(source, url, answer.status_code)] if source else []
                continue
            here = answer.redirect_chain[-1][0] if answer.redirect_chain else url
            text = self.text_of(answer)
            self.pages[url] = self.pages[here] = text
            found = {
                _tidy(urljoin(here, unescape(link))) for link in LINK.findall(text) if not NOT_FOLLOWED.match(link)
            }
            for link in sorted(found - known):
                route = _route_of(link)
                met[route] += 1
                if met[route] <= self.most(route):
                    waiting.append((url, link))
            known |= found

    def most(self, route: str | None) -> float:
        """How many pages of a route are looked at: all, but of those that say the same of each object."""
        return 60 if route in OF_OBJECTS - {"trail_object"} else math.inf

    def text_of(self, answer: Any) -> str:
        return everything_of(answer)

    @property
    def words(self) -> str:
        return "\n".join(self.pages.values())


def _route_of(url: str) -> str | None:
    try:
        return resolve(urlsplit(url).path).url_name
    except Resolver404:
        return None


def _tidy(url: str) -> str:
    parts = urlsplit(url)
    query = urlencode(
        [
            pair
            for pair in parse_qsl(parts.query)
            if pair[0] not in SAME_ROWS or any(other in url for other in OTHER_ROWS)
        ]
    )
    return f"{parts.path}?{query}" if query else parts.path


@pytest.fixture(scope="module")
def aviary(asker: Asker) -> Iterator[Aviary]:
    with transaction.atomic():
        for who, key in LOOKS:
            asker.send(who, "get", asker.stage.objects[key].get_absolute_url())
        found = canaries.plant()
        for decision in Decision.objects.exclude(number=None):
            decision.pdf, decision.pdf_sha256 = "", ""
            store_pdf(decision)
        yield found
        transaction.set_rollback(True)


WALKS: dict[str, Walk] = {}


def walk_of(asker: Asker, person: str) -> Walk:
    if person not in WALKS:
        WALKS[person] = Walk(asker, person)
    return WALKS[person]


@pytest.fixture(scope="module", params=PEOPLE)
def person(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def walk(asker: Asker, aviary: Aviary, person: str) -> Walk:
    return walk_of(asker, person)


def test_every_link_opens(walk: Walk):
    assert walk.broken == []


def test_pages_lead_to_just_what_the_person_may_open(asker: Asker, person: str, walk: Walk):
    addresses = {
        key: f"/{FOLDERS[key.split()[0]]}/{found.pk}/"
        for key, found in asker.stage.objects.items()
        if key.split()[0] in FOLDERS
    }

    reached = {key for key, url in addresses.items() if any(page.startswith(url) for page in walk.pages)}

    assert reached == {key for key in addresses if sees(person, key)}


def test_pages_name_just_what_the_person_may_open(asker: Asker, person: str, walk: Walk):
    everything, names = walk.words, {key: name for key, name in asker.stage.names.items() if key not in NAMELESS}
    for_all = {"proof pictured", "proof planned"} if person in members(["insiders"]) else set()

    told = {key for key in names if sees(person, key)} | for_all
    assert {key for key, name in names.items() if name in everything} == told


def met_unlawfully(asker: Asker, aviary: Aviary, person: str, text: str) -> list[tuple[str, Any, str]]:
    """What the text tells the person of rows that are none of hers."""
    forbidden = forbidden_to(asker.stage.people[person], near(person, asker))
    told = held_for_all(asker) if person in members(["insiders"]) else set()
    met = [place for place in aviary.met(text) if place[:2] not in told]
    return sorted(place for place in met if all(map(forbidden, aviary.whose(place))))


def held_for_all(asker: Asker) -> set[tuple[str, Any]]:
    """An event that was held and confirmed, with its pictures, is told to everybody whom its campaign reaches."""
    picture = asker.stage.objects["proof pictured"]
    report = picture.report
    return {
        ("campaigns.Evidence", picture.pk), ("campaigns.ProgressReport", report.pk),
        ("campaigns.Assignment", report.assignment_id),
    }  # fmt: skip


def test_pages_hold_no_word_of_what_is_not_hers(asker: Asker, aviary: Aviary, person: str, walk: Walk):
    assert met_unlawfully(asker, aviary, person, walk.words) == []


@pytest.mark.parametrize("alike", sorted(ALIKE))
def test_first_pages_hold_no_word_of_what_is_not_theirs(asker: Asker, aviary: Aviary, alike: str):
    pages = "\n".join(everything_of(asker.ask(alike, "get", url)) for url in STARTS)

    assert met_unlawfully(asker, aviary, alike, pages) == []


def test_every_row_is_somebodys_or_known_to_be_nobodys():
    assert canaries.unclassed() == set()


OWN_PAGES = (  # whose page of which object, and the texts of which a word stands there: so the crawl would see them
    ("officer", "dossier held", {"nominations.Dossier.letter_number", "nominations.Nomination.full_name"}),
    ("reviewer", "nomination held", {"nominations.Nomination.achievements", "nominations.Attachment.name"}),
    ("director", "list forwarded", {"nominations.ConsolidatedList.note", "organisation.Unit.name"}),
    ("clerk", "decision issued", {"nominations.Decision.symbol", "nominations.Nomination.full_name"}),
    ("far_director", "list forwarded", {"nominations.ConsolidatedList.note", "organisation.Unit.name"}),
)


@pytest.mark.parametrize(("reader", "key", "texts"), OWN_PAGES)
def test_own_page_holds_own_words(asker: Asker, aviary: Aviary, reader: str, key: str, texts: set[str]):
    stage = asker.stage.abroad if reader.startswith("far_") else asker.stage
    page = everything_of(asker.ask(reader, "get", stage.objects[key].get_absolute_url()))

    assert texts - {f"{label}.{name}" for label, _pk, name in aviary.met(page)} == set()


HIDDEN_WORDS = ("nominations.Nomination", "organisation.User", "organisation.Unit", "campaigns.Campaign")
SEARCHES = ("/nominations/?q=", "/trail/?q=", "/trail/?actor=")
SEARCHERS = ("officer", "officer_2", "auditor", "of_other", "far_auditor", "far_office_head")


@pytest.mark.parametrize("person", SEARCHERS)
def test_search_for_a_hidden_word_finds_what_a_made_up_one_finds(asker: Asker, aviary: Aviary, person: str):
    forbidden = forbidden_to(asker.stage.people[person], near(person, asker))
    words = {}
    for number, place in enumerate(aviary.places):
        if place[0] in HIDDEN_WORDS and all(map(forbidden, aviary.whose(place))):
            words[place[0], place[2]] = f"x{number}x"
    made_up = f"x{len(aviary.places)}x"
    assert words

    for search in SEARCHES:
        expected = answered(asker, person, search, made_up)
        assert [word for word in words.values() if answered(asker, person, search, word) != expected] == []


def answered(asker: Asker, person: str, search: str, word: str) -> tuple[int, bytes]:
    answer = asker.ask(person, "get", f"{search}{quote(word)}")
    return answer.status_code, TOKEN.sub(b"", answer.body).replace(word.encode(), b"")
