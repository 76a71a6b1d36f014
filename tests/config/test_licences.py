"""What the site runs on: each package is there because the code uses it, and under a licence that AGPL-3.0 allows."""

import re
from importlib import metadata
from itertools import takewhile

import pytest
from django.conf import settings
from packaging.requirements import Requirement

ALLOWED = {
    "AGPL-3.0-or-later", "Apache-2.0", "Apache-2.0 AND MIT", "Apache-2.0 OR BSD-2-Clause",
    "Apache-2.0 OR BSD-3-Clause", "BSD", "BSD, Apache-2.0, MPL-2.0", "BSD-2-Clause", "BSD-3-Clause", "LGPL-3.0-only",
    "MIT", "MIT-0", "MPL-2.0", "MPL-2.0 AND (Apache-2.0 OR MIT)", "PSF-2.0", "ZPL-2.1",
}  # fmt: skip
IN_SHORT = {
    "GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later", "BSD License": "BSD",
    "MIT License": "MIT", "BSD License, Apache Software License": "Apache-2.0 OR BSD-3-Clause",
    "Zope Public License": "ZPL-2.1", "BSD License, Other/Proprietary License": "BSD",
    "BSD License, Apache Software License, Mozilla Public License 2.0 (MPL 2.0)": "BSD, Apache-2.0, MPL-2.0",
    "Apache Software License": "Apache-2.0", "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}  # fmt: skip
WITHOUT_IMPORT = {"gunicorn", "psycopg", "psycopg-binary", "redis"}  # a command, and what URLs of the environment name
LINES = (settings.BASE_DIR / "requirements.txt").read_text().splitlines()
PINNED = [Requirement(line.partition("#")[0]) for line in LINES if "==" in line]
HERE = [pin for pin in PINNED if pin.marker is None or pin.marker.evaluate()]
NAMED = [line.partition("=")[0] for line in takewhile(lambda line: "Brought along" not in line, LINES) if "==" in line]
TABLE = (settings.BASE_DIR / "docs" / "licences.md").read_text().partition("|---|")[2]
ROWS = dict(re.findall(r"^\| ([\w.-]+) \| ([^|]+) \|", TABLE, re.MULTILINE))
CODE = "\n".join(
    path.read_text()
    for folder in (
        "config",
        "workflows",
        "notifications",
        "documents",
        "organisation",
        "campaigns",
        "nominations",
        "portal",
        "api",
    )
    for path in (settings.BASE_DIR / folder).rglob("*.py")
)


def licence_of(package: str) -> str:
    """The licence as the installed package says it: as SPDX, else by its classifiers, else in its own words."""
    said = metadata.metadata(package)
    classified = [line.split(" :: ")[-1] for line in said.get_all("Classifier", []) if line.startswith("License ::")]
    words = said.get("License-Expression") or ", ".join(classified) or said["License"]
    return IN_SHORT.get(words, words)


def test_every_package_has_its_row():
    assert set(ROWS) == {pin.name for pin in PINNED}


@pytest.mark.parametrize("package", [pin.name for pin in HERE])
def test_row_says_what_the_package_says(package):
    assert ROWS[package] == licence_of(package)


def test_every_licence_may_be_combined_with_ours():
    assert {name: licence for name, licence in ROWS.items() if licence not in ALLOWED} == {}


@pytest.mark.parametrize("package", [name for name in NAMED if name not in WITHOUT_IMPORT])
def test_named_package_is_used(package):
    modules = [module for module, owners in metadata.packages_distributions().items() if package in owners]

    assert any(re.search(rf"""(?:from|import) {module}\b|"{module}[".]""", CODE) for module in modules)
