"""Every sentence a plan's writer may read about a mistake. Vietnamese here, translated where it is shown."""


def gettext_noop(text: str) -> str:
    """Marks a text for the catalogue. Django's own needs settings, and a plan is read without them."""
    return text


# the file
NOT_UTF8 = gettext_noop("Tệp không phải văn bản UTF-8; hãy lưu lại với bảng mã UTF-8.")
TOO_BIG = gettext_noop("Tệp lớn hơn {limit} ký tự; một kế hoạch không dài đến thế.")
TOO_DEEP = gettext_noop("Các mục lồng nhau quá sâu; hãy viết lại theo mẫu.")
EMPTY_FILE = gettext_noop("Tệp không có nội dung.")
BAD_YAML = gettext_noop("Sai cú pháp YAML ({problem}). Xem lại thụt dòng, dấu hai chấm và dấu nháy ở dòng này.")
ALIAS = gettext_noop("Không dùng ký hiệu & hoặc * của YAML; hãy viết đầy đủ nội dung.")
TAG = gettext_noop("Không dùng thẻ “{tag}” của YAML; hãy viết giá trị bình thường.")
INVISIBLE = gettext_noop("Có ký tự không nhìn thấy {code}; hãy xóa rồi gõ lại đoạn này.")

# keys and types
UNKNOWN_KEY = gettext_noop("Không có trường “{name}” ở đây. Các trường được dùng: {known}.")
UNKNOWN_KEY_CLOSE = gettext_noop("Không có trường “{name}” ở đây; có phải là “{close}”?")
DUPLICATE_KEY = gettext_noop("Trường “{name}” đã viết ở dòng {first}; hãy bỏ một trong hai.")
MISSING_KEY = gettext_noop("Thiếu trường “{name}”; hãy bổ sung.")
MISSING_KEY_MAY_BE_UNSTATED = gettext_noop("Thiếu trường “{name}”; nếu kế hoạch không nêu, ghi “{name}: not_stated”.")
EMPTY = gettext_noop("Trường để trống; hãy ghi giá trị, hoặc bỏ hẳn trường này nếu không bắt buộc.")
EMPTY_MAY_BE_UNSTATED = gettext_noop("Trường để trống; nếu kế hoạch không nêu, ghi not_stated.")
MUST_BE_STATED = gettext_noop("Trường này bắt buộc phải có giá trị, không được ghi not_stated.")
WRONG_TYPE = gettext_noop("Phải là {expected}.")
A_TEXT = gettext_noop("một đoạn chữ")
A_LIST = gettext_noop("một danh sách, mỗi mục bắt đầu bằng dấu gạch ngang")
A_GROUP = gettext_noop("một nhóm trường dạng “tên: giá trị”")
A_WHOLE_NUMBER = gettext_noop("một số nguyên")
A_NUMBER = gettext_noop("một số, ví dụ 80 hoặc 80,5")
A_YES_OR_NO = gettext_noop("true hoặc false")
A_DATE = gettext_noop("ngày/tháng/năm có thật, ví dụ 10/8/2013")
A_TIME = gettext_noop("giờ:phút, ví dụ 17:00")
UNKNOWN_CHOICE = gettext_noop("“{value}” không có trong các giá trị được dùng: {known}.")

# names and references
BAD_ID = gettext_noop("Mã “{value}” chỉ được gồm chữ không dấu, chữ số, gạch ngang, gạch dưới, không quá 60 ký tự.")
DUPLICATE_ID = gettext_noop("Mã “{value}” đã dùng ở dòng {first}; mỗi mã chỉ dùng một lần trong kế hoạch.")
UNKNOWN_ID = gettext_noop("Không có mã “{value}” trong mục {sections}; hãy khai báo hoặc sửa lại mã.")

# quotations
NO_SUCH_SOURCE = gettext_noop("Không đọc được bản kế hoạch “{name}” đặt cạnh tệp này.")
BAD_SOURCE_NAME = gettext_noop("“{name}” phải là tên tệp đặt cạnh tệp này, không kèm thư mục.")
NO_LINE = gettext_noop("Đoạn trích “{phrase}” chưa ghi số dòng của bản kế hoạch (trường line).")
NO_SUCH_LINE = gettext_noop("Bản kế hoạch không có dòng {line}.")
NOT_ON_LINE = gettext_noop("Đoạn trích “{phrase}” không có đúng từng chữ ở dòng {lines} của bản kế hoạch.")
ON_OTHER_LINE = gettext_noop(
    "Đoạn trích “{phrase}” không có ở dòng {lines} mà có ở dòng {found} của bản kế hoạch; hãy sửa lại số dòng."
)

# deadlines
IMPOSSIBLE_DATE = gettext_noop("“{phrase}” không phải ngày giờ có thật; hãy xem lại.")
UNREADABLE_DEADLINE = gettext_noop(
    "Không hiểu thời hạn “{phrase}”; hãy ghi thêm bound (before, through, on, from hoặc none) và first hoặc event."
)
NO_DAY = gettext_noop("Thời hạn “{phrase}” có bound “{bound}” nhưng chưa có ngày; ghi thêm first hoặc event.")
DAY_WITHOUT_BOUND = gettext_noop("Thời hạn không ràng buộc (bound: none) thì không ghi ngày, giờ hay sự kiện.")
DAY_AND_EVENT = gettext_noop("Thời hạn tính theo ngày (first) hoặc theo sự kiện (event), không dùng cả hai.")
NO_DAYS = gettext_noop("Thời hạn theo sự kiện cần số ngày (days) và trước hay sau (side: before hoặc after).")
DAYS_WITHOUT_EVENT = gettext_noop("Có số ngày nhưng chưa ghi tính từ sự kiện nào (event).")
BAD_DAYS = gettext_noop("Số ngày phải từ 0 đến {limit}.")
DISAGREES = gettext_noop("Ghi “{given}” nhưng theo câu chữ “{phrase}” thì là “{read}”; hãy sửa cho khớp.")
END_BEFORE_START = gettext_noop("Kết thúc ({end}) trước khi bắt đầu ({start}); hãy sửa một trong hai.")

# what a record must hold together
WRONG_STYLE = gettext_noop("Số “{number}” không đúng kiểu “{style}”; hãy sửa số hoặc style.")
WRONG_YEARS = gettext_noop("Từ {first} đến {anniversary} không phải {years} năm; hãy xem lại.")
COUNT_OR_RATIO = gettext_noop("Chỉ tiêu phải có đúng một trong hai trường count hoặc ratio.")
BAD_SHARE = gettext_noop("Tỷ lệ phải lớn hơn 0 và không quá 100%.")
BAD_COUNT = gettext_noop("Số lượng không được âm.")
LEADER_NOT_MEMBER = gettext_noop("Đơn vị đứng đầu “{leader}” phải có trong danh sách thành viên (members).")

OTHER_PART = gettext_noop("Mục “{name}” sửa ở trang khác; hãy bỏ khỏi đây.")

# putting a plan to work
TOO_LONG = gettext_noop("Dài {length} ký tự, tối đa {limit}; hãy rút ngắn.")
NO_BODY = gettext_noop("Không có đơn vị nào là chính cơ quan ban hành; hãy ghi “{issuer}” vào actors của đơn vị đó.")
OTHER_BODY = gettext_noop("Mã cơ quan “{code}” đã dùng cho {name}; hãy ghi mã khác ở settings.organisation.")
OTHER_ROOT = gettext_noop("{name} đang có đơn vị đứng đầu là “{code}”; hãy dùng lại mã đó cho đơn vị này.")
PARENT_CIRCLE = gettext_noop("Các đơn vị {codes} trực thuộc vòng quanh nhau; hãy sửa parent hoặc led_by.")
ROUND_IN_USE = gettext_noop("Đợt “{round}” đã có hồ sơ của đơn vị, không bỏ được; hãy giữ lại đợt này.")
OTHER_OFFICE = gettext_noop("Kế hoạch là của cơ quan có mã “{code}”; ở đây chỉ soạn kế hoạch của “{own}”.")
OTHER_UNIT = gettext_noop("Danh bạ ghi đơn vị “{code}” là {name}; hãy ghi đúng tên đó, hoặc dùng mã khác.")
CODE_TAKEN = gettext_noop("Mã “{code}” đã dùng cho {name}; hãy chọn mã khác.")
CODE_STAYS = gettext_noop("Mã của phong trào là “{code}”, không đổi được nữa.")
CLOSED_CAMPAIGN = gettext_noop("Phong trào ở trạng thái “{state}”, không đổi kế hoạch được nữa.")
