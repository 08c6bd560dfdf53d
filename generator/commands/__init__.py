"""What can be asked of gongshi, one command a file; beside them what several share. A command prints nothing itself."""
