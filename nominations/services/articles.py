"""News on the public portal: written by the publisher, published and taken down."""

from collections.abc import Mapping
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from nominations.models import Article
from organisation.models import Organisation, User
from organisation.states import Role
from organisation.text import fold
from workflows import clock, content
from workflows.engine import Act, Knock, Seen, lock, perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.rules import roles_of

WRITTEN = ("title", "summary", "body", "campaign")


def begin(organisation: Organisation, written: Mapping[str, Any], *, actor: User) -> Article:
    """A draft. Raises NotPermitted for anybody but the organisation's publisher."""
    _may_write(organisation.pk, actor)
    article = Article(organisation=organisation, written_by=actor, edited_at=clock.now())
    _put(article, written)
    with transaction.atomic():
        return content.create(article)


def write(article: Article, written: Mapping[str, Any], *, actor: User, seen: Seen) -> Article:
    """Other words. Raises StaleContent when another person saved since `seen`, NotAllowed while it is published."""
    with transaction.atomic():
        locked: Article = lock(article)
        _may_write(locked.organisation_id, actor)
        if (locked.version, locked.content_hash) != (int(seen[0]), seen[1]):
            raise StaleContent(locked, seen[1])
        if not locked.is_editable:
            raise NotAllowed([_("Tin đang ở trên cổng. Hãy gỡ xuống trước khi sửa.")], subject=locked)
        _put(locked, written)
        locked.edited_at = clock.now()
        return content.store(locked, [*WRITTEN, "search_key", "edited_at"])


def publish(article: Article, **knock: Unpack[Knock]) -> Act:
    """Everybody may read it from now on."""
    return perform(article, "publish", **knock)


def take_down(article: Article, **knock: Unpack[Knock]) -> Act:
    """Nobody reads it any more, for the reason told."""
    return perform(article, "take_down", **knock)


def _put(article: Article, written: Mapping[str, Any]) -> None:
    for name in WRITTEN:
        setattr(article, name, written[name])
    article.search_key = fold(f"{article.title} {article.summary}")


def _may_write(organisation_id: int, actor: User) -> None:
    if organisation_id not in roles_of(actor, clock.now()).organisation_ids(Role.PUBLISHER):
        raise NotPermitted
