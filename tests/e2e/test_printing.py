"""What goes on paper from the browser: how many sheets of A4 it takes."""

import io

from django.urls import reverse
from pypdf import PdfReader

from tests.e2e.desk import BROWSER, Enter, the_campaign

pytestmark = BROWSER


def test_overview_of_a_campaign_fits_on_two_sheets(enter: Enter) -> None:
    page = enter("giamdoc")
    page.goto(reverse("dashboard", args=[the_campaign().pk]))

    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages

    assert (len(sheets) <= 2, round(float(sheets[0].mediabox.width))) == (True, 595)
