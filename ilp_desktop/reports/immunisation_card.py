"""Kartu imunisasi, A5: every dose, the next visits, and what is complete, to be kept in the Buku KIA."""

from ilp_desktop.domain.immunisation_card import CardDose, ImmunisationCard
from ilp_desktop.domain.letters import Letterhead, PrintStamp
from ilp_desktop.reports.flow import Flow
from ilp_desktop.reports.letter import print_letter
from ilp_desktop.reports.letter_texts import letter_texts
from ilp_desktop.reports.paper import letter_paper
from ilp_desktop.reports.person_lines import SEX_WORDS, birth_and_age

_SIZES = (8.0, 7.5, 7.0, 6.5)
_LABEL = 7.2
_COLUMNS = ("Vaksin", "Umur", "Tanggal", "Batch", "Tempat", "Keterangan")
_WEIGHTS = (20, 11, 14, 11, 17, 27)


def immunisation_card_pdf(
    card: ImmunisationCard, *, letterhead: Letterhead, stamp: PrintStamp, paper: str = "A5"
) -> bytes:
    """The card; a dose that is not given yet has its planned day in the remarks."""
    texts = letter_texts("immunisation_card")
    person = card.person

    def compose(flow: Flow) -> None:
        flow.letterhead(letterhead, scale=0.7)
        flow.title(texts["title"])
        left, right = flow.split()
        left.pairs(
            [("Nama", person.name), ("Tgl lahir / umur", birth_and_age(person)), ("Nama ibu", card.mother_name)],
            label_width=_LABEL,
        )
        right.pairs(
            [
                ("No. RM", person.medical_record_number),
                ("NIK", person.nik),
                ("Jenis kelamin", SEX_WORDS[person.sex]),
            ],
            label_width=_LABEL,
        )
        flow.beside(left, right)
        flow.pairs([("Alamat", person.address)], label_width=_LABEL)
        for section in card.sections:
            flow.gap(0.4)
            flow.heading(section.title)
            flow.table(_COLUMNS, [_row(dose) for dose in section.doses], _WEIGHTS)
        flow.gap(0.4)
        flow.pairs(card.coverage, label_width=_LABEL)
        flow.gap(0.3)
        flow.heading(texts["plan"])
        if card.plan:
            flow.pairs(card.plan, label_width=_LABEL)
        else:
            flow.text(texts["nothing_planned"])
        flow.gap(0.3)
        flow.text(texts["advice"], scale=0.95)
        flow.text(f"Jadwal: {card.source}", scale=0.85)

    return print_letter(letter_paper(paper), compose, title=texts["title"], sizes=_SIZES, stamp=stamp)


def _row(dose: CardDose) -> tuple[str, ...]:
    return (dose.label, dose.age, dose.given, dose.batch, dose.place, dose.note)
