"""Invented publications up to Monday 5 August 2013: what was posted on the two portals, what waits, and some news."""

from datetime import date, datetime

from campaigns.models import Campaign
from nominations.demo.acts import who
from nominations.demo.people import LOCAL
from nominations.models import Decision, Publication, PublicationRule
from nominations.services import articles, publications
from workflows import clock

WEEK = 7
NEWS = (  # day, month, title, summary, body, whether it is published
    (27, 5, "Phát động phong trào thi đua cao điểm", "Toàn ngành bước vào đợt thi đua cao điểm (tin hư cấu).",
     "Kế hoạch đã được ký và gửi tới các phòng, trung tâm và doanh nghiệp.\n\nCác đơn vị tổ chức phát động tới "
     "toàn thể cán bộ, công chức, viên chức và người lao động. (Dữ liệu hư cấu để trình diễn.)", True),
    (25, 7, "Khen thưởng đợt đầu của phong trào", "Thanh tra Sở có tập thể, cá nhân được khen thưởng (tin hư cấu).",
     "Danh sách đầy đủ đăng ở mục Danh sách khen thưởng. (Dữ liệu hư cấu để trình diễn.)", True),
    (2, 8, "Sắp hết hạn gửi danh sách đề nghị", "Các đơn vị gửi danh sách trước ngày 10/8/2013 (tin hư cấu).",
     "Danh sách gửi về Văn phòng Sở. (Dữ liệu hư cấu để trình diễn.)", False),
)  # fmt: skip


def _at(day: int, month: int, hour: int) -> datetime:
    return datetime(2013, month, day, hour, tzinfo=LOCAL)


def tell(campaign: Campaign) -> None:
    """The office lets those honoured be named; the plan is on both portals, the first decision on one of them."""
    publisher = who("dangtin")
    with clock.moved_to(_at(24, 5, 10)):
        rule = PublicationRule(campaign=campaign, days=WEEK, names_honoured=True)
        publications.write_rule(rule, actor=who("chanhvp"), seen="")
        publications.line_up(campaign, "approve", since=_at(24, 5, 9))
    decision = Decision.objects.filter(campaign=campaign).earliest("pk")
    with clock.moved_to(_at(24, 7, 9)):
        publications.line_up(decision, "issue", since=_at(24, 7, 8))
    waiting = Publication.objects.filter(campaign=campaign).order_by("pk")
    for row in waiting.filter(decision=None):
        _post(row, date(2013, 5, 27))
    _post(waiting.exclude(decision=None)[0], date(2013, 7, 25))
    for day, month, title, summary, body, goes_out in NEWS:
        with clock.moved_to(_at(day, month, 9)):
            said = {"title": title, "summary": summary, "body": body, "campaign": campaign}
            article = articles.begin(campaign.organisation, said, actor=publisher)
            if goes_out:
                articles.publish(article, actor=publisher)


def _post(row: Publication, day: date) -> None:
    with clock.moved_to(_at(day.day, day.month, 10)):
        address = f"https://cong-thong-tin.example/tin/{row.pk}"
        publications.publish(row, day=day, address=address, audience=row.audience, actor=who("dangtin"))
