#!/usr/bin/env python3
"""How long a key takes until its fact is on the disk and on the screen, and what the console costs while nothing happens.

    scripts/build && python3 Benchmarks/console.py [KEYS]

Drives bin/tally in a pseudo terminal, beside two busy processes; prints milliseconds (they belong to this machine and
this moment) and the processor time of ten idle seconds.
"""
import fcntl, os, pty, re, select, struct, subprocess, sys, tempfile, termios, time

TALLY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bin", "tally")
KEYS = int(sys.argv[1]) if len(sys.argv) > 1 else 300

PLAN = """name: Latency
days: [2025-09-23]
teams:
  - {id: one, name: One}
challenges:
  - {id: coffee, rules: scrc-2025/coffee-shop-orders}
"""


def read_until(master, words, seconds=10):
    """Everything the terminal receives until these words have come."""
    seen, end = b"", time.monotonic() + seconds
    while words not in seen:
        if time.monotonic() > end:
            sys.exit(f"{words!r} never came: {seen[-400:]!r}")
        if select.select([master], [], [], 0.5)[0]:
            seen += os.read(master, 65536)
    return seen


def cpu(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    folder = tempfile.mkdtemp()
    open(os.path.join(folder, "plan.yaml"), "w").write(PLAN)
    subprocess.run([TALLY, "init", "--plan", "plan.yaml"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8", TALLY_OFFICIAL="R1")
        os.execv(TALLY, ["tally", "referee", "coffee", "one", "--quiet"])
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    read_until(master, b"in front of you")
    os.write(master, b"y")
    read_until(master, b"ACHIEVEMENTS")
    os.write(master, b" ")
    read_until(master, b"running")

    busy = [subprocess.Popen(["sh", "-c", "while :; do :; done"]) for _ in range(2)]
    times = []
    try:
        for number in range(1, KEYS + 1):
            begin = time.monotonic()
            os.write(master, b"1")
            read_until(master, f"{number} so far".encode())
            times.append((time.monotonic() - begin) * 1000)
            time.sleep(0.02)
    finally:
        for process in busy:
            process.kill()

    # The clock is paused: nothing happens, and nothing should be done.
    os.write(master, b" ")
    time.sleep(2)
    before, begin = cpu(pid), time.monotonic()
    time.sleep(10)
    idle = (cpu(pid) - before) / (time.monotonic() - begin) * 100
    os.kill(pid, 15)
    times.sort()
    log = subprocess.run([TALLY, "log", "export"], cwd=folder, check=True, capture_output=True, text=True).stdout
    recorded = len(re.findall('"item":"bump"', log))
    print(f"{KEYS} keys beside two busy processes: median {times[len(times) // 2]:.1f} ms, "
          f"p99 {times[int(len(times) * 0.99)]:.1f} ms, worst {times[-1]:.1f} ms; {recorded} on the disk")
    print(f"idle, the clock paused: {idle:.2f} % of a processor")
    sys.exit(0 if recorded == KEYS else 1)


main()
