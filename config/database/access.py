"""What the site's own role and the auditors' role may do with each table.

Every table of every app stands here (a test asks for it). What is missing is written but never deleted by the site, and
stays hidden from the auditors' role: a table that nobody thought about.
"""

from dataclasses import dataclass, replace

from django.apps import apps
from django.db.models import Model


@dataclass(frozen=True)
class Access:
    """What the runtime role may do with a table beside reading it, and what the auditor role may read."""

    insert: bool = False
    update: bool = False
    delete: bool = False
    audited: bool = True
    secret: tuple[str, ...] = ()  # columns that the auditor role does not read
    numbered: bool = False  # a row bears the number of another one, so the site says which


LOOKED_UP = Access()  # written by `migrate` alone
APPENDED = Access(insert=True)  # the trail: never changed, never removed
HELD = Access(update=True)  # a row that `install_guards` makes
KEPT = Access(insert=True, update=True)
REMOVABLE = Access(insert=True, update=True, delete=True)
PRIVATE = replace(REMOVABLE, audited=False)  # sessions, secrets of signing in
UNCLASSED = replace(KEPT, audited=False)

CLASSES: dict[str, Access] = {
    "workflows.auditevent": APPENDED,
    "workflows.auditpayload": APPENDED,
    "workflows.contentsnapshot": APPENDED,
    "workflows.leaf": APPENDED,
    "workflows.checkpoint": APPENDED,
    "workflows.sealkey": APPENDED,
    "workflows.epoch": APPENDED,
    "workflows.access": APPENDED,
    "workflows.upkeep": APPENDED,
    "workflows.bundle": KEPT,
    "workflows.treehead": HELD,
    "workflows.idempotencykey": replace(APPENDED, audited=False),
    "workflows.outboxentry": KEPT,
    "notifications.message": replace(KEPT, audited=False),  # read by the one it was sent to
    "notifications.letter": replace(KEPT, audited=False),
    "notifications.mailbox": replace(KEPT, audited=False),
    "organisation.swappedday": APPENDED,
    "organisation.unitchange": APPENDED,
    "notifications.preference": PRIVATE,
    "notifications.undeliverableaddress": PRIVATE,
    "workflows.jobslot": REMOVABLE,
    "organisation.organisation": KEPT,
    "organisation.unit": KEPT,
    "organisation.user": replace(KEPT, secret=("password",)),
    "organisation.user_groups": LOOKED_UP,
    "organisation.user_user_permissions": LOOKED_UP,
    "organisation.unitgrant": REMOVABLE,
    "organisation.signingauthority": KEPT,
    "campaigns.assignment": REMOVABLE,  # one that a later plan leaves out before anybody reported on it
    "campaigns.awardform": KEPT,
    "campaigns.campaign": KEPT,
    "campaigns.campaign_award_forms": REMOVABLE,
    "campaigns.campaigngrant": REMOVABLE,
    "campaigns.evidence": REMOVABLE,
    "campaigns.progressreport": KEPT,
    "campaigns.campaignreport": KEPT,
    "campaigns.inspection": KEPT,
    "campaigns.reportinterval": APPENDED,
    "campaigns.participation": REMOVABLE,  # a plan read again before its launch
    "campaigns.round": REMOVABLE,
    "nominations.dossier": KEPT,
    "nominations.nomination": REMOVABLE,  # a draft without history; the guard keeps the others
    "nominations.attachment": REMOVABLE,
    "nominations.listimport": KEPT,
    "nominations.historyimport": KEPT,
    "nominations.pastaward": REMOVABLE,  # a line that is read again with other columns
    "nominations.consolidatedlist": KEPT,
    "nominations.consultation": KEPT,
    "nominations.comment": KEPT,
    "nominations.decision": KEPT,
    "nominations.archive": KEPT,
    "nominations.original": KEPT,
    "nominations.signingorder": replace(KEPT, secret=("secret",)),
    "nominations.bonusrule": APPENDED,
    "nominations.article": KEPT,
    "nominations.keptfigures": REMOVABLE,  # counted anew; a campaign that is large no more has none
    "nominations.publication": KEPT,
    "nominations.publicationrule": APPENDED,
    "nominations.printrun": KEPT,
    "nominations.export": replace(KEPT, audited=False),  # what somebody looked for; the access log has the export
    "nominations.recovery": KEPT,
    "nominations.delivery": KEPT,
    "nominations.numberseries": KEPT,
    "nominations.erasure": KEPT,
    "nominations.reminder": REMOVABLE,
    "campaigns.reminderrule": REMOVABLE,
    "nominations.legalhold": KEPT,
    "nominations.override": KEPT,
    "nominations.unitletter": KEPT,
    "nominations.upload": PRIVATE,  # pieces of one sender, not yet part of anything
    "nominations.wording": APPENDED,
    "organisation.mandate": replace(KEPT, numbered=True),  # that of its account
    "organisation.invitation": PRIVATE,
    "nominations.dossierprocess": KEPT,
    "nominations.listprocess": KEPT,
    "viewflow.process": KEPT,
    "viewflow.task": KEPT,
    "viewflow.task_previous": KEPT,
    "guardian.userobjectpermission": LOOKED_UP,
    "guardian.groupobjectpermission": LOOKED_UP,
    "auth.permission": LOOKED_UP,
    "auth.group": LOOKED_UP,
    "auth.group_permissions": LOOKED_UP,
    "contenttypes.contenttype": LOOKED_UP,
    "account.emailaddress": PRIVATE,
    "account.emailconfirmation": PRIVATE,
    "mfa.authenticator": PRIVATE,
    "organisation.identity": PRIVATE,
    "api.token": replace(KEPT, secret=("secret_hash",)),
    "api.webhook": replace(KEPT, secret=("secret",)),
    "api.attempt": replace(REMOVABLE, secret=("answer",)),
    "usersessions.usersession": PRIVATE,
    "search.entry": PRIVATE,  # written by triggers, with the rights of whoever writes the object
    "search.savedsearch": PRIVATE,
    "sessions.session": PRIVATE,
    "axes.accessattempt": PRIVATE,
    "axes.accessattemptexpiration": PRIVATE,
    "axes.accessfailurelog": PRIVATE,
    "axes.accesslog": PRIVATE,
}  # fmt: skip
OTHER_TABLES = {"django_migrations": LOOKED_UP}  # no model of an app, yet `serve` looks into it
CALLED = {"runtime": ("search_fold(text)", "search_lexemes(text, text)")}  # functions that a role's statements call


def tables() -> list[type[Model]]:
    """Every table that migrations make, those between two models too."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def access_of(model: type[Model]) -> Access:
    return CLASSES.get(model._meta.label_lower, UNCLASSED)


def unclassed() -> list[str]:
    """Tables that nobody thought about."""
    return sorted(model._meta.label_lower for model in tables() if model._meta.label_lower not in CLASSES)
