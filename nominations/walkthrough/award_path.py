"""From the units' lists to the issued decision."""

from typing import Any

from campaigns.models import Campaign
from nominations.demo import acts
from nominations.demo.nominees import LISTS, person
from nominations.demo.story import at
from nominations.models import Decision
from nominations.services import dossiers, lists
from nominations.services import nominations as noms
from nominations.walkthrough import consulting
from nominations.walkthrough.moments import Moment


def file_and_decide(campaign: Campaign, moment: Moment) -> Decision:
    """The units file, the office checks and consolidates, a deputy signs for the Director, the clerk issues."""
    filed = _filed(campaign, moment)
    with moment(at(15, 8, 10), "Văn phòng Sở thẩm định xong các hồ sơ"):
        for dossier in filed:
            acts.review(dossier, reviewer="chuyenvien")
            acts.finish(dossier, reviewer="chuyenvien")
    with moment(at(20, 8, 15), "Văn phòng Sở tổng hợp, trình Giám đốc"):
        target = acts.consolidate(campaign, reviewer="chuyenvien", head="chanhvp")
    consulting.listen(target, moment)
    with moment(at(23, 8, 9), "Phó Giám đốc gạch một dòng, nêu lý do"):
        line = target.nominations.get(full_name="Trần Văn Đức")
        lists.strike(target, [line], actor=acts.who("phogiamdoc"), reason="Ưu tiên người lao động trực tiếp (hư cấu).")
    with moment(at(23, 8, 9, 30), "Phó Giám đốc ký KT. GIÁM ĐỐC"):
        decision = acts.sign(target, signer="phogiamdoc")
    with moment(at(23, 8, 14), "Văn thư ban hành"):
        return acts.issue(decision, clerk="vanthu")


def _filed(campaign: Campaign, moment: Moment) -> list[Any]:
    """One list is sent back and filed again, one comes late, one unit has nobody to propose."""
    round_ = campaign.rounds.get()
    with moment(at(30, 7, 9), "Viễn thông Lào Cai nộp danh sách"):
        telecom = acts.draft(round_, "VTLC", LISTS["VTLC"], officer="canbo.vienthong", letter="245/VNPT-LC")
        acts.submit(telecom, head="giamdoc.vienthong")
    with moment(at(1, 8, 14), "Chi nhánh Viettel nộp danh sách"):
        viettel = acts.draft(round_, "VIETTEL", LISTS["VIETTEL"], officer="canbo.viettel", letter="112/CV-VTLC")
        acts.submit(viettel, head="giamdoc.viettel")
    with moment(at(2, 8, 10), "Phòng Báo chí - Xuất bản báo không có đề nghị"):
        nil = acts.draft(round_, "PBCXB", [], officer="canbo.baochi")
        dossiers.declare_nil(nil, actor=acts.who("truongphong.baochi"))
    with moment(at(5, 8, 9), "Văn phòng Sở trả lại Viettel một đề nghị, nêu lý do"):
        acts.review(viettel, reviewer="chuyenvien", back="Nguyễn Thị Hòa")
        acts.return_to_unit(viettel, reviewer="chuyenvien")
    with moment(at(7, 8, 16), "Viettel bổ sung và nộp lại"):
        _mend(viettel, "Nguyễn Thị Hòa")
        acts.submit(viettel, head="giamdoc.viettel")
    with moment(at(12, 8, 8), "Phòng Công nghệ thông tin nộp muộn, có lý do"):
        late = acts.draft(round_, "PCNTT", [*LISTS["PCNTT"], person("Vũ Thị Nga", "ba", "Chuyên viên", deed=2)],
                          officer="canbo.cntt", letter="08/TTr-CNTT")  # fmt: skip
        acts.submit(late, head="truongphong.cntt", reason="Trưởng phòng đi công tác đột xuất (hư cấu).")
    return [telecom, viettel, late]


def _mend(dossier: Any, name: str) -> None:
    officer = acts.who("canbo.viettel")
    nomination = dossier.nominations.get(full_name=name)
    text = "Bán hàng và chăm sóc khách hàng đạt 118% kế hoạch sáu tháng, không có khiếu nại (hư cấu)."
    noms.save_nomination(nomination, actor=officer, achievements=text)
