"""The steps of one build, each a verb. They know the nouns and the law, and nothing of each other."""
