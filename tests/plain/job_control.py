"""Run as a process: what a shell does with one job on its terminal. Arguments: the terminal, then the job.

Each time the job stops, the terminal's echo is switched on, as a shell does for its own prompt, and a file
named `stopped` is made; once that is gone, the job goes on in the foreground. Ends with the job's exit code.
"""

import os
import signal
import sys
import termios
import time
from pathlib import Path

terminal, *job = sys.argv[1:]
os.close(os.open(terminal, os.O_RDWR))  # the leader of a session: this becomes its controlling terminal
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(job[0], job)  # noqa: S606 - as a shell starts a job
while True:
    _, status = os.waitpid(child, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
    os.tcsetpgrp(0, os.getpgrp())
    modes = termios.tcgetattr(0)
    Path("echo").write_text(str(bool(modes[3] & termios.ECHO)))
    modes[3] |= termios.ECHO
    termios.tcsetattr(0, termios.TCSANOW, modes)
    Path("stopped").touch()
    while Path("stopped").exists():
        time.sleep(0.01)
    os.tcsetpgrp(0, child)
    os.kill(-child, signal.SIGCONT)
