"""The OpenAPI document, drawn from the code in the reader's language."""

from functools import cache
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from api.rest.kinds import KINDS
from api.rest.problems import MEDIA_TYPE, PROBLEMS
from api.rest.shapes import around, consulting, deciding, filing
from api.rest.shapes.base import Shown
from nominations.models import Nomination

WORDS = ("description", "summary")
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "reasons": {"type": "array", "items": {"type": "string"}},
        "errors": {"type": "array", "items": {"type": "object"}},
        "changes": {"type": "array", "items": {"type": "object"}},
    },
}
WRITTEN = ("Nominee", "NewNominee")
READING = (401, 403, 422, 429)
OF_ONE = (404,)
CHANGING = (400, 409, 412, 413, 428)


def document(api: Any) -> dict[str, Any]:
    """In the language that is active now."""
    return _drawn(api, get_language())


@cache
def _drawn(api: Any, _language: str) -> dict[str, Any]:
    drawn = _worded(dict(api.get_openapi_schema(path_prefix="/api/v1")))
    schemas = drawn["components"]["schemas"]
    for shape in _shapes():
        if shape.of is not None and shape.__name__ in schemas:
            _describe(schemas[shape.__name__]["properties"], shape.of)
    for name in WRITTEN:
        _describe(schemas[name]["properties"], Nomination)
    schemas["Problem"] = PROBLEM
    drawn["components"]["responses"] = {str(status): _refusal(status) for status in _statuses()}
    for path, methods in drawn["paths"].items():
        for method, operation in methods.items():
            _add_refusals(path, method, operation)
    drawn["webhooks"] = {"changes": {"post": _told()}}
    drawn["tags"] = [{"name": kind.path, "description": str(kind.label)} for kind in KINDS]
    return drawn


def _told() -> dict[str, Any]:
    """The call that the site makes: docs/api.md."""
    headers = {
        "webhook-id": _("Giống nhau khi cùng những thay đổi ấy được gửi lại."),
        "webhook-timestamp": _("Lúc gọi, tính bằng giây từ 1970."),
        "webhook-signature": _("Chữ ký theo Standard Webhooks: v1, rồi HMAC-SHA256 dạng base64."),
    }
    properties = {
        "type": {"type": "string", "enum": ["changes"]},
        "timestamp": {"type": "string", "format": "date-time"},
        "data": {"$ref": "#/components/schemas/Changes"},
    }
    schema = {"type": "object", "required": [*properties], "properties": properties}
    return {
        "operationId": "changes_told",
        "summary": _("Báo những gì đã thay đổi tới địa chỉ của webhook"),
        "tags": ["changes"],
        "parameters": [
            {"name": name, "in": "header", "required": True, "schema": {"type": "string"}, "description": words}
            for name, words in headers.items()
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {"2XX": {"description": _("Đã nhận; mọi câu trả lời khác thì gửi lại sau.")}},
    }


def _shapes() -> list[type[Shown]]:
    found = [one for part in (filing, deciding, around, consulting) for one in vars(part).values()]
    return [one for one in found if isinstance(one, type) and issubclass(one, Shown)]


def _worded(part: Any) -> Any:
    """The same, with every description in the reader's language, and without the titles that only repeat names."""
    if isinstance(part, dict):
        is_schema = "type" in part or "anyOf" in part
        return {
            str(name): _translated(value) if name in WORDS and not isinstance(value, dict) else _worded(value)
            for name, value in part.items()
            if not (name == "title" and is_schema and isinstance(value, str))
        }
    if isinstance(part, list | tuple):
        return [_worded(one) for one in part]
    return str(part) if isinstance(part, Promise) else part


def _translated(words: Any) -> str:
    text = str(words)
    return _(text) if text else ""


def _describe(properties: dict[str, Any], model: type[Model]) -> None:
    """The model's own words for a field, and the meaning of each of its values."""
    fields = {one.name: one for one in model._meta.get_fields() if hasattr(one, "verbose_name")}
    for name, schema in properties.items():
        field = fields.get(name)
        if field is None:
            continue
        words = str(field.verbose_name)
        schema.setdefault("description", words[:1].upper() + words[1:])
        if field.choices and schema.get("type") == "string":
            values = {str(value): str(label) for value, label in field.flatchoices}
            schema["enum"] = [*values] + ([""] if field.blank else [])
            schema["description"] += " (" + "; ".join(f"{value}: {label}" for value, label in values.items()) + ")"


def _statuses() -> list[int]:
    return sorted({problem.status for problem in PROBLEMS.values()})


def _refusal(status: int) -> dict[str, Any]:
    kinds = [problem for problem in PROBLEMS.values() if problem.status == status]
    words = " ".join(f"{problem.name}: {problem.title}. {problem.advice}" for problem in kinds)
    return {"description": words, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _add_refusals(path: str, method: str, operation: dict[str, Any]) -> None:
    statuses = READING + (OF_ONE if "{" in path else ()) + (CHANGING if method != "get" else ())
    if "security" not in operation:
        statuses = ()
    for status in statuses:
        operation["responses"][str(status)] = {"$ref": f"#/components/responses/{status}"}
