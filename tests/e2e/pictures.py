"""`make screens`: the pictures of docs/screens, made small from those that the browser tests kept."""

from pathlib import Path

from PIL import Image

SCREENS = Path("build/screens")
DOCS = Path("docs/screens")
TALLEST = 2000  # pixels; a longer page is cut at its foot
MOST_BYTES = 120_000
COLOURS = (256, 128, 64)
PHONE = (
    "home-unit",
    "dossier-draft",
    "home-director",
    "list-signing",
    "decision",
    "review-nomination",
)
DARK = ("dossier-draft", "board", "list-director", "trail-object")


def chosen() -> dict[Path, Path]:
    """Every screen on a desk by daylight, the important ones on a phone and in the dark."""
    desk = {path: f"{path.name.removesuffix('-1360-light.png')}.png" for path in SCREENS.glob("*-1360-light.png")}
    phone = {SCREENS / f"{name}-390-light.png": f"{name}-phone.png" for name in PHONE}
    dark = {SCREENS / f"{name}-1360-dark.png": f"{name}-dark.png" for name in DARK}
    return {path: DOCS / name for path, name in (desk | phone | dark).items()}


def shrink(source: Path, target: Path) -> None:
    """With as many colours as the size allows."""
    with Image.open(source) as found:
        picture = found.convert("RGB").crop((0, 0, found.width, min(found.height, TALLEST)))
    for colours in COLOURS:
        few = picture.quantize(palette=palette(picture, colours), dither=Image.Dither.NONE)
        few.save(target, optimize=True)
        if target.stat().st_size <= MOST_BYTES:
            return


def palette(picture: Image.Image, colours: int) -> Image.Image:
    """Half are the commonest colours as they are, so that paper and ink stay true; half spread over the rest."""
    counted = sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True)
    common = [part for _count, colour in counted[: colours // 2] for part in colour]
    spread = picture.quantize(colours // 2, Image.Quantize.MAXCOVERAGE).getpalette() or []
    carrier = Image.new("P", (1, 1))
    carrier.putpalette((common + spread)[: colours * 3])
    return carrier


def main() -> None:
    wanted = chosen()
    for stale in set(DOCS.glob("*.png")) - set(wanted.values()):
        stale.unlink()
    for source, target in wanted.items():
        shrink(source, target)


if __name__ == "__main__":
    main()
