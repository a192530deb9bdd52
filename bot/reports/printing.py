"""How does a report look on paper? One page of HTML that needs nothing else, for the board and for publication."""

from html import escape
from typing import Final

from bot.reports.making import Report
from bot.reports.parts import Part, Table

NOTHING: Final = "There was nothing of this in the period."
_STYLE: Final = (
    "body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em;color:#0b0c0c}"
    "table{border-collapse:collapse;margin:1em 0;width:100%}th,td{border-bottom:1px solid #8a9a9c;padding:.4em;text-align:left}"
    "td{text-align:right}h2{margin-top:2em}"
)


def report_page(report: Report) -> str:
    """The whole page; every word in it is escaped."""
    title = f"Complaints at {report.landlord}, {report.period.words}"
    parts = "\n".join(_part(part) for part in report.parts)
    running = "" if report.is_over else "<p>This period is still running: the figures grow until its end.</p>"
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n{running}\n{parts}\n</body>\n</html>\n"
    )


def _part(part: Part) -> str:
    lines = [f"<h2>{part.letter}. {escape(part.heading)}</h2>"]
    if part.is_empty:
        lines.append(f"<p>{NOTHING}</p>")
    if part.sentences:
        lines.append("<ul>" + "".join(f"<li>{escape(said)}</li>" for said in part.sentences) + "</ul>")
    return "\n".join([*lines, *(_table(table) for table in part.tables if table.rows)])


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in table.headings)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
