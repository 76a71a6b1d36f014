"""Erasing a person: asked for by one, carried out by another, then removed place by place in the same transaction."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import CASCADE
from django.utils.translation import gettext as _

from nominations.models import Attachment, Comment, Decision, Erasure, LegalHold, ListImport, Nomination
from nominations.traces import FREE_TEXTS, MARK, Person, Place, places
from notifications.models import Letter, Message
from organisation.models import User
from workflows import clock, content
from workflows.engine import perform
from workflows.errors import NotAllowed
from workflows.models import AuditPayload, ContentSnapshot
from workflows.models.subject import new_salt

EMPTY = {
    "search_key": "", "sort_key": "", "report_key": "", "honorific": "", "position": "", "is_leader": None,
    "sub_unit": "", "head_count": None, "overview": "", "achievements": "", "earlier_awards": "",
}  # fmt: skip


def person_of(nominations: list[int], account: str, comments: Sequence[str] = ()) -> Person:
    """`comments` by their codes. Raises Nomination.DoesNotExist, User.DoesNotExist or Comment.DoesNotExist."""
    found = [Nomination.objects.get(pk=key) for key in nominations]
    written = [Comment.objects.get(code=code) for code in comments]
    return Person(found, User.objects.get(username=account) if account else None, written)


def request_erasure(person: Person, *, actor: User, reason: str, explanation: str = "") -> Erasure:
    """Raises NotPermitted, or NotAllowed with every reason why the law keeps something."""
    _refuse_names(person, reason, explanation)
    first = next(iter([*person.nominations, *person.comments]), None)
    with transaction.atomic():
        erasure = content.create(
            Erasure(
                organisation_id=first.organisation_id if first else person.account.organisation_id,
                campaign_id=first.campaign_id if first else None,
                nominations=person.keys, account=person.account, comments=[one.pk for one in person.comments],
                explanation=explanation.strip(),
            )
        )  # fmt: skip
        perform(erasure, "request_erasure", actor=actor, reason=reason)
    return erasure


def erase(erasure: Erasure, *, actor: User, reason: str) -> list[Place]:
    """Removes everything; what it removed, place by place. The trail keeps the counts."""
    nominations = Nomination.objects.filter(pk__in=erasure.nominations)
    person = Person(list(nominations), erasure.account, list(Comment.objects.filter(pk__in=erasure.comments)))
    _refuse_names(person, reason)
    with transaction.atomic():
        list(Nomination.objects.select_for_update().filter(pk__in=erasure.nominations).order_by("pk"))
        found = places(person)
        counts = {place.name: str(len(place.keys)) for place in found if place.keys}
        perform(erasure, "erase", actor=actor, reason=reason, data={"erased": counts})
        keys = {place.name: place.keys for place in found}
        _remove_files(keys["nominations.attachment"])
        _remove_lists(keys["nominations.listimport"])
        _empty_papers(person, keys["nominations.decision"])
        AuditPayload.objects.filter(pk__in=keys["workflows.auditpayload"]).delete()
        ContentSnapshot.objects.filter(pk__in=keys["workflows.contentsnapshot"]).delete()
        for nomination in person.nominations:
            salt = new_salt()  # with the old one a short text could be guessed back from its hash
            Nomination.objects.filter(pk=nomination.pk).update(full_name=MARK, content_salt=salt, **EMPTY)
        Message.objects.filter(pk__in=keys["notifications.message"]).delete()
        Letter.objects.filter(pk__in=keys["notifications.letter"]).delete()
        Session.objects.filter(pk__in=keys["sessions.session"]).delete()
        for model, fields in FREE_TEXTS:
            for row in model._default_manager.filter(pk__in=keys[model._meta.label_lower]):
                values = {name: person.redacted(getattr(row, name)) for name in fields}
                model._default_manager.filter(pk=row.pk).update(**values)
        sent = Comment.objects.filter(pk__in=keys["nominations.comment"], name=MARK)
        sent.update(contact=MARK, content_salt=new_salt())
        if keys["organisation.user"]:
            _empty_account(person.account)
    return found


def decline_erasure(erasure: Erasure, *, actor: User, reason: str) -> None:
    perform(erasure, "decline_erasure", actor=actor, reason=reason)


def place_hold(nomination: Nomination, *, actor: User, reason: str) -> LegalHold:
    return LegalHold.objects.create(nomination=nomination, reason=reason, placed_by=actor, placed_at=clock.now())


def lift_hold(hold: LegalHold, *, actor: User) -> None:
    LegalHold.objects.filter(pk=hold.pk, lifted_at=None).update(lifted_by=actor, lifted_at=clock.now())


def _refuse_names(person: Person, *texts: str) -> None:
    """What is said of an erasure stays in the trail; it must not bring the name back."""
    if any(person.is_named_in(text) for text in texts):
        raise NotAllowed(
            [_("Lý do và giải trình không được nêu tên người cần xóa; ghi số văn bản yêu cầu thay cho tên.")]
        )


def _remove_files(keys: list[int]) -> None:
    for attachment in Attachment.objects.filter(pk__in=keys):
        attachment.delete()
        if not Attachment.objects.filter(sha256=attachment.sha256).exists():
            transaction.on_commit(partial(attachment.file.delete, save=False))


def _remove_lists(keys: list[int]) -> None:
    for found in ListImport.objects.filter(pk__in=keys):
        ListImport.objects.filter(pk=found.pk).update(file="", name=MARK)
        transaction.on_commit(partial(found.file.storage.delete, str(found.file.name)))


def _empty_papers(person: Person, keys: list[int]) -> None:
    for decision in Decision.objects.filter(pk__in=keys):
        pdf = decision.pdf
        Decision.objects.filter(pk=decision.pk).update(
            paper=person.redacted(decision.paper),
            pdf="",
            content_salt=new_salt(),
            finding=person.redacted(decision.finding),
            corrections=person.redacted(decision.corrections),
        )
        if pdf:
            transaction.on_commit(partial(pdf.storage.delete, str(pdf.name)))


def _empty_account(account: Any) -> None:
    """What would go with the account goes (`CASCADE`: grants, addresses, second factors); who stays is nobody."""
    for relation in User._meta.related_objects:
        if relation.on_delete is CASCADE:
            relation.related_model._default_manager.filter(**{relation.field.name: account}).delete()
    for tries in (AccessAttempt, AccessFailureLog, AccessLog):
        tries.objects.filter(username=account.username).delete()
    account.username, account.full_name, account.email = f"erased-{account.pk}", MARK, ""
    account.honorific = account.position = ""
    account.is_active = account.is_staff = account.is_superuser = False
    account.set_unusable_password()
    account.last_login = None
    account.save()
