"""The house rules of CONTRIBUTING.md, held against every file; each rule is seen to fail on a planted violation."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings

from tests import architecture as rules
from workflows import checks

ROOT = Path(settings.BASE_DIR)
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FOLDERS = rules.folders_of((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
STAND_ALONE = ("verify_audit.py",)  # one file on purpose: whoever checks the trail copies it to another machine
Found = dict[str, list[str]]


def files_of_the_project() -> list[Path]:
    """Everything that is, or is about to be, in the repository."""
    listing = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True)
    return sorted(
        path for name in set(answer.stdout.split("\0")) - {""} if (path := Path(name)) and (ROOT / path).is_file()
    )


FILES = files_of_the_project()
PYTHON = [path for path in FILES if path.suffix == ".py" and "migrations" not in path.parts]
CODE = [path for path in PYTHON if path.parts[0] in FOLDERS]


def read(path: Path) -> str:
    """The text of a file, or nothing when it holds bytes."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def wrong(paths: list[Path], rule: Callable[[Path], list[str]]) -> Found:
    """What the rule finds, by file."""
    return {str(path): found for path in paths if (found := rule(path))}


def module(path: Path) -> str:
    """The part of an app that the file belongs to: `models` of campaigns/models/round.py."""
    return path.with_suffix("").parts[1]


# Imports


def test_every_folder_of_code_has_its_place():
    ours = {path.parts[0] for path in PYTHON if len(path.parts) > 1}

    assert ours - {"tests", "benchmarks", "clients"} == set(FOLDERS)


def test_folders_import_only_from_above():
    assert wrong(CODE, lambda path: rules.imports_from_above(path.parts[0], read(path), FOLDERS)) == {}


def test_modules_of_an_app_import_in_their_order():
    inside = [path for path in CODE if path.parts[0] in rules.SORTED_APPS and path.name != "__init__.py"]

    assert wrong(inside, lambda path: rules.imports_out_of_order(path.parts[0], module(path), read(path))) == {}


def test_order_is_the_one_that_is_written_down():
    sentence = re.search(r"within an app up the order\s+`(.*?)`", CONTRIBUTING, re.DOTALL)
    names = [{"commands": "management"}.get(name, name) for name in re.findall(r"\w+", sentence[1])]

    assert names == sorted(names, key=rules.ORDER.index)


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder not in rules.SORTED_APPS])
def test_modules_do_not_import_in_circles(folder):
    imports: dict[str, set[str]] = {}
    for path in CODE:
        if path.parts[0] == folder and path.name != "__init__.py":
            names = (name.split(".") for _line, name in rules.imported(read(path)))
            theirs = {name[1] for name in names if name[0] == folder} - {module(path)}
            imports.setdefault(module(path), set()).update(theirs)

    assert rules.circles({name: theirs & imports.keys() for name, theirs in imports.items()}) == []


def test_nothing_is_imported_inside_a_function():
    assert wrong(CODE, lambda path: rules.imports_inside_functions(read(path))) == {}


def test_no_import_is_relative():
    assert wrong(PYTHON, lambda path: rules.relative_imports(read(path))) == {}


# Sizes


def test_python_files_are_short():
    def most(path: Path) -> int:
        return rules.MOST_LINES_OF_A_TEST if path.parts[0] == "tests" else rules.MOST_LINES

    others = [path for path in PYTHON if str(path) not in STAND_ALONE]

    assert wrong(others, lambda path: rules.too_long(read(path), most(path))) == {}


def test_functions_are_short():
    assert wrong(PYTHON, lambda path: rules.long_functions(read(path))) == {}


def test_templates_are_short():
    templates = [path for path in FILES if path.parts[0] == "templates"]

    assert wrong(templates, lambda path: rules.too_long(read(path), rules.MOST_LINES_OF_A_TEMPLATE)) == {}


def test_sizes_are_those_that_are_written_down():
    sizes = (
        rules.MOST_LINES,
        rules.MOST_LINES_OF_A_FUNCTION,
        rules.MOST_LINES_OF_A_TEMPLATE,
        rules.MOST_LINES_OF_A_TEST,
    )

    assert "has at most {}; a function 20 and {}; a template {}; a test file {}.".format(*sizes) in CONTRIBUTING


# States, signals, names


def test_states_are_written_by_the_engine_alone():
    others = [path for path in CODE if path.parts[0] != "workflows"]

    assert wrong(others, lambda path: rules.written_states(read(path))) == {}


def test_there_are_no_signals():
    assert wrong(CODE, lambda path: rules.own_signals(read(path))) == {}


def test_names_say_what_is_inside():
    assert wrong(PYTHON, rules.vague_names) == {}


def test_every_verb_has_its_permission_guards_and_effects():
    assert checks.check_verbs() == []


def test_no_text_names_a_folder_of_somebodys_machine():
    assert wrong(FILES, lambda path: rules.machine_paths(read(path))) == {}


# Each rule sees what it is there for

HOUSE = ["workflows", "campaigns", "nominations"]
INSIDE = "def ask():\n    from campaigns import models\n"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (rules.folders_of("| folder | is |\n|---|---|\n| `campaigns/` | x |\n| `config/` | y |"),
         ["campaigns", "config"]),
        (rules.imports_from_above("campaigns", "import workflows\nfrom nominations.models import Nomination", HOUSE),
         ["2: nominations.models.Nomination"]),
        (rules.imports_from_above("campaigns", INSIDE.replace("campaigns", "nominations"), HOUSE),
         ["2: nominations.models"]),
        (rules.imports_out_of_order("campaigns", "models", "from campaigns import states, services"),
         ["1: campaigns.services"]),
        (rules.imports_out_of_order("campaigns", "models", "from campaigns.models.round import Round"), []),
        (rules.imports_out_of_order("campaigns", "guards", "import campaigns.desk.plan"), ["1: campaigns.desk.plan"]),
        (rules.imports_out_of_order("campaigns", "desk", "import campaigns.odds"), ["1: campaigns.odds"]),
        (rules.imports_out_of_order("campaigns", "odds", ""), ["campaigns.odds has no place in the order"]),
        (rules.circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}), ["a", "b", "c"]),
        (rules.circles({"a": {"b"}, "b": {"c"}, "c": set()}), []),
        (rules.imports_inside_functions(INSIDE), ["2: in ask"]),
        (rules.relative_imports("from . import models\nfrom ..x import y"), ["1: ..models", "2: ..x.y"]),
        (rules.too_long("\n" * 151, 150), ["151 lines, at most 150"]),
        (rules.too_long("\n" * 150, 150), []),
        (rules.long_functions("def f():\n" + "    x = 1\n" * 50), ["f: 51 lines"]),
        (rules.long_functions("def f():\n" + "    x = 1\n" * 49), []),
        (rules.written_states("dossier.state = 'closed'"), ["1: dossier.state"]),
        (rules.written_states("(dossier.state, x) = 'closed', 1"), ["1: dossier.state"]),
        (rules.written_states("setattr(dossier, 'state', 'closed')"), ["1: setattr(dossier, 'state', 'closed')"]),
        (rules.written_states("found.update(state='closed')"), ["1: found.update(state='closed')"]),
        (rules.written_states("Dossier.objects.create(state='closed')"), ["1: Dossier.objects.create(state='closed')"]),
        (rules.written_states("found.bulk_update(rows, ['state'])"), ["1: found.bulk_update(rows, ['state'])"]),
        (rules.written_states("row.save(update_fields=['state'])"), ["1: row.save(update_fields=['state'])"]),
        (rules.written_states("if dossier.state == 'closed' or found.filter(state='nil'): pass"), []),
        (rules.own_signals("from django.dispatch import Signal, receiver"),
         ["1: django.dispatch.Signal", "1: django.dispatch.receiver"]),
        (rules.own_signals("from django.db.models.signals import post_save"),
         ["1: django.db.models.signals.post_save"]),
        (rules.own_signals("from django.db.models.signals import post_migrate"), []),
        (rules.vague_names(Path("nominations/utils/text.py")), ["utils"]),
        (rules.vague_names(Path("nominations/managers.py")), ["managers"]),
        (rules.vague_names(Path("nominations/helper.py")), ["helper"]),
        (rules.vague_names(Path("nominations/management/commands/serve.py")), []),
        (rules.machine_paths("see\n`/" + "home/lan/plan.yaml`"), ["2: `/" + "home/lan/plan.yaml`"]),
        (rules.machine_paths('<a href="/campaigns/home/1"> /workflows/'), []),
    ],
)  # fmt: skip
def test_rule_sees_a_planted_violation(found, expected):
    assert found == expected


def test_verb_without_its_functions_is_found():
    verb = SimpleNamespace(name="crown", guards=("is_of_age",), effects=("ring_bells",))

    assert list(checks._faults("nominations", verb)) == [
        "no permission nominations.permissions.can_crown",
        "no guard nominations.guards.is_of_age",
        "no effect nominations.ring_bells",
    ]
