"""The catalogues: every text of the code has its whole English, Django's own texts have their Vietnamese."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from django.conf import LazySettings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils.translation import ngettext, override

from nominations.desk import acting, verbs
from nominations.desk import nominations as search
from nominations.desk.filing import forms as filing
from nominations.desk.review import forms as review
from nominations.desk.signing import forms as signing
from nominations.desk.trail import desk as trail
from tests.config.catalogues import catalogue, collected, compile_into, entries, said

VIETNAMESE = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")  # placeholders and markup
LANGUAGES = ("vi", "en")
FORMS = [AuthenticationForm, PasswordChangeForm] + [
    form
    for module in (acting, verbs, search, filing, review, signing, trail)
    for form in vars(module).values()
    if isinstance(form, type) and issubclass(form, BaseForm) and form.__module__ == module.__name__
]
FILLED = {"limit_value": 2, "show_value": 3, "value": "x", "pk": "x", "max": 2, "length": 3, "username": "x"}


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return collected(tmp_path_factory.mktemp("messages"))


@pytest.fixture
def compiled(tmp_path: Path, settings: LazySettings) -> None:
    compile_into(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]


def test_english_has_every_text_of_the_code(code: Catalog) -> None:
    assert set(entries(code)) - set(entries(catalogue("en"))) == set()


def test_english_has_no_text_that_left_the_code(code: Catalog) -> None:
    assert set(entries(catalogue("en"))) - set(entries(code)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_says_every_text_in_every_plural_form(language: str) -> None:
    found = catalogue(language)
    forms = {text: found.num_plurals if text.plural else 1 for text in entries(found)}

    assert {text: len(list(filter(None, said(entry)))) for text, entry in entries(found).items()} == forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_nothing_fuzzy_and_nothing_obsolete(language: str) -> None:
    found = catalogue(language)

    assert [entry.id for entry in found if entry.id and entry.fuzzy] + list(found.obsolete) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_keeps_placeholders_and_markup(language: str) -> None:
    lost = [
        (text.singular, words)
        for text, entry in entries(catalogue(language)).items()
        for words in said(entry)
        if sorted(PLACES.findall(words)) != sorted(PLACES.findall(text.singular))
    ]

    assert lost == []


def test_english_has_no_vietnamese_left() -> None:
    words = [words for entry in entries(catalogue("en")).values() for words in said(entry)]

    assert list(filter(VIETNAMESE.search, words)) == []


def test_english_tells_one_from_many(compiled: None) -> None:
    with override("en"):
        assert [ngettext("%(count)d ngày", "%(count)d ngày", n) % {"count": n} for n in (1, 2)] == ["1 day", "2 days"]


def _complaints(form: type[BaseForm]) -> Iterator[Any]:
    """Everything the form can say by Django's means."""
    yield from getattr(form, "error_messages", {}).values()
    for field in form.base_fields.values():
        yield from field.error_messages.values()
        yield from (validator.message for validator in field.validators)
        yield from filter(None, (field.label, field.help_text))


def _worded(complaint: Any, language: str) -> list[str]:
    with override(language):
        return ValidationError(complaint, params=FILLED).messages


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_form_speaks_both_languages(form: type[BaseForm], compiled: None) -> None:
    both = [(_worded(complaint, "vi"), _worded(complaint, "en")) for complaint in _complaints(form)]

    assert [vietnamese for vietnamese, english in both if vietnamese == english] == []


def test_password_validators_speak_both_languages(compiled: None) -> None:
    said_in = {}
    for language in LANGUAGES:
        with override(language):
            rules = get_default_password_validators()
            said_in[language] = [words for rule in rules for words in (rule.get_help_text(), rule.get_error_message())]

    assert [one for one, other in zip(said_in["vi"], said_in["en"], strict=True) if one == other] == []


def test_interface_says_ong_ba() -> None:
    texts = [text for text in entries(catalogue("en")) if re.search(r"\bbạn\b", f"{text.singular} {text.plural}", re.I)]

    assert texts == []
