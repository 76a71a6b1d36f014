"""Why a paper cannot be signed or read. `str()` says it in the language of whoever reads it."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class SigningFault(Exception):
    """Nothing was signed; `words` with `details` filled in say why."""

    words: Any = ""

    def __init__(self, **details: object) -> None:
        super().__init__(details)
        self.details = details

    def __str__(self) -> str:
        return str(self.words) % self.details


class NotAKeyFile(SigningFault):
    words = _("Tệp này không phải là tệp khóa ký số (PKCS#12).")


class NoKey(SigningFault):
    words = _("Máy chủ không giữ khóa ký số nào tên “%(name)s”.")


class WrongPassphrase(SigningFault):
    words = _("Mật khẩu của khóa ký không đúng.")


class KeyMismatch(SigningFault):
    words = _("Khóa bí mật không khớp với chứng thư số đi kèm.")


class CertificateExpired(SigningFault):
    words = _("Chứng thư số của %(subject)s đã hết hạn ngày %(date)s.")


class CertificateNotYetValid(SigningFault):
    words = _("Chứng thư số của %(subject)s chỉ có hiệu lực từ ngày %(date)s.")


class KeyMayNotSign(SigningFault):
    words = _("Chứng thư số của %(subject)s không được cấp để ký văn bản.")


class TokenUnavailable(SigningFault):
    words = _("Không mở được thiết bị ký “%(token)s”: %(reason)s.")


class TimestampUnavailable(SigningFault):
    words = _("Dịch vụ cấp dấu thời gian không trả lời. Văn bản chưa được ký.")


class NotAPicture(SigningFault):
    words = _("Hình chữ ký, hình dấu phải là tệp PNG, mỗi cạnh không quá %(side)s điểm ảnh.")


class DoesNotFit(SigningFault):
    words = _("“%(text)s” không vừa chỗ dành cho nó trên văn bản.")


class NotAPdf(SigningFault):
    words = _("Tệp này không phải là tệp PDF đọc được.")


class TooLarge(SigningFault):
    words = _("Tệp này quá lớn để kiểm tra: tối đa %(megabytes)s MB.")


class NoPlace(SigningFault):
    words = _("Văn bản này không có chỗ “%(place)s” để ký hoặc điền.")


class AlreadySigned(SigningFault):
    words = _("Chỗ “%(place)s” của văn bản này đã được ký.")


class NotYetSigned(SigningFault):
    words = _("Văn bản chưa được người có thẩm quyền ký nên chưa được đóng dấu.")


class NotWhole(SigningFault):
    words = _("Văn bản đã bị thay đổi sau khi ký nên không được ký tiếp.")


class NotThePaper(SigningFault):
    words = _("Tệp này không phải là bản đã tải về để ký: phần đầu của tệp khác với văn bản.")


class NothingSigned(SigningFault):
    words = _("Tệp này chưa có thêm chữ ký số nào. Hãy ký bằng phần mềm ký số rồi gửi lại tệp đã ký.")


class BadSignature(SigningFault):
    words = _("Chữ ký số của %(signer)s không được nhận: %(verdict)s.")


class NoMorePlaces(SigningFault):
    words = _("Người ký trước không cho phép thêm chữ ký vào văn bản này.")
