"""The leak gate: a stranger that reads the finished site, byte by byte, before anybody else may (design §10).

It runs as its own process and shares no code with what made the site, so that one mistake cannot pass both.
"""
