from io import BytesIO

from config.messages import extract_django

TEMPLATE = """{% load i18n %}
<h1>{% translate "Nộp danh sách" %}</h1>
{% blocktranslate count n=items|length trimmed %}
  Có {{ n }} đề nghị "mới"
{% plural %}
  Có {{ n }} đề nghị
{% endblocktranslate %}
{% translate "Tháng" context "lịch" %} {{ _("Tên")|upper }} {{ user.name }}
"""


def test_every_text_of_a_template_is_collected_with_its_line() -> None:
    found = extract_django(BytesIO(TEMPLATE.encode()), (), (), options={})

    assert [(line, name, texts) for line, name, texts, _ in found] == [
        (2, "gettext", "Nộp danh sách"),
        (3, "ngettext", ('Có %(n)s đề nghị "mới"', "Có %(n)s đề nghị")),
        (8, "pgettext", ("lịch", "Tháng")),
        (8, "gettext", "Tên"),
    ]
