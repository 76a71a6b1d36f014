"""What the reader finds: of every kind only what its selector shows, in pages and in counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.permissions import Roles
from nominations.models.dossier import NOT_STATED
from search.asking import Asked, days_of, plain
from search.kinds import BY_NAME, KINDS, Kind, states_of
from search.matching import entries, near_to

SHOWN, PAGE, MOST = 5, 25, 1_000  # of a kind beside others; of a kind alone; counted at most
LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Hit:
    """`key` is the entry's: the next page begins after it."""

    key: int
    object: Any


@dataclass(frozen=True)
class Found:
    """One kind's share of the answer."""

    kind: Kind
    hits: list[Hit]
    count: int

    @property
    def is_more(self) -> bool:
        return self.count > MOST

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.hits)


def overview(asked: Asked, roles: Roles, now: datetime, *, slip: bool = False) -> list[Found]:
    """The newest of every kind; two queries a kind at most, however much there is."""
    search = Search(asked, roles, now, slip)
    found = (search.found(kind, SHOWN) for kind in kinds_asked(asked))
    return [one for one in found if one.hits]


def page_of(
    kind: Kind, asked: Asked, roles: Roles, now: datetime, before: int | None, *, slip: bool = False, size: int = PAGE
) -> tuple[Found, int | None]:
    """One page of a kind, and the key before which the next one begins, if there is one."""
    found = Search(asked, roles, now, slip).found(kind, size + 1, before)
    page = found.hits[:size]
    return Found(kind, page, found.count), page[-1].key if len(found.hits) > size else None


def kinds_asked(asked: Asked) -> list[Kind]:
    """All, or those that `loại:` names."""
    wanted = asked.filters.get("kind")
    return [kind for kind in KINDS if wanted is None or _is_named(wanted, kind.name, kind.label)]


def unread(asked: Asked) -> list[str]:
    """What of the filters was not understood, in sentences for the reader."""
    told = [_("Không có bộ lọc “%(name)s”; phần còn lại vẫn được tìm.") % {"name": name} for name in asked.unknown]
    told += [_("Không hiểu “%(value)s” trong bộ lọc; bộ lọc đó bị bỏ qua.") % {"value": value}
             for _key, value in asked.unread]  # fmt: skip
    if "kind" in asked.filters and not kinds_asked(asked):
        told.append(_("Không có loại nào tên “%(value)s”.") % {"value": asked.filters["kind"]})
    state = asked.filters.get("state")
    if state is not None and not any(_states(kind, state) for kind in KINDS):
        told.append(_("Không có trạng thái nào tên “%(value)s”.") % {"value": state})
    return told


class Search:
    """One question of one reader; what its filters name is looked up once for all kinds."""

    def __init__(self, asked: Asked, roles: Roles, now: datetime, slip: bool) -> None:
        self.asked, self.roles, self.now = asked, roles, now
        self.near = near_to(asked) if slip else None
        named = {name: asked.filters[name] for name in ("unit", "campaign") if name in asked.filters}
        self.named = {name: _keys(name, value) for name, value in named.items()}

    def found(self, kind: Kind, size: int, before: int | None = None) -> Found:
        """So many of the kind, newest first, and how many there are, up to MOST + 1."""
        seen = self._narrowed(kind)
        if seen is None:
            return Found(kind, [], 0)
        visible = seen.order_by().filter(**{kind.key: OuterRef("object_id")})
        matching = entries(kind.name, self.asked, self.near).filter(Exists(visible))
        rows = list(matching.values_list("pk", "object_id")[: MOST + 1])
        count = len(rows)
        if before is not None:
            rows = list(matching.filter(pk__lt=before).values_list("pk", "object_id")[:size])
        rows = rows[:size]
        objects = _objects(kind, seen, [key for _pk, key in rows]) if rows else {}
        return Found(kind, [Hit(pk, objects[key]) for pk, key in rows if key in objects], count)

    def _narrowed(self, kind: Kind) -> QuerySet[Any] | None:
        """What the reader may see, as far as the filters leave it; None where the kind knows nothing of a filter."""
        wanted, seen = self.asked.filters, kind.seen(self.roles)
        ways = {"unit": kind.unit, "campaign": kind.campaign, "due": kind.due, "state": kind.state}
        if any(name in wanted and not way for name, way in ways.items()):
            return None
        for name, keys in self.named.items():
            seen = seen.filter(**{f"{ways[name]}__in": keys})
        if "state" in wanted:
            seen = seen.filter(**{f"{kind.state}__in": _states(kind, wanted["state"])})
        return seen.filter(_due(kind, wanted["due"], self.now)) if "due" in wanted else seen


def _keys(name: str, value: str) -> list[int]:
    """The units, or campaigns, of that name."""
    named = entries(name, Asked(words=tuple(plain(value).split())))
    return list(named.values_list("object_id", flat=True)[:MOST])


def _objects(kind: Kind, seen: QuerySet[Any], keys: Iterable[int]) -> dict[int, Any]:
    found = seen.order_by().filter(**{f"{kind.key}__in": list(keys)}).defer(*kind.heavy)
    return {getattr(one, kind.key): one for one in (found.select_related(*kind.related) if kind.related else found)}


def _due(kind: Kind, value: str, now: datetime) -> Q:
    sign, days = days_of(value)
    moment = now + timedelta(days=days)
    if sign == ">":
        return Q(**{f"{kind.due}__gt": moment, f"{kind.due}__lt": NOT_STATED})
    return Q(**{f"{kind.due}__lt": moment})


def _states(kind: Kind, wanted: str) -> list[str]:
    return [value for value, label in states_of(kind) if _is_named(wanted, value, label)]


def _is_named(wanted: str, code: str, label: Any) -> bool:
    """Do all its words begin words of the code, or of the name in one of the languages?"""
    words = plain(wanted).split()
    for language in LANGUAGES:
        with override(language):
            named = plain(f"{label}").split()
        if all(any(name.startswith(word) for name in named) for word in words):
            return True
    return plain(wanted) == plain(code)


def kind_named(name: str) -> Kind | None:
    return BY_NAME.get(name)
