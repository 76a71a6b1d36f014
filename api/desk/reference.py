"""The reference page: the OpenAPI document in words, drawn here, without a script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from api.rest.document import document
from api.rest.problems import PROBLEMS
from api.rest.site import api


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    drawn = document(api)
    context = {
        "info": drawn["info"], "groups": _groups(drawn), "problems": list(PROBLEMS.values()),
        "told": drawn["webhooks"]["changes"]["post"],
    }  # fmt: skip
    return render(request, "api/reference.html", context)


def _groups(drawn: dict[str, Any]) -> list[dict[str, Any]]:
    """The operations by what they are about, in the document's order."""
    labels = {tag["name"]: tag["description"] for tag in drawn["tags"]}
    found: dict[str, dict[str, Any]] = {}
    for path, methods in drawn["paths"].items():
        for method, operation in methods.items():
            name = operation["tags"][0]
            group = found.setdefault(name, {"name": name, "label": labels.get(name, name), "operations": []})
            group["operations"].append(_operation(drawn, path, method, operation))
    return list(found.values())


def _operation(drawn: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    success = next(status for status in operation["responses"] if str(status).startswith("2"))
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "parameters": [_field(one["name"], one, one["schema"], one["required"]) for one in operation["parameters"]],
        "sent": _fields(drawn, operation.get("requestBody", {})),
        "status": success,
        "answered": _fields(drawn, operation["responses"][success]),
        "refusals": [status for status in operation["responses"] if not str(status).startswith("2")],
    }


def _fields(drawn: dict[str, Any], holder: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a body; of a list of things, those of one."""
    schema = next(iter(holder.get("content", {}).values()), {}).get("schema", {})
    schema = _resolved(drawn, schema)
    items = schema.get("properties", {}).get("items")
    if items and "$ref" in items.get("items", {}):
        schema = _resolved(drawn, items["items"])
    required = schema.get("required", [])
    return [_field(name, one, one, name in required) for name, one in schema.get("properties", {}).items()]


def _resolved(drawn: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    only = next((one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"), schema)
    name = only.get("$ref", "").rpartition("/")[2]
    return drawn["components"]["schemas"][name] if name else only


def _field(name: str, told: dict[str, Any], schema: dict[str, Any], required: bool) -> dict[str, Any]:
    return {"name": name, "kind": _kind(schema), "words": told.get("description", ""), "required": required}


def _kind(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"])
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if schema.get("type") == "array":
        return f"[{_kind(schema['items'])}]"
    return schema.get("format") or schema.get("type", "")
