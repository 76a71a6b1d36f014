import re

from django.conf import settings


def test_every_variable_of_the_environment_is_in_the_manual() -> None:
    code = "\n".join(path.read_text() for path in (settings.BASE_DIR / "config").glob("*.py"))
    read = set(re.findall(r"\benv(?:ironment)?\.(?:text|flag|words|numbers|seconds|secret)\(\s*\"([A-Z_]+)\"", code))
    manual = (settings.BASE_DIR / "docs" / "operations.md").read_text()

    assert len(read) > 10
    assert {name for name in read if f"`{name}`" not in manual} == set()
