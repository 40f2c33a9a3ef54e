"""Helps check.sh: makes the sample, judges a trial import, looks into a workbook."""

import csv
import json
import sys

HEADER = [
    "Email address", "First name", "Last name", "Employee number", "Mobile", "Language", "Authorization level",
    "Has own schedule", "User groups", "Note", "Street", "Postal code", "City", "Country", "Latitude", "Longitude",
]

# Values that a spreadsheet takes for numbers, dates, formulas or markup.
TEXTS = [
    "Zoë", "=1+1", "-5", "@me", "'=q", "00042", "01067", "1e5", "4,9E+12", "TRUE", "12.03.2024", "3/4", "a;b,c|d",
    'say "hello"', "<b>&amp;", "_x000D_", "_x005F_", "#1 N/A", "two  blanks", "😀", "'", "1.234,56", "1,5", "O'Neill",
]


def sample(path):
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for number, text in enumerate(TEXTS):
            following = TEXTS[(number + 1) % len(TEXTS)]
            rows.writerow(guarded([
                f"user{number}@example.com", text, following, f"{number:05}", f"+43 664 {number:07}",
                "de" if number % 2 else "en-GB", number % 2, "Yes" if number % 3 else "No", f"Group {number}; Nord",
                # LibreOffice itself loses tabs and double blanks in cells of several lines.
                f"{text}\n\n{following} end".replace("  ", " "), following, f"0{number}067", text, "AT", round(48.2 - 5 * number, 4),
                round(-16.3738 + 0.1 * number, 4),
            ]))


def guarded(cells):
    """As an import expects texts that begin like formulas."""
    texts = map(str, cells)
    return ["'" + text if text.lstrip("'")[:1] in tuple("=+-@\t\r") else text for text in texts]


def unchanged(path, name):
    with open(path, encoding="utf-8") as file:
        plan = json.load(file)
    counts = plan["counts"]
    if plan["rows_read"] != len(TEXTS) or counts["unchanged"] != plan["rows_read"]:
        sys.exit(f"FAILED: {name}: {json.dumps(plan, ensure_ascii=False, indent=1)[:4000]}")
    print(f"unchanged: {name}")


def workbook(path, language):
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    yes_no = '"Ja,Nein"' if language == "de" else '"Yes,No"'
    expectations = {
        "sheet names": book.sheetnames == ["Benutzer" if language == "de" else "Users", "roster-mapping"],
        "hidden mapping": book["roster-mapping"].sheet_state == "hidden",
        "mapping rows": [row[0].value for row in book["roster-mapping"].iter_rows(min_row=3)] == header,
        "frozen header": sheet.freeze_panes == "A2",
        "bold header": all(cell.font.b for cell in sheet[1]),
        "help": all(cell.comment and cell.comment.text for cell in sheet[1]),
        "filter": filter_range(sheet).endswith(str(len(TEXTS) + 1)),
        "drop-downs": any(each.formula1 == yes_no for each in sheet.data_validations.dataValidation),
        "locked id": all(cell.protection.locked for cell in sheet["A"]),
        "the rest is free": not any(cell.protection.locked for row in sheet.iter_rows(2, min_col=2) for cell in row),
        "rows": sheet.max_row == len(TEXTS) + 1,
        "no formulas": all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row),
        "text is text": all(
            cell.number_format == "@" for row in sheet.iter_rows(2) for cell in row if isinstance(cell.value, str)
        ),
        "numbers are numbers": any(cell.data_type == "n" and cell.value for cell in sheet[2]),
    }
    failed = [name for name, holds in expectations.items() if not holds]
    if failed:
        sys.exit(f"FAILED: {path}: {', '.join(failed)}")
    print(f"openpyxl: {path}")


def has_numbers(path):
    """Shows that the office program did read numbers and no texts only."""
    if not path.endswith(".xlsx"):
        return
    import openpyxl

    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(2)
    if not any(cell.data_type == "n" and cell.value is not None for row in rows for cell in row):
        sys.exit(f"FAILED: {path}: no numbers")


def filter_range(sheet):
    tables = list(sheet.tables.values())
    return tables[0].autoFilter.ref if tables else sheet.auto_filter.ref


if __name__ == "__main__":
    {"sample": sample, "unchanged": unchanged, "workbook": workbook, "has_numbers": has_numbers}[sys.argv[1]](*sys.argv[2:])
