"""How long does the search page take among 1,000,000 names on PostgreSQL and 100,000 on SQLite, and among a tenth?"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from benchmarks.measuring import queries_of, timed
from benchmarks.search_seeding import Crowd
from tests.factories import World, make_world

FAMILY = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Giàng", "Vàng", "Lò", "Sùng",
)  # fmt: skip
MIDDLE = (
    "Thị", "Văn", "Đức", "Hữu", "Ngọc", "Minh", "Thanh", "Quang", "Xuân", "Kim", "Thu", "Hồng", "Công",
    "Đình", "Bá", "Thùy", "Seo", "A", "Mạnh", "Tuấn",
)  # fmt: skip
GIVEN = (
    "An", "Anh", "Bình", "Châu", "Chi", "Cường", "Dung", "Dũng", "Duy", "Đạt", "Điệp", "Giang", "Hà", "Hải",
    "Hạnh", "Hằng", "Hiền", "Hiếu", "Hoa", "Hòa", "Hoàn", "Huệ", "Hùng", "Huy", "Hương", "Khánh", "Khoa",
    "Lan", "Linh", "Loan", "Long", "Lợi", "Mai", "Nam", "Nga", "Ngân", "Nhung", "Oanh", "Phong", "Phúc",
    "Phương", "Quân", "Quyên", "Quỳnh", "Sơn", "Tâm", "Tân", "Thảo", "Thắng", "Thịnh", "Thủy", "Tiến", "Toàn",
    "Trang", "Trí", "Trung", "Tú", "Tùng", "Tuyết", "Uyên", "Vân", "Việt", "Vinh", "Yến",
)  # fmt: skip
ASKED = (
    "giang seo phuc", "Đỗ Thùy Uyên", "uyen do thuy", "nguyen", "nguyen van", "ngu", "thi hoa", '"kim tuyet"',
    "HS-000123", "HS-77", "nguyem", "phucc giang seo", "dangg kim yen", "khong co ai", "đơn vị:hư-cấu le ba huy",
    "trạng thái:đang-thẩm-định tran thu", "hạn:<7 loai:de-nghi pham quang long",
)  # fmt: skip
POSTGRES, SQLITE, ROUNDS = 1_000_000, 100_000, 15
SHARE = 10  # the smaller crowd is this part of the larger


def run() -> dict[str, Any]:
    return measured(POSTGRES)


def run_sqlite() -> dict[str, Any]:
    """The same in a process of its own, whose database is a file of SQLite."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "benchmarks.search_sqlite"],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def measured(size: int) -> dict[str, Any]:
    world = make_world()
    crowd = Crowd(world, [" ".join(one) for one in product(FAMILY, MIDDLE, GIVEN)])
    times: dict[int, dict[str, list[float]]] = {}
    queries = {}
    for count in (size // SHARE, size):
        crowd.grow(count)
        load = _page(world)
        times[count] = {asked: _times(load, asked) for asked in ASKED}
        queries[str(count)] = queries_of(lambda load=load: load("nguyen"))
    p95 = {count: _p95([one for found in each.values() for one in found]) for count, each in times.items()}
    return {
        "p95_ms": round(p95[size], 1),
        "ratio": round(p95[size] / p95[size // SHARE], 2),
        "p95_of_a_tenth_ms": round(p95[size // SHARE], 1),
        "median_ms": {asked: round(median(found), 1) for asked, found in times[size].items()},
        "queries": queries,
        "names": size,
        "runs": ROUNDS * len(ASKED),
    }


def _page(world: World) -> Callable[[str], None]:
    client = Client()
    client.force_login(world.office_reviewer, backend="organisation.backends.PersonBackend")

    def load(asked: str) -> None:
        answer = client.get(f"/search/?{urlencode({'q': asked})}")
        if answer.status_code != 200:
            raise RuntimeError(f"{asked} answered {answer.status_code}")

    return load


def _times(load: Callable[[str], None], asked: str) -> list[float]:
    load(asked)
    return [timed(lambda: load(asked)) for _ in range(ROUNDS)]


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
