"""The document and the page drawn from it."""

import json

import pytest
from schemathesis import openapi

from tests.api.asking import ROOT
from tests.factories import make_world
from tests.nominations.desk import page, signed_in

pytestmark = pytest.mark.django_db


def drawn(client, language):
    return client.get(f"{ROOT}/openapi.json?lang={language}").json()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_document_is_valid(client, language):
    found = drawn(client, language)

    openapi.from_dict(found).validate()
    assert found["openapi"] == "3.1.0"


def test_document_speaks_the_language_asked_for(client):
    first = [drawn(client, language)["paths"]["/api/v1/me"]["get"]["summary"] for language in ("vi", "en")]
    header = client.get(f"{ROOT}/openapi.json", headers={"Accept-Language": "en"}).json()

    assert first == ["Mã này là của ai, được làm gì", "Whose token this is, and what it may do"]
    assert header["paths"]["/api/v1/me"]["get"]["summary"] == first[1]


def described(part, path=""):
    """Every field and parameter, with its words."""
    if isinstance(part, dict):
        for name, one in part.get("properties", {}).items():
            yield f"{path}.{name}", one.get("description", "")
        for name, one in part.items():
            yield from described(one, f"{path}/{name}")
    elif isinstance(part, list):
        for one in part:
            yield from described(one, path)


def test_every_field_of_an_object_has_words(client):
    shapes = {name: one for name, one in drawn(client, "vi")["components"]["schemas"].items() if name != "Problem"}

    assert (
        sorted({place for place, words in described(shapes) if not words and not place.endswith((".id", ".name"))})
        == []
    )


def test_document_in_english_has_no_vietnamese_left(client):
    text = json.dumps(drawn(client, "en"), ensure_ascii=False)

    assert [word for word in text.split() if set(word) & set("ăâêôơưđàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ")] == []


def test_document_and_page_tell_of_the_call_of_a_webhook(client):
    told = drawn(client, "vi")["webhooks"]["changes"]["post"]
    text = page(signed_in(make_world().unit_officer), "/api/")

    names = [one["name"] for one in told["parameters"]]
    assert names == ["webhook-id", "webhook-timestamp", "webhook-signature"]
    assert [name for name in names if name not in text] == []


def test_page_names_every_operation(client):
    text = page(signed_in(make_world().unit_officer), "/api/")
    operations = [one["operationId"] for path in drawn(client, "vi")["paths"].values() for one in path.values()]

    assert [name for name in operations if f'id="{name}"' not in text] == []
