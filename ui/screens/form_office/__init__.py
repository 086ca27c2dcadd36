"""Kantor formulir: which forms are here, taking in, giving out, retiring."""
