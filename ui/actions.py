"""The one list of actions: from it come the keys, the words on buttons, what Ctrl+K finds, and the F1 sheet."""

from dataclasses import dataclass

KLASTER_ROOMS = frozenset({"cluster_1", "cluster_2", "cluster_3", "cluster_4", "cross_cluster"})
PAPER_ROOMS = frozenset({"registers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that the user can do with a key.

    ``key`` is written as Qt reads it (``Ctrl+P``); the same key means the same in every room. ``rooms`` are the ids
    of the rooms in which it works, empty: everywhere. Screens say what it does, by ``id``.
    """

    id: str
    title: str
    key: str
    rooms: frozenset[str] = frozenset()

    def works_in(self, room: str) -> bool:
        """Whether the key does something in ``room``."""
        return not self.rooms or room in self.rooms


def _in(*rooms: str) -> frozenset[str]:
    return frozenset(rooms)


ACTIONS: tuple[Action, ...] = (
    Action(id="help", title="Panduan dan tombol", key="F1"),
    Action(id="search_everywhere", title="Cari orang, nomor, perintah", key="Ctrl+K"),
    Action(id="lock", title="Kunci layar", key="Ctrl+L"),
    Action(id="switch_user", title="Ganti pengguna", key="Ctrl+Shift+L"),
    Action(id="close_message", title="Tutup pesan", key="Shift+Esc"),
    Action(id="save", title="Simpan", key="Ctrl+S"),
    Action(id="print", title="Cetak", key="Ctrl+P"),
    Action(id="new_person", title="Orang baru", key="F2", rooms=_in("registration")),
    Action(id="newborn", title="Bayi baru lahir", key="F3", rooms=_in("registration")),
    Action(id="call", title="Panggil", key="F5", rooms=KLASTER_ROOMS | _in("immunisation")),
    Action(id="edit_person", title="Ubah data orang", key="F6", rooms=KLASTER_ROOMS | _in("registration")),
    Action(id="preview", title="Lihat sebelum dicetak", key="F7", rooms=KLASTER_ROOMS | PAPER_ROOMS),
    Action(id="change_cluster", title="Ubah klaster", key="F8", rooms=_in("registration")),
    Action(id="register", title="Daftarkan dan cetak karcis", key="F9", rooms=_in("registration")),
    Action(id="finish", title="Selesai", key="F10", rooms=KLASTER_ROOMS | _in("phone_forms", "immunisation")),
    Action(id="back_date", title="Tanggal kunjungan lain", key="Ctrl+D", rooms=_in("registration")),
    Action(id="print_card", title="Cetak kartu berobat", key="Ctrl+B", rooms=_in("registration")),
    Action(id="screening_rest", title="Skrining: sisanya tidak", key="Ctrl+T", rooms=_in("registration")),
    Action(id="waiting_lists", title="Daftar tunggu hari ini", key="Ctrl+J", rooms=_in("registration")),
    Action(id="merge_people", title="Gabungkan data ganda", key="Ctrl+G", rooms=_in("registration")),
    Action(id="deceased", title="Catat meninggal", key="Ctrl+M", rooms=_in("registration")),
    Action(id="back_to_default", title="Kembalikan ke bawaan", key="Ctrl+R", rooms=_in("settings")),
    Action(id="open_form", title="Formulir", key="Alt+F", rooms=KLASTER_ROOMS),
    Action(id="diagnosis", title="Diagnosis", key="Alt+D", rooms=KLASTER_ROOMS),
    Action(id="prescription", title="Resep", key="Alt+R", rooms=KLASTER_ROOMS),
    Action(id="laboratory", title="Lab", key="Alt+L", rooms=KLASTER_ROOMS),
    Action(id="refer", title="Rujuk", key="Alt+J", rooms=KLASTER_ROOMS),
    Action(id="letter", title="Surat", key="Alt+S", rooms=KLASTER_ROOMS),
    Action(id="growth", title="Pertumbuhan", key="Alt+G", rooms=KLASTER_ROOMS),
    Action(id="next_step", title="Selanjutnya", key="Alt+N", rooms=KLASTER_ROOMS),
    Action(id="immunisation", title="Imunisasi", key="Alt+I", rooms=KLASTER_ROOMS),
    Action(id="all_due", title="Catat semua yang jatuh tempo", key="Alt+A", rooms=_in("immunisation")),
    Action(id="from_card", title="Isi dari kartu", key="Alt+B", rooms=_in("immunisation")),
    Action(id="not_given", title="Tidak diberikan", key="Alt+X", rooms=_in("immunisation")),
    Action(id="reaction", title="KIPI", key="Alt+P", rooms=_in("immunisation")),
    Action(id="correct_dose", title="Ubah dosis", key="Alt+U", rooms=_in("immunisation")),
    Action(id="void_dose", title="Batalkan catatan dosis", key="Alt+H", rooms=_in("immunisation")),
    Action(id="excel", title="Simpan ke Excel", key="Ctrl+E", rooms=PAPER_ROOMS | _in("form_office")),
    Action(id="import_form", title="Masukkan dari Excel", key="Ctrl+O", rooms=_in("form_office")),
    Action(id="send", title="Kirim ke stik", key="Alt+K", rooms=_in("exchange", "phone_forms")),
    Action(id="receive", title="Terima dari stik", key="Alt+T", rooms=_in("exchange", "phone_forms")),
    Action(id="receive_zip", title="Ambil dari berkas zip", key="Alt+Z", rooms=_in("phone_forms")),
    Action(id="throw_away", title="Buang isian", key="Ctrl+Del", rooms=_in("phone_forms")),
    Action(id="skip_submission", title="Lewati, ke isian berikutnya", key="Alt+W", rooms=_in("phone_forms")),
    Action(id="new_at_counter", title="Orang baru: daftarkan di loket", key="Alt+O", rooms=_in("phone_forms")),
)

FORM_ROOMS = KLASTER_ROOMS | _in("form_office", "phone_forms")
FORM_KEYS: tuple[Action, ...] = (
    Action(id="next_problem", title="Isian berikutnya yang perlu dilengkapi", key="F2", rooms=FORM_ROOMS),
    Action(id="show_reasons", title="Dasar dari hasil dan peringatan", key="F4", rooms=FORM_ROOMS),
    Action(id="next_section", title="Bagian berikutnya", key="Ctrl+PgDown", rooms=FORM_ROOMS),
    Action(id="previous_section", title="Bagian sebelumnya", key="Ctrl+PgUp", rooms=FORM_ROOMS),
    Action(id="remove_row", title="Hapus baris ini", key="Ctrl+-", rooms=FORM_ROOMS),
)
"""What the page of a form does by itself, wherever one is on the screen."""

_BY_ID = {action.id: action for action in ACTIONS}


def action(action_id: str) -> Action:
    """The action of that id."""
    return _BY_ID[action_id]


def actions_in(room: str) -> tuple[Action, ...]:
    """What can be done in ``room``, in the order of the list."""
    return tuple(action for action in ACTIONS if action.works_in(room))
