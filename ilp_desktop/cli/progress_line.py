"""Shows how far long work is on one line of a terminal, and nothing where nobody watches."""

import sys

from ilp_desktop.domain.progress import Progress, Step, silent


def progress_line() -> Progress:
    """A progress for this terminal; silent when the output goes to a file or another program."""
    # The installed program has no terminal at all when it was started from a window.
    return _show if sys.stderr is not None and sys.stderr.isatty() else silent


def _show(step: Step) -> None:
    amount = f": {step.done} dari {step.total}" if step.total else f": {step.done}" if step.done else " …"
    print(f"\r{step.doing}{amount}".ljust(70), end="\r" if step.done != step.total else "\n", file=sys.stderr)
