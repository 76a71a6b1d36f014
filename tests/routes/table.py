"""Who may do what, by route, object and method: the table that every route of the resolver must stand in.

A row is `route  objects  GET  POST`, two spaces or more between its cells.

- objects: names of tests/routes/world.py between commas, or a name of STATES for many of them; `-`: the page is about
  none. Each state of the object's machine must stand in some row of the route.
  The first object of a route is asked for as all whom the row lets in and every third of the others, the rest by turns.
- a cell says `status who …`; parts stand between commas and a later one overrules; no `who` is everybody who is signed
  in. Whoever is not named gets 404. `who` are names of PEOPLE or of GROUPS.
- the `barred` are asked to sign in, whatever the row says; where they are named, they are answered as it says.
- HEAD is answered as GET. Every other method is 405 at every address, for everybody.

A refusal (404, 403, 409, the way to sign in) writes nothing, and a 404 is the page of an address that never was.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tests.routes import rows, verb_rows

PEOPLE = """
officer              own unit: officer
head                 own unit: head
officer_2            other unit: officer
head_2               other unit: head
reviewer             office: holds what is under review
colleague            office: another reviewer
double               office: a reviewer who is the head of the unit under another account
office_head          office: its head
of_this              reviewer by a grant on this campaign alone
of_other             every role that a campaign gives, on another campaign alone
secretary            council: secretary
member               council: member
chair                council: chair
director             leader with an authority of his own
deputy               leader without any authority to sign
acting               delegate: a deputy whose authority (KT.) holds now
acted                former delegate: a deputy whose authority ended yesterday
will_act             coming delegate: a deputy whose authority begins tomorrow
on_paper             holds an authority that holds now, and no role
clerk                records clerk
publisher            publisher
auditor              auditor
administrator        administrator
ended                former member: every role until yesterday
early                coming member: every role from tomorrow
dismissed            former member: had every role, the grants are gone
gone                 former member: every role, and the account is switched off while signed in
nobody               an account without a role
nominee              bears a nominee's name, is Django's superuser and staff, and has no role
rootless             an account of no organisation
stranger             another organisation: every role at once
far_unit_officer     another organisation: one role each
far_unit_head
far_office_reviewer
far_office_head
far_council_secretary
far_council_member
far_council_chair
far_director
far_deputy_director
far_records_clerk
far_publisher
far_auditor
far_administrator
anonymous            nobody signed in
"""

STATES = {  # names of the world's objects, so that each state of a machine is met once
    "SENT": "filed held back checked issued nil",  # dossiers that left the unit once
    "PROPOSED": "filed held eligible compiling forwarded signed issued "  # nominations that left the unit once
    "back ineligible withdrawn struck on_hold revoked",
    "BEYOND": "compiling forwarded signed issued withdrawn struck revoked",  # nominations that no review moves any more
    "GONE_OUT": "forwarded signed issued dropped",  # lists that the office cannot change
    "PUBLIC": "issued revoked replaced replacing",  # decisions
    "STANDING": "signed issued revoked replacing",  # decisions that no other took the place of
    "DRAFTS": "proposed dropped",  # of revocations
    "REVOCATIONS": "to_enact revoking",  # signed
    "LATER": "approved shut concluded archived cancelled",  # campaigns
    "MANDATES": "new invited deactivated withdrawn",  # accounts that may not act, or not yet by the book
    "OVERRIDES": "granted refused expired used",  # duties that were asked to be set aside, and what became of it
}

GROUPS = {
    "unit": "officer head",
    "office": "reviewer colleague double office_head of_this",
    "keeping": "office clerk auditor",  # who files a campaign away
    "unsigned": "deputy acted will_act",  # leaders without an authority to sign that holds now
    "signers": "director acting",
    "over": "office signers unsigned secretary clerk auditor",
    "insiders": "unit officer_2 head_2 over member chair publisher administrator",
    "at_home": "reviewer colleague double office_head signers unsigned secretary clerk auditor member chair publisher "
    "administrator",  # somebody for the whole organisation
    "abroad": "stranger far",
    "far": "far_unit_officer far_unit_head far_office_reviewer far_office_head far_council_secretary "
    "far_council_member far_council_chair far_director far_deputy_director far_records_clerk far_publisher far_auditor "
    "far_administrator",
    "deciders": "office_head signers unsigned",  # who may set another person's duty aside
    "keepers": "administrator stranger far_administrator",
    "scribes": "reviewer colleague double office_head stranger far_office_reviewer far_office_head",  # of a whole body
    "head_scribes": "office_head stranger far_office_head",
    "far_askers": "far_office_reviewer far_office_head far_director far_deputy_director",
    "posters": "publisher stranger far_publisher",  # of their own organisation's news
    "newsroom": "reviewer colleague double office_head publisher auditor",
    "watchers": "over of_other stranger far_office_reviewer far_office_head far_council_secretary far_director "
    "far_deputy_director far_records_clerk far_auditor",  # of some campaign as a whole
    "registry": "reviewer colleague double office_head",  # the office of the whole body
    "registrars": "registry signers unsigned secretary clerk auditor stranger far_askers far_council_secretary "
    "far_records_clerk far_auditor",  # who read a body's register of past awards
    "barred": "anonymous gone",
    "auditors": "auditor of_other stranger far_auditor",  # of something; they meet only that
}


@dataclass(frozen=True)
class Row:
    """One route on one object, and what each person is answered."""

    route: str
    name: str
    get: str
    post: str

    def __str__(self) -> str:
        return f"{self.route} {self.name}"

    def expected(self, method: str, people: Iterable[str]) -> dict[str, int | str]:
        answers: dict[str, int | str] = dict.fromkeys(people, 404)
        barred = answers.keys() & {*members(["barred"])}
        answers |= dict.fromkeys(barred, "sign-in")
        for part in getattr(self, method).split(","):
            status, *who = part.split()
            named = members(who) if who else answers.keys() - barred
            answers |= {person: int(status) for person in named if person in answers}
        return answers


def members(who: Iterable[str]) -> list[str]:
    """The people behind names of groups, which may hold other groups."""
    return [person for name in who for person in (members(GROUPS[name].split()) if name in GROUPS else [name])]


def _rows(line: str) -> list[Row]:
    route, objects, get, post = re.split(r"\s{2,}", line)
    names = [name for part in objects.split(",") for name in STATES.get(part, part).split()]
    return [Row(route, name, get, post) for name in names]


EVERYBODY = [line.split()[0] for line in PEOPLE.split("\n") if line.strip()]
NEAR = [person for person in EVERYBODY if person == "far_auditor" or not person.startswith("far_")]
ROWS = [row for line in (rows.TABLE + verb_rows.TABLE).split("\n") if line.strip() for row in _rows(line)]
EACH_ROUTE = list({row.route: row for row in reversed(ROWS)}.values())


def by_route(row: Row) -> str:
    return row.route


def whoever(method: str, row: Row) -> str:
    """Somebody for whom the row's route does what it is there for; else, for whom it is at least there."""
    people = members(["over", "unit"])
    answers = row.expected(method, people)
    return min(people, key=lambda person: (answers[person] not in (200, 302), answers[person] == 404))
