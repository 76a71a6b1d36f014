"""Django's SMTP backend, which also knows whether an attempt left a doubt."""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend as DjangoBackend

END = b"\r\n.\r\n"


class _Doubting:
    """The server takes a letter over when it answers the end of DATA (RFC 5321, 4.1.1.4): in between is a doubt."""

    in_doubt = False

    def send(self, s: Any) -> None:
        super().send(s)  # type: ignore[misc]
        self.in_doubt = isinstance(s, bytes) and s.endswith(END)

    def getreply(self) -> tuple[int, bytes]:
        answer = super().getreply()  # type: ignore[misc]
        self.in_doubt = False
        return answer


class _Plain(_Doubting, smtplib.SMTP):
    pass


class _Tls(_Doubting, smtplib.SMTP_SSL):
    pass


class EmailBackend(DjangoBackend):
    """`in_doubt`: the last letter was handed over whole, and the server's answer never came."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Tls if self.use_ssl else _Plain

    @property
    def in_doubt(self) -> bool:
        return bool(getattr(self.connection, "in_doubt", False))

    def drop(self) -> None:
        """Ends the conversation without a word: a server that went silent must not be waited for twice."""
        if self.connection is not None:
            smtplib.SMTP.close(self.connection)
            self.connection = None
