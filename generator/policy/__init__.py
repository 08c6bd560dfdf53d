"""The law and its instruments: pure functions, each naming its source."""
