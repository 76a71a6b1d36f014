"""Keys and where they lie: of sessions, and of the seals."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from config import environment
from config.checks.deploying import deploy_check
from workflows.seals.notes import BadNote, Signer

SHORTEST_KEY, FEWEST_CHARACTERS = 50, 10


def within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def written_folders() -> list[Path]:
    """What the site writes or serves, and what a backup takes."""
    media = settings.STORAGES["default"].get("OPTIONS", {}).get("location", "")
    folders = [settings.VAR_DIR, settings.STATIC_ROOT, media, *settings.STATICFILES_DIRS]
    return [Path(folder) for folder in folders if folder]


@deploy_check(7, serious=True)
def secret_key_is_secret() -> Iterator[str]:
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS or "insecure" in key:
        yield _(
            "SECRET_KEY quá ngắn, dễ đoán hoặc là khóa trình diễn. Tạo khóa mới: "
            "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )


@deploy_check(8, serious=True)
def trail_is_sealed() -> Iterator[str]:
    if not settings.SEAL_KEY:
        yield _("Chưa có khóa niêm phong nhật ký. Tạo bằng manage.py seal_key rồi ghi tệp vào SEAL_KEY_FILE.")
        return
    try:
        Signer.parse(settings.SEAL_KEY)
    except BadNote:
        yield _("SEAL_KEY không phải khóa niêm phong hợp lệ. Dùng đúng tệp mà manage.py seal_key đã tạo.")


@deploy_check(9, serious=True)
def seal_key_is_read_by_the_site_alone() -> Iterator[str]:
    file = environment.text("SEAL_KEY_FILE")
    if settings.SEAL_KEY and not file:
        yield _("Khóa niêm phong nằm trong biến môi trường. Để trong một tệp riêng, chmod 600, và dùng SEAL_KEY_FILE.")
    elif file and Path(file).exists() and os.stat(file).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield _("Tệp khóa niêm phong %(file)s người khác đọc được. Chạy chmod 600 %(file)s.") % {"file": file}


@deploy_check(10, serious=True)
def seal_key_is_kept_apart() -> Iterator[str]:
    file = environment.text("SEAL_KEY_FILE")
    if file and any(within(Path(file), folder) for folder in written_folders()):
        yield _(
            "Tệp khóa niêm phong %(file)s nằm trong thư mục dữ liệu, sẽ vào cùng bản sao lưu với cơ sở dữ liệu. Chuyển "
            "sang thư mục khác, ví dụ /etc/vinh-danh."
        ) % {"file": file}


@deploy_check(11)
def seals_leave_the_house() -> Iterator[str]:
    if not settings.SEAL_ANCHORS and not settings.SEAL_MAIL_TO:
        yield _(
            "Dấu niêm phong không được lưu ở bên ngoài, nên không ai đối chiếu được. Đặt SEAL_ANCHORS là thư mục trên "
            "máy của bộ phận kiểm tra, hoặc SEAL_MAIL_TO là hộp thư của họ."
        )
    elif settings.SEAL_ANCHORS and any(within(Path(settings.SEAL_ANCHORS), one) for one in written_folders()):
        yield _(
            "SEAL_ANCHORS nằm ngay trong thư mục dữ liệu của hệ thống. Chuyển sang máy mà quản trị hệ thống không giữ."
        )
    elif settings.SEAL_ORIGIN.startswith("vinh-danh.localhost"):
        yield _("SEAL_ORIGIN còn là tên mẫu. Đặt tên miền của cơ quan; tên này dùng mãi về sau.")
