"""The nouns, frozen and without input or output."""
