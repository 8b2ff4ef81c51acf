"""Makes the PDF and the Word file of the sample corpus: `python scripts/make_sample.py [FOLDER]`.

The same files come out byte for byte on every run, so that a change shows in the history.
"""

from __future__ import annotations

import sys
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

SAMPLE = Path(__file__).resolve().parent.parent / "corpus" / "sample"
PDF_NAME = "wirral-monitoring-visits-briefing.pdf"
DOCX_NAME = "worcestershire-through-care-minutes.docx"
EPOCH = (2024, 1, 1, 0, 0, 0)

TITLE = "Wirral: two monitoring visits by Ofsted"
PAGES: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        ("title", TITLE),
        (
            "body",
            "Ofsted graded children’s services in Wirral inadequate after its inspection in 2016 "
            "and has watched them since by monitoring visits. This briefing sets out what the "
            "inspectors reported after two of these, the third and the fifth.",
        ),
        ("heading", "Fifth visit: the front door"),
        (
            "body",
            "Ofsted found that the Integrated Front Door (IFD) in Wirral sends each child to the "
            "help that fits, early help among it. Staff of different agencies sit together there, "
            "which makes it easy to share what they know.",
        ),
        (
            "body",
            "The IFD has too few police officers. Inspectors therefore still saw reports of "
            "violence in the home wait before a social worker read them, a weakness that the "
            "inspection had found as well.",
        ),
        ("heading", "Fifth visit: assessments"),
        (
            "body",
            "Ofsted judged assessments in the IFD to be better than those that the locality teams "
            "write. The locality teams do not say enough about what the child has lived through.",
        ),
        ("heading", "Third visit: the service for care leavers"),
        (
            "body",
            "Inspectors met managers and advisers who want to do well by care leavers. The "
            "service has its own team, which did not exist in 2016, and it knows where all its "
            "care leavers are. The count of personal advisers",
        ),
    ),
    (
        (
            "body",
            "in Wirral rose from three to 16 after the inspection, as the council put money into "
            "the service.",
        ),
        (
            "body",
            "Pathway plans are the weak side of the service: each care leaver has one, but "
            "many are not revised when something important changes.",
        ),
        ("heading", "Third visit: health"),
        (
            "body",
            "Ofsted reported that two nurses had been taken on for care leavers since 2016. "
            "Counselling and help with addiction came late, young people said, but were useful "
            "once they came.",
        ),
        ("heading", "Third visit: reviewing officers"),
        (
            "body",
            "Independent reviewing officers (IROs) were overburdened in 2016. At the third visit "
            "they were steering children’s plans more firmly, and their warnings were heeded "
            "sooner.",
        ),
        ("heading", "About this digest"),
        (
            "body",
            "This briefing was written for the Findings project as a sample. It is a digest, in "
            "other words, of two news articles on Ofsted’s monitoring visits to Wirral.",
        ),
    ),
)

MINUTES: tuple[tuple[str, str], ...] = (
    ("Title", "Worcestershire: minutes on Through Care"),
    ("Heading 1", "Agenda item: Through Care"),
    ("Heading 2", "Minutes:"),
    (
        "Normal",
        "Tina Russell told the Board that Through Care was new: it came out of the reorganisation "
        "of Worcestershire’s children’s services. Its social work teams are small, so that a team "
        "manager has less to oversee and sees more of it.",
    ),
    (
        "Normal",
        "The service leads one strand of the improvement plan, in five parts:",
    ),
    ("List Bullet", "what it is like to be in care and to leave it"),
    ("List Bullet", "enough homes for children"),
    ("List Bullet", "better care plans"),
    ("List Bullet", "permanence and the court proceedings that lead to it"),
    ("List Bullet", "corporate parenting as everybody’s business"),
    (
        "Normal",
        "A workshop in February had asked the managers what Through Care should achieve, what "
        "young people should notice of it, and how one would know.",
    ),
    (
        "Normal",
        "What the council had pledged to care leavers and children in its care mattered, she "
        "said. Young people should feel that the council cares about them, that somebody stands "
        "up for them and that they belong. They need a steady home first and, when the time "
        "comes, to be ready to live by themselves.",
    ),
    (
        "Normal",
        "Selina Rawicz, who manages Through Care, presented the team managers. The council works "
        "with around 450 young people. Caseloads in Worcestershire’s social work teams had begun "
        "at 20 to 22 for each social worker, she said, and had come down to around 17.",
    ),
    (
        "Normal",
        "More of the social workers are permanent and fewer come from agencies. Beginners are "
        "better supported in their assessed first year (ASYE), and more of them choose to remain "
        "in the county when it is over.",
    ),
    ("Normal", "The team managers told of successes:"),
    ("List Bullet", "pupils with excellent results at school"),
    ("List Bullet", "foster carers who adopted the child they were looking after"),
    ("List Bullet", "support workers who did well by children against the odds"),
    (
        "Normal",
        "Everybody between 16 and 18 is asked whether they would like to leave their placement. "
        "Subsistence is paid up to 18, and support goes on to 25 for those who need it or ask "
        "for it.",
    ),
    (
        "Normal",
        "PAs, in Worcestershire personal assistants, need no particular qualification, the "
        "Board heard, but they must understand young people and above all looked after children.",
    ),
    ("Heading 2", "ACTIONS"),
    (
        "List Number",
        "Team managers to tell the people concerned how much their work had impressed the Board.",
    ),
    ("Heading 2", "About this digest"),
    (
        "Normal",
        "This text was written for the Findings project as a sample. It is a digest, in other "
        "words, of minutes on Worcestershire’s Through Care service.",
    ),
)

STYLES = {
    "title": ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=18, leading=24),
    "heading": ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=13, leading=22),
    "body": ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=15, spaceAfter=8),
}


def make_pdf() -> bytes:
    """The briefing: two pages with a running header and page numbers, a sentence across both."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setTitle(TITLE)
    canvas.setAuthor("Findings sample")
    width, height = A4
    for number, blocks in enumerate(PAGES, 1):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(25 * mm, height - 15 * mm, "Findings sample: digest of news articles")
        canvas.drawCentredString(width / 2, 15 * mm, str(number))
        top = height - 25 * mm
        for style, text in blocks:
            paragraph = Paragraph(text, STYLES[style])
            _, used = paragraph.wrap(width - 50 * mm, top)
            paragraph.drawOn(canvas, 25 * mm, top - used)
            top -= used + STYLES[style].spaceAfter + 4
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def make_docx() -> bytes:
    """The minutes, with headings and lists; the archive's dates are fixed."""
    word = docx.Document()
    word.core_properties.title = MINUTES[0][1]
    word.core_properties.author = "Findings sample"
    word.core_properties.comments = ""
    word.core_properties.created = word.core_properties.modified = datetime(*EPOCH, tzinfo=UTC)
    for style, text in MINUTES:
        word.add_paragraph(text, style=style)
    made, out = BytesIO(), BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()


def main() -> None:
    """Write both files into the folder given, else into the sample corpus."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    for name, content in ((PDF_NAME, make_pdf()), (DOCX_NAME, make_docx())):
        (folder / name).write_bytes(content)
        print(folder / name, f"{len(content):,} bytes")


if __name__ == "__main__":
    main()
