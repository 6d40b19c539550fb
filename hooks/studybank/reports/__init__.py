"""Problems written for people at a terminal and for machines."""

from studybank.reports.findings import Findings, sort_findings
from studybank.reports.machine import render_github, render_json
from studybank.reports.plain import render_text
from studybank.reports.sarif import render_sarif

__all__ = [
    "Findings",
    "render_github",
    "render_json",
    "render_sarif",
    "render_text",
    "sort_findings",
]
