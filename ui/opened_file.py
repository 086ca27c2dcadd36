"""Brings a file that was clicked in Windows to the room that takes it: a package, or an update of the program."""

from pathlib import Path

from ilp_desktop.services.updates import UPDATE_SUFFIX
from ui.kit.message_strip import Message
from ui.kit.style import Tone
from ui.shell import Shell


def show_file(shell: Shell, file: Path) -> None:
    """Open the room for ``file`` with it, or say who may."""
    room = "settings" if file.suffix.lower() == UPDATE_SUFFIX else "exchange"
    shell.go_to(room, file)
    if shell.current_room() != room:
        shell.strip.show_message(
            Message(
                text=f"Berkas {file.name} dibuka di ruang Pertukaran, yang tidak terbuka bagi Anda.",
                remedy="Minta kepala, administrator, atau pengelola program untuk masuk dan menerimanya.",
                tone=Tone.AMBER,
            )
        )
