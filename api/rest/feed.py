"""The change feed: the events of the one log, of what an account may see. Programs ask for it, webhooks are told it."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from api.rest.kinds import KINDS, Kind
from campaigns.permissions import Roles
from workflows.models import Leaf, Subject

BY_TYPE: dict[str, Kind] = {kind.model.object_type(): kind for kind in KINDS if issubclass(kind.model, Subject)}


class Change(Schema):
    """One event of the trail, without its words."""

    sequence: int = Field(description=_("Thứ tự trong nhật ký chung; gửi số lớn nhất đã nhận trong after."))
    kind: str = Field(description=_("Loại đối tượng, như trong địa chỉ."))
    id: int = Field(description=_("Đối tượng."))
    verb: str = Field(description=_("Thao tác."))
    source: str = Field(description=_("Trạng thái trước."))
    target: str = Field(description=_("Trạng thái sau."))
    version: int = Field(description=_("Phiên bản nội dung lúc đó."))
    act_id: str = Field(description=_("Các sự kiện cùng một lần thực hiện có chung mã này."))
    at: datetime = Field(description=_("Thời điểm."))
    href: str = Field(description=_("Địa chỉ đối tượng."))


class Changes(Schema):
    items: list[Change] = Field(description=_("Cũ nhất trước."))
    next: int = Field(description=_("Gửi trong after lần sau; không đổi khi chưa có gì mới."))


def feed_of(roles: Roles, after: int) -> QuerySet[Leaf]:
    """Oldest first, by the index of the one log, which is given after the commit: whoever follows it misses none."""
    seen = Q(pk=None)
    for object_type, kind in BY_TYPE.items():
        visible = kind.visible(roles).order_by().filter(pk=OuterRef("event__object_id"))
        seen |= Q(event__object_type=object_type) & Exists(visible)
    return Leaf.objects.filter(seen, index__gte=after).select_related("event").defer("hash").order_by("index")


def told(leaf: Leaf) -> dict[str, Any]:
    event, kind = leaf.event, BY_TYPE[leaf.event.object_type]
    return Change(
        sequence=leaf.index + 1, kind=kind.path, id=event.object_id, verb=event.verb, source=event.source,
        target=event.target, version=event.version, act_id=str(event.act_id), at=event.at,
        href=f"/api/v1/{kind.path}/{event.object_id}",
    ).model_dump(mode="json")  # fmt: skip
