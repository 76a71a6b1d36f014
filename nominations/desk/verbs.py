"""POST /<objects>/<pk>/<verb>/: each verb's service, behind the same selectors as its page."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from campaigns.selectors import campaign_reports_for, campaigns_run_for, inspections_for, reports_for
from campaigns.services import campaigns, inspections, progress
from nominations.desk.acting import VerbForm, act_on
from nominations.desk.delivering.delivery import SentForm, noted
from nominations.desk.publishing.queue import PostedForm, posted
from nominations.desk.taken_back import tells_what_was_taken_back
from nominations.models.nomination import EDITABLE_FIELDS
from nominations.selectors import (
    articles_for,
    comments_for,
    consultations_for,
    decisions_for,
    deliveries_for,
    dossiers_for,
    histories_for,
    letters_for,
    lists_for,
    nominations_for,
    originals_for,
    overrides_for,
    publications_for,
    recoveries_for,
)
from nominations.services import (
    amendments,
    articles,
    campaign_reports,
    consultations,
    decisions,
    deliveries,
    dossiers,
    histories,
    letters,
    lists,
    originals,
    overrides,
    publications,
    recoveries,
    revocations,
)
from nominations.services import nominations as noms
from nominations.states import ReturnReason
from organisation.formfields import DateField

CAMPAIGN = {
    "submit": campaigns.submit,
    "withdraw": campaigns.withdraw,
    "send_back": campaigns.send_back,
    "approve": campaigns.approve,
    "launch": campaigns.launch,
    "close_nominations": campaigns.close_nominations,
    "reopen_nominations": campaigns.reopen_nominations,
    "conclude": campaigns.conclude,
    "archive": campaigns.archive,
    "cancel": campaigns.cancel,
}
DOSSIER = {
    "submit": dossiers.submit,
    "present": dossiers.present,
    "declare_nil": dossiers.declare_nil,
    "reopen": dossiers.reopen,
    "withdraw": dossiers.withdraw,
    "receive": dossiers.receive,
    "release": dossiers.release,
    "claim": dossiers.claim,
    "send_back": dossiers.send_back,
    "check_off": dossiers.check_off,
}
NOMINATION = {
    "withdraw": noms.withdraw,
    "mark_eligible": noms.mark_eligible,
    "find_ineligible": noms.find_ineligible,
    "send_back": noms.send_back,
    "reconsider": noms.reconsider,
    "tell_apart": noms.tell_apart,
    "hold": noms.hold,
    "resume": noms.resume,
}
LIST = {"forward": lists.forward, "cancel": lists.cancel, "send_back": lists.send_back, "sign": decisions.sign}
DECISION = {
    "issue": decisions.issue,
    "turn_down": amendments.turn_down,
    "sign_amendment": amendments.sign,
    "enact": revocations.enact,
}
OVERRIDE = {"confirm": overrides.confirm, "refuse": overrides.refuse, "end": overrides.end}
ORIGINAL = {"waive_file": originals.waive_file}
LETTER = {"release": letters.release, "drop": letters.drop}
PROGRESS = {
    "submit": progress.submit,
    "withdraw": progress.withdraw,
    "accept": progress.accept,
    "send_back": progress.send_back,
}
REPORT = {
    "present": campaign_reports.present,
    "take_back": campaign_reports.take_back,
    "note": campaign_reports.note,
    "hand_back": campaign_reports.hand_back,
}
INSPECTION = {
    "announce": inspections.announce,
    "record_findings": inspections.record_findings,
    "mend": inspections.mend,
    "ask_more": inspections.ask_more,
    "settle": inspections.settle,
    "call_off": inspections.call_off,
}
HISTORY = {"bring_in": histories.bring_in, "undo": histories.undo}
PUBLICATION = {
    "publish": publications.publish,
    "leave_out": publications.leave_out,
    "put_back": publications.put_back,
}
DELIVERY = {
    "send": deliveries.send,
    "end_link": deliveries.end_link,
    "acknowledge": deliveries.acknowledge,
    "mark_read": deliveries.mark_read,
    "remind": deliveries.remind,
    "stop": deliveries.stop,
}
CONSULTATION = {
    "consult": consultations.consult,
    "end_consulting": consultations.end_consulting,
    "call_off": consultations.call_off,
}
COMMENT = {"consider": consultations.consider}
ARTICLE = {"publish": articles.publish, "take_down": articles.take_down}
RECOVERY = {"note_return": recoveries.note_return, "waive": recoveries.waive, "ask_again": recoveries.ask_again}


class SendBackForm(VerbForm):
    """A returned nomination carries coded reasons and the fields to mend."""

    codes = forms.MultipleChoiceField(choices=ReturnReason.choices, required=False)
    fields_to_mend = forms.MultipleChoiceField(choices=[(name, name) for name in EDITABLE_FIELDS], required=False)

    def more(self) -> dict:
        return {"codes": self.cleaned_data["codes"], "fields": self.cleaned_data["fields_to_mend"]}


class ReturnForm(VerbForm):
    """When a certificate or money came back."""

    day = DateField(
        label=gettext_lazy("Ngày nộp lại"), error_messages={"required": gettext_lazy("Hãy ghi ngày nộp lại.")}
    )

    def more(self) -> dict:
        return {"day": self.cleaned_data["day"]}


def campaign_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return act_on(request, campaigns_run_for(request.roles), pk, verb, CAMPAIGN)


@tells_what_was_taken_back
def dossier_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return act_on(request, dossiers_for(request.roles), pk, verb, DOSSIER)


def nomination_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    form_class = SendBackForm if verb == "send_back" else VerbForm
    return act_on(request, nominations_for(request.roles), pk, verb, NOMINATION, form_class)


def list_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Signing answers with the decision that came of it."""
    answer = act_on(request, lists_for(request.roles), pk, verb, LIST)
    signed = (
        decisions_for(request.roles).filter(consolidated_list=pk).defer("paper").first() if verb == "sign" else None
    )
    return redirect(signed) if signed else answer


def decision_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return act_on(request, decisions_for(request.roles), pk, verb, DECISION)


def original_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return act_on(request, originals_for(request.roles).select_related("decision"), pk, verb, ORIGINAL)


def override_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return act_on(request, overrides_for(request.roles), pk, verb, OVERRIDE)


def letter_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return act_on(request, letters_for(request.roles).select_related("unit"), pk, verb, LETTER)


def progress_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return act_on(request, reports_for(request.roles).select_related("unit", "assignment"), pk, verb, PROGRESS)


def report_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return act_on(request, campaign_reports_for(request.roles).select_related("campaign"), pk, verb, REPORT)


def inspection_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    found = inspections_for(request.roles).select_related("unit", "campaign")
    return act_on(request, found, pk, verb, INSPECTION)


def history_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return act_on(request, histories_for(request.roles).select_related("organisation"), pk, verb, HISTORY)


def recovery_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    form_class = ReturnForm if verb == "note_return" else VerbForm
    found = recoveries_for(request.roles).select_related("nomination")
    return act_on(request, found, pk, verb, RECOVERY, form_class)


def delivery_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What was typed of a sending stays on the page until it is sound."""
    sends = verb == "send" and request.method == "POST"
    if sends and (again := noted(request, pk)):
        return again
    form_class = SentForm if sends else VerbForm
    found = deliveries_for(request.roles).select_related("unit", "campaign", "decision")
    return act_on(request, found, pk, verb, DELIVERY, form_class)


def publication_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What was typed of a posting stays on the page until it is sound."""
    publishes = verb == "publish" and request.method == "POST"
    if publishes and (again := posted(request, pk)):
        return again
    form_class = PostedForm if publishes else VerbForm
    found = publications_for(request.roles).select_related("campaign")
    return act_on(request, found, pk, verb, PUBLICATION, form_class)


def article_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return act_on(request, articles_for(request.roles).select_related("campaign"), pk, verb, ARTICLE)


def consultation_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    found = consultations_for(request.roles).select_related("consolidated_list", "campaign")
    return act_on(request, found, pk, verb, CONSULTATION)


def comment_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return act_on(request, comments_for(request.roles).select_related("nomination"), pk, verb, COMMENT)
