"""The gate: a separate judge in a process of its own, which reads the finished bytes and trusts no stage."""
