"""Parts of the desktop that know no screen."""
