"""Form fields that read what Vietnamese offices type. A refused value stays on the screen as it was typed."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organisation.calendar import read_date
from organisation.text import UncleanText, clean


class CleanCharField(forms.CharField):
    """Text as `organisation.text.clean` stores it; `multiline` keeps line breaks and shows a text area.

    The browser is not told the limit: it would cut a pasted text without a word, where the field says by how much
    it is too long.
    """

    def __init__(self, *, max_length: int, multiline: bool = False, **options: Any) -> None:
        self.limit = max_length
        self.multiline = multiline
        if multiline:
            options.setdefault("widget", forms.Textarea)
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> Any:
        """The cleaned text, or `empty_value` when nothing visible is left. Raises ValidationError ("unclean")."""
        if value in self.empty_values:
            return self.empty_value
        try:
            return clean(str(value), multiline=self.multiline, limit=self.limit) or self.empty_value
        except UncleanText as error:
            raise ValidationError(str(error), code="unclean") from error

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The usual attributes without `maxlength`."""
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class DateField(forms.DateField):
    """A date in any spelling of `organisation.calendar.read_date`, in every language of the interface."""

    def to_python(self, value: Any) -> date | None:
        """The date, or None when nothing was typed. Raises ValidationError ("invalid")."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value.strip() if isinstance(value, str) else value)
        try:
            return read_date(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
