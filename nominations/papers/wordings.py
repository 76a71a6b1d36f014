"""The words of the papers: the office's own where it has edited them, else those of the folder `wording`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from documents.paper import Block
from documents.wording import BadWording, as_blocks, worded
from nominations.models import Wording
from organisation.models import Organisation

FOLDER = Path(__file__).parent / "wording"


@dataclass(frozen=True)
class Words:
    """A wording with its values filled in, part by part."""

    subject: str
    addressees: list[str]
    grounds: list[str]
    body: list[Block]
    recipients: list[str]


def default_wording(kind: str) -> str:
    """The wording that comes with the site."""
    return (FOLDER / f"{kind}.txt").read_text(encoding="utf-8")


def wording_of(organisation: Organisation, kind: str) -> str:
    """The wording in use."""
    own = Wording.objects.filter(organisation=organisation, kind=kind).first()
    return (own.text if own else "") or default_wording(kind)


def words_for(
    organisation: Organisation, kind: str, values: Mapping[str, Any], blocks: Mapping[str, Block] | None = None
) -> Words:
    """The paper's words in the organisation's wording.

    Raises documents.wording.BadWording where that names what the paper does not have.
    """
    return filled(wording_of(organisation, kind), values, blocks)


def filled(source: str, values: Mapping[str, Any], blocks: Mapping[str, Block] | None = None) -> Words:
    """The same of a wording given as text. Raises BadWording also when it says nothing where a paper must."""
    lines = worded(source, values, blocks)
    if empty := next((name for name in ("trích yếu", "nội dung") if not lines[name]), None):
        raise BadWording(1, _("mục [%(name)s] còn trống.") % {"name": empty})
    return Words(
        subject="\n".join(lines["trích yếu"]),
        addressees=lines["kính gửi"],
        grounds=lines["căn cứ"],
        body=as_blocks(lines["nội dung"], blocks),
        recipients=lines["nơi nhận"],
    )
