"""Every page that a role reaches, in both languages: one language at a time, save the names and texts of people."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from tests.config.catalogues import catalogue, compile_into, entries, said
from tests.config.reading import Reader, crawl, stored_words, without
from tests.config.test_translations import LANGUAGES, VIETNAMESE
from tests.nominations.desk import signed_in
from tests.routes.histories import HEADINGS
from tests.routes.world import A_LIST, Stage, build

pytestmark = pytest.mark.django_db

PEOPLE = ("officer", "head", "reviewer", "office_head", "director", "deputy", "clerk", "auditor", "administrator")
ENGLISH = re.compile(r"\b(the|and|of|not|this|is|has|your|please|with|or|be|must)\b", re.IGNORECASE)
Strange = Callable[[list[str], str], list[str]]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One world for all, undone at the end; with the catalogues as they stand now."""
    folder = tmp_path_factory.mktemp("locale")
    compile_into(folder)
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(LOCALE_PATHS=[folder]):
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def strange(stage: Stage) -> Strange:
    """Which of these texts are in another language than they should be."""
    of_files = [*A_LIST.decode().replace("\n", ";").rstrip(";").split(";"), *HEADINGS]
    data = sorted([*stored_words(), *of_files], key=len, reverse=True)  # a short one may be part of a longer one
    names = {known.casefold() for known in data}
    pairs = [(text, words) for text, entry in entries(catalogue("en")).items() for words in said(entry)]
    foreign = {
        "en": {text.singular.casefold() for text, words in pairs if words not in text} - names,
        "vi": {words.casefold() for text, words in pairs if words not in text} - names,
    }
    signs = {"en": VIETNAMESE, "vi": ENGLISH}

    def is_strange(text: str, language: str) -> bool:
        if text.casefold() in foreign[language]:
            return True
        return bool(signs[language].search(text) and signs[language].search(without(text, data)))

    return lambda texts, language: [text for text in texts if is_strange(text, language)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", PEOPLE)
def test_pages_speak_one_language(stage: Stage, strange: Strange, person: str, language: str) -> None:
    pages = crawl(signed_in(stage.people[person]), language)

    assert {url: found for url, texts in pages.items() if (found := strange(texts, language))} == {}


def speaking(client: Client, language: str) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def texts_of(answer: Any, language: str) -> list[str]:
    return Reader(answer.content.decode(), language).texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_refused_sign_in_speaks_one_language(strange: Strange, language: str) -> None:
    answer = speaking(Client(), language).post(reverse("account_login"), {"username": "nobody", "password": "wrong"})

    assert (answer.status_code, strange(texts_of(answer, language), language)) == (200, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_refused_password_speaks_one_language(stage: Stage, strange: Strange, language: str) -> None:
    client = speaking(signed_in(stage.people["officer"]), language)

    answer = client.post(
        reverse("password_change"), {"old_password": "x", "new_password1": "password", "new_password2": "password"}
    )

    assert (answer.status_code, strange(texts_of(answer, language), language)) == (200, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_refused_nominee_speaks_one_language(stage: Stage, strange: Strange, language: str) -> None:
    client = speaking(signed_in(stage.people["officer"]), language)
    wrong = {"full_name": "x" * 300, "head_count": "many", "award_form": "0", "is_leader": "?", "version": "1"}

    answer = client.post(reverse("nomination_edit", args=[stage.objects["nomination draft"].pk]), wrong)

    assert (answer.status_code, strange(texts_of(answer, language), language)) == (200, [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "404.html", "500.html", "registration/locked.html"])
def test_page_of_an_error_speaks_one_language(strange: Strange, template: str, language: str) -> None:
    with override(language):
        page = render_to_string(template)

    assert strange(Reader(page, language).texts, language) == []
    assert f'<html lang="{language}">' in page


TOOK = {"vi": "Hồ sơ của {}: {} đã nhận thẩm định", "en": "Dossier of {}: {} took it for review"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_message_speaks_the_language_of_the_moment(stage: Stage, language: str) -> None:
    expected = TOOK[language].format(stage.world.units[0], stage.people["reviewer"])

    with override(language):
        assert expected in {str(message) for message in stage.people["officer"].messages.all()}


def test_switch_changes_the_language_and_stays_on_the_page(stage: Stage) -> None:
    client = signed_in(stage.people["officer"])

    answer = client.post(reverse("set_language"), {"language": "en", "next": "/campaigns/"}, follow=True)

    assert answer.redirect_chain == [("/campaigns/", 302)]
    assert '<html lang="en">' in answer.content.decode()
