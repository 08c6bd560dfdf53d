"""What can be asked of gongshi, one command a file. A command returns its exit code and prints nothing itself."""
