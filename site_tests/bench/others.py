"""The same form, as one would write it for WeasyPrint and for docxtpl. Run in an environment that has them."""

FORM_HTML = """
import sys
from weasyprint import HTML
base, teams = sys.argv[1], int(sys.argv[2])
rows = "".join("<tr>" + "<td style='height:22mm;border:1px solid'></td>" * 6 + "</tr>" for _ in range(6))
points = "".join("<p>%d.</p><div style='height:30mm;border:1px solid'></div>" % n for n in (1, 2, 3))
recommendations = "".join("<li>R%d Improve the processes that all agencies share.</li>" % n for n in range(1, 7))
for n in range(teams):
    details = "".join("<dt>Detail %d</dt><dd>Team %d of the council</dd>" % (d, n) for d in range(6))
    parts = (details, recommendations, points, rows)
    page = "<h1>Child H - Action Plan</h1><dl>%s</dl><ul>%s</ul>%s<table>%s</table>" % parts
    HTML(string="<html lang='en'><title>Plan</title>" + page).write_pdf("%s/weasy-%d.pdf" % (base, n), pdf_tags=True)
"""

FORM_WORD = """
import sys
from docx import Document
from docxtpl import DocxTemplate
base, teams = sys.argv[1], int(sys.argv[2])
blank = Document()
blank.add_heading("Child H - Action Plan", 0)
for name in ("organisation", "manager", "team", "contact"):
    blank.add_paragraph("%s: {{ %s }}" % (name, name))
for n in range(1, 7):
    blank.add_paragraph("R%d Improve the processes that all agencies share." % n)
table = blank.add_table(7, 6)
for cell in table.rows[0].cells:
    cell.text = "What needs to happen?"
blank.save(base + "/blank.docx")
for n in range(teams):
    filled = DocxTemplate(base + "/blank.docx")
    answers = {"organisation": "Council", "manager": "Manager", "team": "Team %d" % n, "contact": "a@b.example"}
    filled.render(answers, autoescape=True)
    filled.save("%s/tpl-%d.docx" % (base, n))
"""
