"""What is around the site: its mode, its clock, broker, mail and log."""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from config import celery
from config.checks.deploying import deploy_check

NOT_SENDING = ("console", "locmem", "dummy", "filebased")


@deploy_check(22, serious=True)
def site_is_no_demonstration() -> Iterator[str]:
    on = [name for name in ("DEBUG", "DEMO", "CLOCK_OFFSET") if getattr(settings, name)]
    if on:
        yield _("%(settings)s đang bật: chỉ dành cho trình diễn. Bỏ khỏi môi trường của hệ thống thật.") % {
            "settings": ", ".join(on)
        }


@deploy_check(23)
def processes_share_a_broker() -> Iterator[str]:
    if celery.app.conf.broker_url.startswith("memory:") and connection.vendor == "postgresql":
        yield _(
            "Hàng đợi nằm trong bộ nhớ của một tiến trình, các tiến trình khác không nghe thấy. Đặt BROKER_URL là "
            "Redis hoặc RabbitMQ."
        )


@deploy_check(24)
def no_task_runs_twice() -> Iterator[str]:
    options, limit = celery.app.conf.broker_transport_options, celery.app.conf.task_time_limit
    visible = options.get("visibility_timeout")
    if visible is not None and (not limit or limit >= visible):
        yield _(
            "Một tác vụ được chạy lâu hơn (%(limit)s giây) thời gian hàng đợi chờ (%(visible)s giây), nên sẽ bị chạy "
            "lặp. Đặt task_time_limit nhỏ hơn visibility_timeout."
        ) % {"limit": limit, "visible": visible}


@deploy_check(25)
def mail_is_sent() -> Iterator[str]:
    if settings.EMAIL_BACKEND.split(".")[-2] in NOT_SENDING:
        yield _("Thư không được gửi đi mà chỉ ghi ra màn hình hoặc bộ nhớ. Đặt EMAIL_URL là máy chủ thư của cơ quan.")


@deploy_check(26)
def log_is_kept() -> Iterator[str]:
    root = settings.LOGGING.get("root", {})
    if not root.get("handlers") or root.get("level") in {"ERROR", "CRITICAL"}:
        yield _("Nhật ký vận hành bị bỏ bớt. Đặt LOG_LEVEL là WARNING hoặc INFO.")
    elif settings.LOG_TO == "":
        yield _(
            "Nhật ký vận hành chỉ ra màn hình của tiến trình. Đặt LOG_TO=syslog://máy:514 để gửi sang máy khác, hoặc "
            "LOG_TO=collected khi dịch vụ (systemd, container) đã thu và chuyển đi."
        )
