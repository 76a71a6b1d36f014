"""What an account may see, and the queues and figures drawn from it. Every list, count, file and search starts here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from campaigns.models import Campaign
from campaigns.permissions import LEADERS, OFFICE, OVERSEERS, UNIT, Roles
from campaigns.selectors import UNSIGNED
from campaigns.states import CampaignState
from nominations.models import (
    Article,
    Attachment,
    BonusRule,
    Comment,
    ConsolidatedList,
    Consultation,
    Decision,
    Delivery,
    Dossier,
    HistoryImport,
    Nomination,
    Original,
    Override,
    PastAward,
    Publication,
    Recovery,
    UnitLetter,
    Upload,
)
from nominations.permissions import DECIDERS
from nominations.states import DecisionKind, DecisionState, DeliveryState, DossierState, NominationState, OriginalState
from notifications.models import Letter
from organisation.models import Organisation, Unit, User
from organisation.states import Role
from workflows.models import OutboxEntry
from workflows.verbs import subject_models

ISSUED_ONCE = (DecisionState.ISSUED, DecisionState.REVOKED, DecisionState.REPLACED)
GRANTING = (DecisionKind.AWARD, DecisionKind.REPLACEMENT)
AWARDED_ONCE = (NominationState.AWARDED, NominationState.REVOKED)
KEEPERS = (*OFFICE, Role.RECORDS_CLERK, Role.AUDITOR)  # who file a campaign away
COMMENT_READERS = (*OFFICE, *LEADERS, Role.AUDITOR)  # of what the public wrote about a list
ABOVE = tuple(role for role in OVERSEERS if role != Role.AUDITOR)


def _over(roles: Roles, *wanted: str) -> Q:
    return Q(organisation_id__in=roles.organisation_ids(*wanted)) | Q(campaign_id__in=roles.campaign_ids(*wanted))


def dossiers_for(roles: Roles) -> QuerySet[Dossier]:
    """One's own units' dossiers; for the office and above, what was filed; for the auditor, everything."""
    filed = _over(roles, *ABOVE) & ~Q(state=DossierState.DRAFT)
    mine = Q(unit_id__in=roles.unit_ids(*UNIT))
    return Dossier.objects.filter(mine | filed | _over(roles, Role.AUDITOR))


def filed_dossiers_for(roles: Roles) -> QuerySet[Dossier]:
    """The dossiers as the office and above work on them; the units that filed them have their own page."""
    return Dossier.objects.filter(_over(roles, *ABOVE) & ~Q(state=DossierState.DRAFT) | _over(roles, Role.AUDITOR))


def taken_back_for(roles: Roles) -> QuerySet[Dossier]:
    """What was filed once and is the unit's again: the office and above may learn that, and no more."""
    return Dossier.objects.filter(_over(roles, *ABOVE), state=DossierState.DRAFT, submissions__gt=0)


def nominations_for(roles: Roles) -> QuerySet[Nomination]:
    filed = _over(roles, *ABOVE) & ~Q(state=NominationState.DRAFT)
    mine = Q(unit_id__in=roles.unit_ids(*UNIT))
    return Nomination.objects.filter(mine | filed | _over(roles, Role.AUDITOR))


def lists_for(roles: Roles) -> QuerySet[ConsolidatedList]:
    return ConsolidatedList.objects.filter(_over(roles, *OVERSEERS))


def office_lists_for(roles: Roles) -> QuerySet[ConsolidatedList]:
    """The lists that the account's office compiles."""
    return ConsolidatedList.objects.filter(_over(roles, *OFFICE))


def decisions_for(roles: Roles) -> QuerySet[Decision]:
    """Units see the decision that honours one of theirs once it is issued, and what became of it."""
    honours = Nomination.objects.filter(unit_id__in=roles.unit_ids(*UNIT), state__in=AWARDED_ONCE)
    theirs = Q(state__in=ISSUED_ONCE, consolidated_list__in=honours.values("consolidated_list"))
    against = Q(pk__in=honours.exclude(revoked_by=None).values("revoked_by"))
    return Decision.objects.filter(_over(roles, *OVERSEERS) | theirs | against)


def signed_decisions_for(roles: Roles) -> QuerySet[Decision]:
    """The signed awards, for those who prepare, sign, keep and inspect them: what follows from them names everybody."""
    return Decision.objects.filter(_over(roles, *OVERSEERS), kind__in=GRANTING).exclude(number=None)


def signed_awards_for(roles: Roles) -> QuerySet[Decision]:
    return signed_decisions_for(roles).filter(kind=DecisionKind.AWARD)


def signed_replacements_for(roles: Roles) -> QuerySet[Decision]:
    return signed_decisions_for(roles).filter(kind=DecisionKind.REPLACEMENT)


def honouring_decisions_for(roles: Roles) -> QuerySet[Decision]:
    """Those that no other decision replaced: what is handed out follows the decision that stands."""
    return signed_decisions_for(roles).exclude(state=DecisionState.REPLACED)


def paid_decisions_for(roles: Roles) -> QuerySet[Decision]:
    """The signed awards that money goes with, for everybody who may read them; none where it was off at signing.

    What was replaced is paid by the decision that replaced it.
    """
    held = BonusRule.objects.filter(campaign=OuterRef("campaign"), written_at__lte=OuterRef("signed_at"))
    signed = decisions_for(roles).filter(kind__in=GRANTING).exclude(number=None).exclude(state=DecisionState.REPLACED)
    return signed.alias(is_paid=Subquery(held.order_by("-pk").values("is_on")[:1])).filter(is_paid=True)


def amendments_for(roles: Roles) -> QuerySet[Decision]:
    """Revocations and replacements, also as drafts, for those who prepare, sign, keep and inspect them."""
    return Decision.objects.filter(_over(roles, *OVERSEERS)).exclude(amends=None)


def signed_revocations_for(roles: Roles) -> QuerySet[Decision]:
    return amendments_for(roles).filter(kind=DecisionKind.REVOCATION).exclude(number=None)


def amendable_for(roles: Roles) -> QuerySet[Decision]:
    """The decisions in force that the account's office may propose to replace, or to revoke awards of."""
    return Decision.objects.filter(_over(roles, *OFFICE), kind__in=GRANTING, state=DecisionState.ISSUED)


def recoveries_for(roles: Roles) -> QuerySet[Recovery]:
    """What goes back after a revocation: for those who read the revocation, a unit its own people's alone."""
    return Recovery.objects.filter(_over(roles, *OVERSEERS) | Q(nomination__unit_id__in=roles.unit_ids(*UNIT)))


def issued_decisions_for(roles: Roles) -> QuerySet[Decision]:
    """Awards and revocations that left the house, for the same readers: only that is copied."""
    return Decision.objects.filter(_over(roles, *OVERSEERS)).exclude(issued_at=None)


def originals_for(roles: Roles) -> QuerySet[Original]:
    """Electronic originals, for those who prepare, sign, keep and inspect decisions."""
    return Original.objects.filter(_over(roles, *OVERSEERS))


def originals_to_sign(roles: Roles) -> QuerySet[Original]:
    """Those of the decisions that the account signed, while it leads."""
    return Original.objects.filter(_over(roles, *LEADERS), decision__signer=roles.user_id, state=OriginalState.PREPARED)


def originals_to_seal(roles: Roles) -> QuerySet[Original]:
    """Those that wait for number, date and the body's signature."""
    return Original.objects.filter(_over(roles, Role.RECORDS_CLERK), state=OriginalState.SIGNED)


def copied_decisions_for(roles: Roles) -> QuerySet[Decision]:
    """The decisions in force that the records clerk makes certified copies of."""
    return Decision.objects.filter(_over(roles, Role.RECORDS_CLERK), state=DecisionState.ISSUED)


def overrides_for(roles: Roles) -> QuerySet[Override]:
    """One's own; those one may confirm; for the auditor, all."""
    return Override.objects.filter(_over(roles, *DECIDERS, Role.AUDITOR) | Q(asker_id__in=roles.accounts))


def publications_for(roles: Roles) -> QuerySet[Publication]:
    """What is to be, and was, posted on the portals: for the publisher, and those who oversee the campaign."""
    return Publication.objects.filter(_over(roles, Role.PUBLISHER, *OVERSEERS))


def publishing_campaigns_for(roles: Roles) -> QuerySet[Campaign]:
    """The campaigns of which the account publishes news."""
    mine = Q(organisation_id__in=roles.organisation_ids(Role.PUBLISHER))
    mine |= Q(pk__in=roles.campaign_ids(Role.PUBLISHER))
    return Campaign.objects.filter(mine).exclude(state__in=(*UNSIGNED, CampaignState.CANCELLED))


def deliveries_for(roles: Roles) -> QuerySet[Delivery]:
    """To one's own units what was sent to them; for those who oversee the campaign, every recipient."""
    mine = Q(unit_id__in=roles.unit_ids(*UNIT)) & ~Q(state=DeliveryState.PREPARED)
    return Delivery.objects.filter(mine | _over(roles, *OVERSEERS))


def consultations_for(roles: Roles) -> QuerySet[Consultation]:
    """How the public was asked about a list: for those who oversee the campaign."""
    return Consultation.objects.filter(_over(roles, *OVERSEERS))


def comments_for(roles: Roles) -> QuerySet[Comment]:
    """What the public wrote: for the office that considers it, the leaders who decide, and the auditor."""
    return Comment.objects.filter(_over(roles, *COMMENT_READERS))


def articles_for(roles: Roles) -> QuerySet[Article]:
    """News of the public portal, drafts too: for the publisher, the office and the auditor of the organisation."""
    return Article.objects.filter(organisation_id__in=roles.organisation_ids(Role.PUBLISHER, *OFFICE, Role.AUDITOR))


def letters_for(roles: Roles) -> QuerySet[UnitLetter]:
    """The letters that the account's office writes; for the auditor, what was written."""
    return UnitLetter.objects.filter(_over(roles, *OFFICE, Role.AUDITOR))


def archived_campaigns_for(roles: Roles) -> QuerySet[Campaign]:
    """The campaigns that the account files away: its office's, its registry's, or those it inspects."""
    return Campaign.objects.filter(
        Q(organisation_id__in=roles.organisation_ids(*KEEPERS)) | Q(pk__in=roles.campaign_ids(*KEEPERS))
    )


def bonus_campaigns_for(roles: Roles) -> QuerySet[Campaign]:
    """The campaigns of which the account heads the office: it says whether money goes with the awards."""
    return Campaign.objects.filter(
        Q(organisation_id__in=roles.organisation_ids(Role.OFFICE_HEAD)) | Q(pk__in=roles.campaign_ids(Role.OFFICE_HEAD))
    )


def letter_campaigns_for(roles: Roles) -> QuerySet[Campaign]:
    """The campaigns in which the account may read or write letters to units."""
    readers = (*OFFICE, Role.AUDITOR)
    return Campaign.objects.filter(
        Q(organisation_id__in=roles.organisation_ids(*readers)) | Q(pk__in=roles.campaign_ids(*readers))
    )


def effects_for(roles: Roles) -> QuerySet[OutboxEntry]:
    """What follows from acts on objects of the organisations that the reader administers.

    What belongs to none of them (seals, bundles) is for whoever administers all.
    """
    own = roles.organisation_ids(Role.ADMINISTRATOR)
    if own and not Organisation.objects.exclude(pk__in=own).exists():
        return OutboxEntry.objects.all()
    theirs = Q(pk__in=[])
    for model in subject_models():
        if any(one.name == "organisation" for one in model._meta.fields):
            keys = model._default_manager.filter(organisation_id__in=own).values("pk")
            theirs |= Q(object_type=model.object_type(), object_id__in=keys)
    return OutboxEntry.objects.filter(theirs)


def mails_for(roles: Roles) -> QuerySet[Letter]:
    """The letters to people of the organisations that the reader administers."""
    people = User.objects.filter(organisation_id__in=roles.organisation_ids(Role.ADMINISTRATOR))
    return Letter.objects.filter(recipient_id__in=people.values("pk"))


def signed_decision_of(consolidated_list: int | None, decisions: QuerySet[Decision]) -> Decision | None:
    """Of these decisions the last signed one that grants the list: the one that replaced the others."""
    signed = decisions.filter(consolidated_list=consolidated_list).exclude(number=None)
    return signed.defer("paper").order_by("-pk").first() if consolidated_list else None


def granted_in(decision: Decision) -> QuerySet[Nomination]:
    """The lines that the decision grants, also what was revoked later; of a revocation those that it revokes."""
    if decision.amends_id:
        return Nomination.objects.filter(pk__in=decision.lines)
    lines = Nomination.objects.filter(consolidated_list=decision.consolidated_list_id)
    return lines.filter(state__in=(NominationState.APPROVED, *AWARDED_ONCE))


def attachments_for(roles: Roles) -> QuerySet[Attachment]:
    own_file = Q(nomination__in=nominations_for(roles)) | Q(nomination=None)
    return Attachment.objects.filter(own_file, dossier__in=dossiers_for(roles))


def uploads_of(account: User) -> QuerySet[Upload]:
    """Files that are still coming: each is its sender's alone, whatever else others may do with the list."""
    return Upload.objects.filter(started_by=account).select_related("dossier", "nomination")


def unfinished_of(account: User, now: datetime) -> QuerySet[Upload]:
    return uploads_of(account).filter(received__lt=F("size"), expires_at__gt=now).order_by("pk")


def boards_for(roles: Roles) -> QuerySet[Campaign]:
    """The campaigns that somebody watches as a whole: whoever may see everything filed in them."""
    return Campaign.objects.filter(
        Q(organisation_id__in=roles.organisation_ids(*OVERSEERS)) | Q(pk__in=roles.campaign_ids(*OVERSEERS))
    )


def units_for(roles: Roles) -> QuerySet[Unit]:
    """One's own units, and those that take part in what one watches as a whole."""
    taking_part = Q(participations__campaign__in=boards_for(roles))
    return Unit.objects.filter(Q(pk__in=roles.unit_ids(*UNIT)) | taking_part).distinct()


def units_to_file_for(roles: Roles) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=roles.unit_ids(*UNIT))


def twins_of(nomination: Nomination, roles: Roles) -> QuerySet[Nomination]:
    """Other nominations of the same name in the campaign, as far as the reader may see them."""
    same = {"campaign": nomination.campaign_id, "kind": nomination.kind, "search_key": nomination.search_key}
    found = nominations_for(roles).filter(**same).exclude(pk=nomination.pk).exclude(state=NominationState.WITHDRAWN)
    return found.select_related("unit", "award_form").order_by("pk")[:10]


def alike(nominations: Iterable[Nomination], roles: Roles, key: str) -> QuerySet[Nomination]:
    """Whatever stands in their campaigns with one of their keys, themselves included, as far as the reader may see it.

    `key` is "search_key" (one name) or "report_key" (achievements that read the same, case, accents and spaces aside).
    """
    keys = {getattr(nomination, key) for nomination in nominations} - {""}
    campaigns = {nomination.campaign_id for nomination in nominations}
    found = nominations_for(roles).filter(**{f"{key}__in": keys}, campaign__in=campaigns)
    found = found.exclude(state=NominationState.WITHDRAWN)
    return found.select_related("unit", "award_form").order_by("pk")


def totals(nominations: QuerySet[Nomination]) -> dict[str, int]:
    """How many, by kind, by leader or direct worker, and women: in one query."""
    individual = Q(kind="individual")
    return nominations.aggregate(
        total=Count("pk"),
        collectives=Count("pk", filter=Q(kind="collective")),
        individuals=Count("pk", filter=individual),
        households=Count("pk", filter=Q(kind="household")),
        leaders=Count("pk", filter=individual & Q(is_leader=True)),
        direct=Count("pk", filter=individual & Q(is_leader=False)),
        women=Count("pk", filter=individual & Q(honorific="ba")),
    )


def totals_by_unit(nominations: QuerySet[Nomination]) -> list[dict[str, Any]]:
    """The same figures for each unit, in the units' own order."""
    individual = Q(kind="individual")
    rows = (
        nominations.values("unit_id", "unit__name", "unit__position")
        .annotate(
            total=Count("pk"),
            collectives=Count("pk", filter=Q(kind="collective")),
            individuals=Count("pk", filter=individual),
            leaders=Count("pk", filter=individual & Q(is_leader=True)),
            direct=Count("pk", filter=individual & Q(is_leader=False)),
            women=Count("pk", filter=individual & Q(honorific="ba")),
        )
        .order_by("unit__position", "unit_id")
    )
    return [dict(row) for row in rows]


def histories_for(roles: Roles) -> QuerySet[HistoryImport]:
    """Files of past awards: the office's own; the auditor reads them too."""
    return HistoryImport.objects.filter(organisation__in=roles.organisation_ids(*OFFICE, Role.AUDITOR))


def own_histories_for(roles: Roles) -> QuerySet[HistoryImport]:
    """Those that the account's office brings in."""
    return HistoryImport.objects.filter(organisation__in=roles.organisation_ids(*OFFICE))


def past_awards_for(roles: Roles) -> QuerySet[PastAward]:
    """Lines of the register: for whoever oversees the organisation all of them, for a unit those of its own people."""
    over = Q(organisation__in=roles.organisation_ids(*OVERSEERS))
    return PastAward.objects.filter(over | Q(unit__in=roles.unit_ids(*UNIT)), stands=True)
