"""The registration desk: find or register a person, screen in a minute, give a ticket."""
