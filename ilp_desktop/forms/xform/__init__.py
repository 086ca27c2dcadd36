"""Reads the XForm that pyxform makes (the standard's XML) into a ``Form``."""

from ilp_desktop.forms.xform.document import read_xform
from ilp_desktop.forms.xform.names import ILP

__all__ = ["ILP", "read_xform"]
