"""Dates as covers, letters and file names write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import Period, date_of_name, dates_in, period_at

DAYS = st.dates(date(1990, 1, 1), date(2049, 12, 31))
DASHES = st.sampled_from([" to ", " – ", "–", " - ", "- ", " ─ ", " until ", " and "])


def _written(day: date, *, month: bool = True, year: bool = True) -> str:
    parts = [str(day.day)]
    parts += [f"{day:%B}"] if month else []
    parts += [str(day.year)] if year else []
    return " ".join(parts)


@given(DAYS, st.integers(0, 60), DASHES, st.sampled_from(["Inspection dates: ", ""]))
def test_periods_are_read_however_much_the_first_day_leaves_out(
    first: date, length: int, dash: str, before: str
) -> None:
    last = first + timedelta(days=length)
    period = Period(first, last)
    after = "\nLead inspector: A. Person"
    assert period_at(f"{before}{_written(first)}{dash}{_written(last)}{after}") == period
    short = _written(first, year=False)
    assert period_at(f"{before}{short}{dash}{_written(last)}{after}") == period
    if (first.year, first.month) == (last.year, last.month):
        bare = _written(first, month=False, year=False)
        assert period_at(f"{before}{bare}{dash}{_written(last)}{after}") == period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("13 December to 10 January 2015", date(2014, 12, 13), date(2015, 1, 10)),
        ("21 and 22 May 2019", date(2019, 5, 21), date(2019, 5, 22)),
        ("21, 22 and 23 May 2019", date(2019, 5, 21), date(2019, 5, 23)),
        ("Tuesday 21st May to Friday 24th May 2019", date(2019, 5, 21), date(2019, 5, 24)),
        ("18 Feb 2014 – 12 March 2014", date(2014, 2, 18), date(2014, 3, 12)),
        ("16 to\n 27 January 2023", date(2023, 1, 16), date(2023, 1, 27)),
        ("02 March 2020 to 13 March 2020", date(2020, 3, 2), date(2020, 3, 13)),
        ("5 July 2017", date(2017, 7, 5), date(2017, 7, 5)),
        ("2016\uf02d17 and 4\uf02d8 July 2016", date(2016, 7, 4), date(2016, 7, 8)),
    ],
)
def test_periods_of_covers(text: str, first: date, last: date) -> None:
    assert period_at(text) == Period(first, last)


@pytest.mark.parametrize(
    "text",
    ["", "in May", "21 and 22 May", "30 February 2019", "4 July", "32 to 40 May 2018", "2018-19"],
)
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert period_at(text) is None


def test_a_period_does_not_reach_over_an_earlier_day() -> None:
    assert period_at("on 5 July 2017; published 9 to 10 August 2017") == Period(
        date(2017, 7, 5), date(2017, 7, 5)
    )


@given(DAYS)
def test_every_way_to_write_a_day(day: date) -> None:
    for written in (
        f"{day.day} {day:%B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
    ):
        (found,) = dates_in(f"x {written} y")
        assert found.day == day
        assert (found.start, found.end) == (2, 2 + len(written))


@given(DAYS, st.sampled_from(["report", "12345_hull", "children's services inspection,  pdf"]))
def test_a_file_name_gives_its_date(day: date, before: str) -> None:
    for written in (
        f"{before} - {day.day:02} {day:%B %Y}".lower(),
        f"{before}_{day.day}_{day:%B}_{day.year}",
        f"{day.isoformat()} {before}",
        f"{before}-{day:%d-%m-%Y}",
        f"{before}_{day:%d_%m_%Y}",
        f"{before} {day:%Y%m%d}",
        f"{day:%Y_%m_%d}_{before}",
    ):
        assert date_of_name(written) == day, written


@pytest.mark.parametrize("name", ["50012345", "report", "minutes 2018", "a 99-99-2019", "sc123456"])
def test_a_name_without_a_date_has_none(name: str) -> None:
    assert date_of_name(name) is None
