import shutil
from importlib.util import find_spec
from pathlib import Path

import typst

from documents.fonts import SYSTEM_FOLDERS, chosen_typeface, has_vietnamese, typeface_in, typeface_of_the_wheel


def test_wheel_font_has_every_vietnamese_letter():
    face = typeface_of_the_wheel()

    assert has_vietnamese(face.family, face.fonts)


def test_font_without_vietnamese_is_refused():
    icons = Path(find_spec("viewflow").origin).parent / "static/viewflow/fonts/simple-icons"
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(icons)])
    (family,) = fonts.families()

    assert not has_vietnamese(family, fonts)


def test_folder_that_does_not_exist_offers_nothing(tmp_path):
    assert typeface_in(tmp_path / "none") is None


def test_folder_without_fonts_offers_nothing(tmp_path):
    assert typeface_in(tmp_path) is None


def test_machine_without_fonts_uses_the_wheel(monkeypatch):
    monkeypatch.setattr("documents.fonts.SYSTEM_FOLDERS", ())
    monkeypatch.delenv("DOCUMENT_FONTS", raising=False)

    assert chosen_typeface.__wrapped__().family == "Libertinus Serif"


def test_own_folder_without_a_suitable_font_falls_through_to_the_machine(monkeypatch, tmp_path):
    monkeypatch.delenv("DOCUMENT_FONTS", raising=False)
    machine = chosen_typeface.__wrapped__().family
    monkeypatch.setenv("DOCUMENT_FONTS", str(tmp_path))

    assert chosen_typeface.__wrapped__().family == machine


def test_family_lacking_a_style_is_not_taken(tmp_path):
    for folder in filter(Path.is_dir, SYSTEM_FOLDERS):
        for style in ("Regular", "Bold", "Italic"):
            for file in folder.glob(f"*Serif-{style}.ttf"):
                shutil.copy(file, tmp_path)

    assert typeface_in(tmp_path) is None
