"""What browsers and the proxy in front meet."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from config.checks.deploying import deploy_check
from config.checks.secrets import within

LONGEST_SESSION = 12 * 3600  # seconds: a working day


@deploy_check(12, serious=True)
def content_policy_is_strict() -> Iterator[str]:
    policy = getattr(settings, "CONTENT_SECURITY_POLICY", {}).get("DIRECTIVES", {})
    if not policy or "csp.middleware.CSPMiddleware" not in settings.MIDDLEWARE:
        yield _("Thiếu Content-Security-Policy. Giữ nguyên CONTENT_SECURITY_POLICY và CSPMiddleware trong settings.")
        return
    if not {"script-src", "default-src"} & policy.keys() or "frame-ancestors" not in policy:
        yield _("Content-Security-Policy thiếu script-src hoặc frame-ancestors. Khôi phục chính sách trong settings.")
    loose = sorted({value for values in policy.values() for value in values if "unsafe" in value or value in "*"})
    if loose:
        yield _("Content-Security-Policy cho phép %(values)s. Bỏ các giá trị đó.") % {"values": ", ".join(loose)}


@deploy_check(13, serious=True)
def everything_is_encrypted() -> Iterator[str]:
    needed = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    off = [name for name in needed if not getattr(settings, name)]
    if off:
        yield _("HTTPS chưa bật (%(settings)s). Đặt HTTPS=1; cookie đăng nhập không được đi qua kết nối thường.") % {
            "settings": ", ".join(off)
        }


@deploy_check(14)
def proxies_are_counted() -> Iterator[str]:
    if settings.SECURE_PROXY_SSL_HEADER and settings.TRUSTED_PROXY_COUNT < 1:
        yield _(
            "TRUST_PROXY bật mà TRUSTED_PROXY_COUNT chưa ghi số máy proxy: địa chỉ người truy cập sẽ bị giả mạo "
            "được. Ghi đúng số proxy đứng trước hệ thống, thường là 1."
        )


@deploy_check(15, serious=True)
def site_answers_to_its_own_name() -> Iterator[str]:
    if any(host in {"*", "."} for host in settings.ALLOWED_HOSTS):
        yield _("ALLOWED_HOSTS nhận mọi tên máy. Ghi đúng tên miền của hệ thống.")
    elif not set(settings.ALLOWED_HOSTS) - {"localhost", "127.0.0.1", "[::1]"}:
        yield _("ALLOWED_HOSTS mới chỉ có máy này. Ghi tên miền mà người dùng truy cập.")


@deploy_check(16, serious=True)
def files_are_served_by_the_site_alone() -> Iterator[str]:
    storage = settings.STORAGES["default"]
    options = storage.get("OPTIONS", {})
    if storage["BACKEND"].endswith(("InMemoryStorage", "DummyStorage")):
        yield _("Tệp tải lên không được lưu lại. Dùng FileSystemStorage hoặc kho S3 trong STORAGES.")
    if options.get("base_url") or settings.MEDIA_URL not in {"", "/"}:
        yield _("Tệp tải lên có địa chỉ web riêng, bỏ qua phân quyền. Đặt base_url là None và bỏ MEDIA_URL.")
    media = options.get("location")
    for folder in map(Path, filter(None, [settings.STATIC_ROOT, *settings.STATICFILES_DIRS])):
        if media and (within(Path(media), folder) or within(folder, Path(media))):
            yield _("MEDIA_ROOT (%(media)s) và thư mục phục vụ công khai (%(static)s) chồng lên nhau. Tách ra.") % {
                "media": media, "static": folder,
            }  # fmt: skip


@deploy_check(17)
def sessions_end() -> Iterator[str]:
    if settings.SESSION_COOKIE_AGE > LONGEST_SESSION:
        yield _("Phiên làm việc dài quá một ngày (SESSION_COOKIE_AGE). Đặt tối đa 12 giờ.")
    if not settings.SESSION_COOKIE_HTTPONLY or settings.SESSION_COOKIE_SAMESITE not in {"Lax", "Strict"}:
        yield _("Cookie đăng nhập đọc được bằng mã trang hoặc gửi từ trang khác. Giữ HTTPONLY và SAMESITE=Lax.")
