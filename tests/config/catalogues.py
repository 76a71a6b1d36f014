"""The catalogues of locale/, what the code says now, and both compiled anew: no test depends on a stale .mo file."""

from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

LOCALE = settings.BASE_DIR / "locale"


class Text(NamedTuple):
    """A msgid, singular and plural, in its context."""

    context: str | None
    singular: str
    plural: str | None

    def __str__(self) -> str:
        return self.singular


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def collected(folder: Path) -> Catalog:
    """What `make messages` would find now."""
    target = folder / "django.pot"
    options = ["--quiet", "extract", "-F", str(LOCALE / "babel.cfg"), "-o", str(target)]
    CommandLineInterface().run(["pybabel", *options, str(settings.BASE_DIR)])
    with target.open("rb") as file:
        return read_po(file)


def entries(found: Catalog) -> dict[Text, Entry]:
    return {text_of(entry): entry for entry in found if entry.id}


def text_of(entry: Entry) -> Text:
    return Text(entry.context, *(entry.id if entry.pluralizable else (entry.id, None)))


def said(entry: Entry) -> list[str]:
    """The translations: one, or one a plural form."""
    return list(entry.string) if entry.pluralizable else [entry.string]


def compile_into(folder: Path) -> None:
    """All catalogues as gettext reads them, below `folder`."""
    for language in ("vi", "en"):
        target = folder / language / "LC_MESSAGES"
        target.mkdir(parents=True)
        with (target / "django.mo").open("wb") as file:
            write_mo(file, catalogue(language))
