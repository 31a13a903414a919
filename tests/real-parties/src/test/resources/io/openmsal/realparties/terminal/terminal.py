"""Runs a command at a terminal of its own, types one line when a prompt appears, and prints all that the terminal showed.

Arguments: the prompt, then the command. What is typed comes in the variable TYPED.
"""

import os
import pty
import select
import signal
import sys
import time

PATIENCE_SECONDS = 90

prompt = sys.argv[1].encode()
typed = os.environ.pop("TYPED").encode()

child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])

shown = b""
answered = False
end = time.monotonic() + PATIENCE_SECONDS
while True:
    if time.monotonic() > end:
        os.kill(child, signal.SIGKILL)
        break
    ready, _, _ = select.select([terminal], [], [], 0.5)
    if not ready:
        continue
    try:
        part = os.read(terminal, 4096)
    except OSError:  # what Linux says when nobody is at the other end any more
        break
    if not part:
        break
    shown += part
    if not answered and prompt in shown:
        answered = True
        os.write(terminal, typed + b"\n")

_, status = os.waitpid(child, 0)
sys.stdout.buffer.write(shown)
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 255)
