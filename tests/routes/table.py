"""Who may do what, by route and object: the table that every route of the resolver must stand in.

A cell says `status who …`; parts stand between commas and a later one overrules; no `who` is everybody who is signed
in. Whoever is not named gets 404, and an anonymous visitor is sent to sign in. The people are those of
tests/routes/world.py, alone or in these groups.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

GROUPS = {
    "unit": "officer head",
    "office": "reviewer colleague double office_head of_this",
    "over": "office director deputy secretary clerk auditor",
    "insiders": "unit officer_2 head_2 over member chair publisher administrator",
    "auditors": "auditor of_other stranger",  # of something; they meet only that
}

TABLE = """
healthz                          -             200, 200 anonymous                  405, 405 anonymous
readyz                           -             200, 200 anonymous                  405, 405 anonymous
metrics                          -             404, 404 anonymous                  405, 405 anonymous
login                            -             302, 200 anonymous                  302, 200 anonymous
logout                           -             405                                 302
password_change                  -             200                                 200
set_language                     -             302, 302 anonymous                  302, 302 anonymous

home                             -             200                                 405
notifications                    -             200                                 302
message_open                     -             405                                 404
preferences                      -             200                                 200
unsubscribe                      -             404, 404 anonymous                  404, 404 anonymous
campaigns                        -             200                                 405
nominations                      -             200                                 405
decisions                        -             200                                 405
campaign                         running       200 insiders                        405
campaign_plan                    running       200 insiders                        405
campaign_plan                    other         200 insiders of_other, 404 of_this  405

open_dossier                     -             405                                 302 unit
dossier                          draft         200 unit auditor                    405
dossier                          filed         200 unit over                       405
dossier                          back          200 unit over                       405
dossier_letter                   draft         405                                 302 unit
dossier_letter                   back          405                                 302 unit
dossier_letter                   held          405                                 409 unit
nomination_new                   draft         200 unit                            302 unit
nomination_new                   held          200 unit                            409 unit
nomination_edit                  draft         200 unit                            302 unit
nomination_edit                  held          302 unit                            409 unit
nomination_autosave              draft         405                                 200 unit
nomination_autosave              held          405                                 409 unit
nomination_remove                draft         200 unit                            302 unit
nomination_remove                held          200 unit                            409 unit
attachment                       draft         200 unit auditor                    405
attachment                       draft-letter  200 unit auditor                    405
attachment                       begun         200 unit auditor                    405
attachment                       held          200 unit over                       405
attachment                       held-letter   200 unit over                       405
attachment                       issued        200 unit over                       405
attachment_remove                draft         200 unit                            302 unit
attachment_remove                held          200 unit                            409 unit

nomination                       draft         200 unit auditor                    405
nomination                       begun         200 unit auditor                    405
nomination                       back          200 unit over                       405
nomination                       held          200 unit over                       405
nomination                       issued        200 unit over                       405
nomination                       neighbour     200 officer_2 head_2 auditor        405
send_back_nomination             held          200 reviewer                        302 reviewer
review_dossier                   draft         200 auditor                         405
review_dossier                   held          200 over                            405
mark_all_eligible                held          302 over                            302 reviewer
board                            running       200 over                            405
compile                          running       302 over                            302 office
compiling                        compiling     200 office                          405
compiling                        forwarded     302 office                          405
save_note                        compiling     302 office                          302 office
save_note                        forwarded     302 office                          409 office
consolidate                      compiling     302 office                          302 office
set_aside                        compiling     302 office                          302 office

consolidated_list                compiling     200 over, 302 office                405
consolidated_list                forwarded     200 over                            405
list_preview                     forwarded     200 over                            405
list_preview                     signed        302 over                            405
strike                           forwarded     302 over                            302 director, 403 deputy
strike                           signed        302 over                            409 director, 403 deputy
restore                          forwarded     302 over                            409 director, 403 deputy
decision                         signed        200 over                            405
decision                         issued        200 unit over                       405
decision_pdf                     signed        200 over                            405
decision_pdf                     issued        200 unit over                       405
decision_proof                   signed        200 over                            405
decision_proof                   issued        200 unit over                       405

trail                            -             200 auditors                        405 auditors
trail_check                      running       200 auditor                         405 auditors
trail_looks                      -             200 auditors                        405 auditors
trail_export                     -             200 auditors                        405 auditors
trail_stages                     running       200 auditor                         405 auditors
trail_anomalies                  running       200 auditor                         405 auditors
trail_campaign_export            running       200 auditor                         405 auditors
trail_object_looks               held          200 auditor                         405 auditors
trail_object_export              held          200 auditor                         405 auditors
trail_act                        -             200 auditor                         405 auditors
trail_object                     held          200 auditor                         405 auditors
dossier_map                      draft         200 unit auditor                    405
dossier_map                      held          200 unit over                       405
dossier_bpmn                     draft         200 unit auditor                    405
dossier_bpmn                     held          200 unit over                       405
list_map                         compiling     200 over                            405
list_bpmn                        compiling     200 over                            405

dossier_verb:submit              draft         404                                 302 head
dossier_verb:declare_nil         draft         404                                 409 head
dossier_verb:reopen              draft         404                                 409 head
dossier_verb:withdraw            filed         404                                 302 unit
dossier_verb:receive             filed         404                                 302 office, 403 double
dossier_verb:release             held          404                                 302 reviewer office_head
dossier_verb:claim               held          404                                 409 office, 302 reviewer, 403 double
dossier_verb:send_back           held          404                                 409 reviewer
dossier_verb:check_off           held          404                                 409 reviewer
nomination_verb:withdraw         held          404                                 302 unit
nomination_verb:mark_eligible    held          404                                 302 reviewer
nomination_verb:find_ineligible  held          404                                 302 reviewer
nomination_verb:reconsider       held          404                                 409 reviewer
nomination_verb:hold             held          404                                 302 reviewer
nomination_verb:resume           held          404                                 409 reviewer
nomination_verb:tell_apart       held          404                                 302 reviewer
list_verb:forward                compiling     404                                 302 office
list_verb:cancel                 compiling     404                                 302 office
list_verb:send_back              forwarded     404                                 302 director, 403 deputy
list_verb:sign                   forwarded     404                                 302 director, 403 deputy
decision_verb:issue              signed        404                                 302 clerk
"""


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
        answers = {person: 404 for person in people} | {"anonymous": "sign-in"}
        for part in getattr(self, method).split(","):
            status, *who = part.split()
            named = members(who) if who else answers.keys() - {"anonymous"}
            answers |= dict.fromkeys(named, int(status))
        return answers


def members(who: Iterable[str]) -> list[str]:
    """The people behind names of groups, which may hold other groups."""
    return [person for name in who for person in (members(GROUPS[name].split()) if name in GROUPS else [name])]


ROWS = [Row(*re.split(r"\s{2,}", line)) for line in TABLE.split("\n") if line.strip()]
EACH_ROUTE = list({row.route: row for row in reversed(ROWS)}.values())


def by_route(row: Row) -> str:
    return row.route


def whoever(method: str, row: Row) -> str:
    """Somebody for whom the row's route does what it is there for; else, for whom it is at least there."""
    people = members(["over", "unit"])
    answers = row.expected(method, people)
    return min(people, key=lambda person: (answers[person] not in (200, 302), answers[person] == 404))
