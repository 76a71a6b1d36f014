"""Invented publications up to Monday 5 August 2013: what was posted on the two portals, what waits, and some news."""

from dataclasses import dataclass
from datetime import date, datetime

from campaigns.models import Campaign
from nominations.demo.acts import who
from nominations.demo.people import LOCAL
from nominations.models import Decision, Publication, PublicationRule
from nominations.services import articles, publications
from nominations.states import PublicationState
from workflows import clock

WEEK = 7


@dataclass(frozen=True)
class News:
    """One article of 2013; without `goes_out` it stays a draft."""

    day: int
    month: int
    title: str
    summary: str
    body: str
    goes_out: bool = True


NEWS = (
    News(27, 5, "Phát động phong trào thi đua cao điểm", "Toàn ngành bước vào đợt thi đua cao điểm (tin hư cấu).",
         "Kế hoạch đã được ký và gửi tới các phòng, trung tâm và doanh nghiệp.\n\nCác đơn vị tổ chức phát động tới "
         "toàn thể cán bộ, công chức, viên chức và người lao động. (Dữ liệu hư cấu để trình diễn.)"),
    News(25, 7, "Khen thưởng đợt đầu của phong trào", "Thanh tra Sở có tập thể, cá nhân được khen thưởng (tin hư cấu).",
         "Danh sách đầy đủ đăng ở mục Danh sách khen thưởng. (Dữ liệu hư cấu để trình diễn.)"),
    News(2, 8, "Sắp hết hạn gửi danh sách đề nghị", "Các đơn vị gửi danh sách trước ngày 10/8/2013 (tin hư cấu).",
         "Danh sách gửi về Văn phòng Sở. (Dữ liệu hư cấu để trình diễn.)", goes_out=False),
)  # fmt: skip


def tell(campaign: Campaign) -> None:
    """The office lets those honoured be named; the plan is on both portals, the first decision on one of them."""
    with clock.moved_to(_at(24, 5, 10)):
        publications.write_rule(names_honoured(campaign), actor=who("chanhvp"), seen="")
        publications.line_up(campaign, "approve", since=_at(24, 5, 9))
    decision = Decision.objects.filter(campaign=campaign).earliest("pk")
    with clock.moved_to(_at(24, 7, 9)):
        publications.line_up(decision, "issue", since=_at(24, 7, 8))
    waiting = Publication.objects.filter(campaign=campaign).order_by("pk")
    with clock.moved_to(_at(27, 5, 10)):
        for row in waiting.filter(decision=None):
            _post(row, date(2013, 5, 27))
    with clock.moved_to(_at(25, 7, 10)):
        _post(waiting.exclude(decision=None)[0], date(2013, 7, 25))
    for news in NEWS:
        with clock.moved_to(_at(news.day, news.month, 9)):
            write(campaign, news)


def names_honoured(campaign: Campaign) -> PublicationRule:
    return PublicationRule(campaign=campaign, days=WEEK, names_honoured=True)


def write(campaign: Campaign, news: News) -> None:
    said = {"title": news.title, "summary": news.summary, "body": news.body, "campaign": campaign}
    article = articles.begin(campaign.organisation, said, actor=who("dangtin"))
    if news.goes_out:
        articles.publish(article, actor=who("dangtin"))


def post_waiting(campaign: Campaign, day: date) -> None:
    """Everything that waits for one of the portals."""
    for row in Publication.objects.filter(campaign=campaign, state=PublicationState.DUE).order_by("pk"):
        _post(row, day)


def _post(row: Publication, day: date) -> None:
    address = f"https://cong-thong-tin.example/tin/{row.pk}"
    publications.publish(row, day=day, address=address, audience=row.audience, actor=who("dangtin"))


def _at(day: int, month: int, hour: int) -> datetime:
    return datetime(2013, month, day, hour, tzinfo=LOCAL)
