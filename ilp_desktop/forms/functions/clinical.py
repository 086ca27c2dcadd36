"""Clinical rules of ``domain/`` offered to forms in the namespace ``ilp:``."""

from ilp_desktop.forms.expression.function import Function

FUNCTIONS: tuple[Function, ...] = ()
