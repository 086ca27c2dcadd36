"""ODK XPath: text to syntax tree, syntax tree to a Python closure, and the paths it depends on."""
