"""What all shapes share: they read objects, may be asked for in part, and carry the tag by which a verb was seen."""

from typing import Any, ClassVar

from django.db.models import Model
from django.utils.translation import gettext_noop as _
from ninja import Field, Schema
from pydantic import ConfigDict

from campaigns.permissions import Roles
from workflows.engine import Offer, offers
from workflows.models import Subject


def _only_the_key_is_certain(schema: dict[str, Any]) -> None:
    """`?fields=` leaves out what was not asked for."""
    schema["required"] = ["id"] if "id" in schema.get("properties", {}) else []


class Shown(Schema):
    """An object, or a line of one; `of` is the model whose words describe the fields."""

    model_config = ConfigDict(json_schema_extra=_only_the_key_is_certain)
    of: ClassVar[type[Model] | None] = None

    id: int


class Named(Schema):
    """Something with a page of its own, by key and name."""

    id: int
    name: str


class OfferShape(Schema):
    """A verb that the state allows and the account's role holds: open, or closed with the reasons."""

    verb: str = Field(description=_("Tên thao tác, cũng là đoạn cuối của địa chỉ."))
    label: str = Field(description=_("Nhãn của nút trên trang."))
    is_open: bool = Field(description=_("Thực hiện được ngay, theo vai trò và trách nhiệm."))
    reasons: list[str] = Field(description=_("Vì sao chưa thực hiện được."))
    needs_reason: bool = Field(description=_("Phải ghi lý do."))
    is_signature: bool = Field(description=_("Là chữ ký: chỉ thực hiện trên trang, sau khi đăng nhập lại."))
    href: str | None = Field(description=_("Địa chỉ để POST; null khi API không có thao tác này."))


class Tagged(Shown):
    """A subject of the door."""

    etag: str = Field(description=_("Gửi lại trong If-Match: nội dung đã xem."))
    version: int = Field(description=_("Số lần nội dung đã đổi, kể từ 1."))

    @staticmethod
    def resolve_etag(subject: Subject) -> str:
        return tag_of(subject)


class Offering(Schema):
    """Mixed into the whole of a subject."""

    offers: list[OfferShape] = Field(description=_("Các thao tác mở cho tài khoản này, và vì sao chưa."))

    @staticmethod
    def resolve_offers(subject: Subject, context: dict[str, Any]) -> list[dict[str, Any]]:
        found = offers(subject, context["actor"], roles=context["roles"])
        return [_offered(offer, subject, context) for offer in found]


def _offered(offer: Offer, subject: Subject, context: dict[str, Any]) -> dict[str, Any]:
    served = offer.verb.name in context["verbs"]
    return {
        "verb": offer.verb.name,
        "label": str(offer.verb.label),
        "is_open": offer.is_open,
        "reasons": [str(reason) for reason in offer.reasons],
        "needs_reason": offer.verb.reason,
        "is_signature": offer.verb.fresh,
        "href": f"{context['path']}/{subject.pk}/{offer.verb.name}" if served else None,
    }


def tag_of(subject: Subject) -> str:
    return f'"{subject.version}-{subject.content_hash}"'


def described(one: Any, shape: type[Schema], *, roles: Roles, actor: Any, **more: Any) -> Any:
    return shape.model_validate(one, context={"roles": roles, "actor": actor, **more})
