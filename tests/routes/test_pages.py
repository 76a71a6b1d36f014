"""Everything a person can reach by following links: each link opens, and what they show is just what is hers."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest

from tests.routes.asking import Asker
from tests.routes.table import members

pytestmark = pytest.mark.django_db

PEOPLE = sorted({*members(["insiders", "auditors"]), "ended", "early", "nominee"})
STARTS = (
    "/", "/messages/", "/campaigns/", "/decisions/", "/nominations/", "/nominations/?q=nguyen+thi", "/trail/",
    "/trail/?q=nguyen+thi",
)  # fmt: skip
LINK = re.compile(r'(?:href|hx-get)="([^"#]+)')
NOT_FOLLOWED = re.compile(r"/static/|.*/preview\.pdf$|https?:")  # a draft is set in type at every look: slow
SAME_ROWS = ("show",)  # tabs of a board: parts of what it shows without
FOLDERS = {
    "campaign": "campaigns", "dossier": "dossiers", "nomination": "nominations", "file": "attachments",
    "list": "lists", "decision": "decisions",
}  # fmt: skip
SEEN_BY = {  # an object, a kind or a name; what has been filed and is not named here: its unit, and all above it
    "campaign running": "insiders",
    "campaign other": "unit officer_2 head_2 reviewer colleague double office_head director deputy secretary clerk "
    "auditor member chair publisher administrator of_other",
    "draft": "unit auditor",
    "begun": "unit auditor",
    "neighbour": "officer_2 head_2 auditor",
    "list": "over",
    "decision signed": "over",
}


def sees(person: str, key: str) -> bool:
    kind, name = key.removesuffix("-letter").split()
    who = next((SEEN_BY[known] for known in (key, kind, name) if known in SEEN_BY), "unit over")
    return person in members(who.split())


class Walk:
    """All pages that a person reaches, by address, and the links that did not open."""

    def __init__(self, asker: Asker, person: str) -> None:
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
            text = unescape(answer.body.decode(errors="ignore"))
            self.pages[url] = self.pages[here] = text
            found = {_tidy(urljoin(here, link)) for link in LINK.findall(text) if not NOT_FOLLOWED.match(link)}
            waiting += [(url, link) for link in sorted(found - known)]
            known |= found


def _tidy(url: str) -> str:
    parts = urlsplit(url)
    query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] not in SAME_ROWS])
    return f"{parts.path}?{query}" if query else parts.path


@pytest.fixture(scope="module", params=PEOPLE)
def person(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def walk(asker: Asker, person: str) -> Walk:
    return Walk(asker, person)


def test_every_link_opens(walk: Walk):
    assert walk.broken == []


def test_pages_lead_to_just_what_the_person_may_open(asker: Asker, person: str, walk: Walk):
    addresses = {key: f"/{FOLDERS[key.split()[0]]}/{found.pk}/" for key, found in asker.stage.objects.items()}

    reached = {key for key, url in addresses.items() if any(page.startswith(url) for page in walk.pages)}

    assert reached == {key for key in addresses if sees(person, key)}


def test_pages_name_just_what_the_person_may_open(asker: Asker, person: str, walk: Walk):
    own_name = asker.stage.people[person].full_name
    names = {key: name for key, name in asker.stage.names.items() if name != own_name}
    everything = "\n".join(walk.pages.values())

    assert {key for key, name in names.items() if name in everything} == {key for key in names if sees(person, key)}
