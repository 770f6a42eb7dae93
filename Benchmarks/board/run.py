"""Measures the live board against the least that could be done instead, in one run, in turn. See scripts/bench-board.
Usage: run.py TALLY BOARDBENCH FOLDER [PART…]     parts: fanout memory stalled many phone entry pages"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

top = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
sys.path.insert(0, os.path.join(top, "Tests/TallyTests/Browser"))
from event import Event  # noqa: E402

tally, ours, built = (os.path.abspath(name) for name in sys.argv[1:4])
wanted = sys.argv[4:] or ["fanout", "stalled", "many", "phone", "entry", "pages"]
home = tempfile.mkdtemp(prefix="tally-bench-")
rounds = int(os.environ.get("ROUNDS", "3"))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def resident(process):
    with open(f"/proc/{process.pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))


class Subject:
    """A server that tells lines of its standard input."""

    def __init__(self, name, page=None):
        self.port = free_port()
        program = {"C": os.path.join(built, "epoll"), "Tally": ours}[name]
        self.process = subprocess.Popen([program, str(self.port)] + ([page] if page else []), stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, bufsize=1)
        self.process.stdout.readline()

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


class Viewers:
    def __init__(self, port, count, stalled=0, events=1):
        self.process = subprocess.Popen([os.path.join(built, "viewers"), str(port), str(count), str(stalled), str(events)],
                                        stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline() != "ready\n":
            raise SystemExit("viewers could not connect")

    def result(self):
        words = self.process.stdout.read().split()
        self.process.wait()
        return float(words[words.index("p50") + 1]), float(words[words.index("p99") + 1]), words


def told(name, viewers, stalled, events, rate):
    subject = Subject(name)
    before = resident(subject.process)
    crowd = Viewers(subject.port, viewers, stalled, events)
    after = resident(subject.process)
    for number in range(events):
        subject.process.stdin.write(f"T{time.monotonic_ns()}-{number}\n")
        subject.process.stdin.flush()
        time.sleep(1 / rate)
    p50, p99, words = crowd.result()
    subject.end()
    return p50, p99, (after - before) / viewers, words


def compare(title, viewers, stalled, events, rate):
    print(f"{title}: event to viewer, ms (load {os.getloadavg()[0]:.1f})")
    ratios, all99 = [], {}
    for number in range(rounds):
        line = {}
        for name in ("C", "Tally") if number % 2 == 0 else ("Tally", "C"):
            line[name] = told(name, viewers, stalled, events, rate)
            all99.setdefault(name, []).append(line[name][1])
        ratios.append(line["Tally"][1] / line["C"][1])
        print("  " + " · ".join(f"{n} p50 {v[0]:.1f} p99 {v[1]:.1f}, {v[2]:.1f} KiB a viewer" for n, v in sorted(line.items())))
    print(f"  p99 of Tally to C: {', '.join(f'{ratio:.2f}' for ratio in ratios)}; median {statistics.median(ratios):.2f}")
    return all99


if "fanout" in wanted:
    compare("1,000 viewers, 10 events a second", 1000, 0, 60, 10)

if "stalled" in wanted:
    print(f"20 of 1,000 stalled: p99 of the others, ms (load {os.getloadavg()[0]:.1f})")
    ratios = []
    for number in range(rounds):
        none = told("Tally", 1000, 0, 60, 10)
        some = told("Tally", 1000, 20, 60, 10)
        ratios.append(some[1] / none[1])
        print(f"  none stalled {none[1]:.1f}, 20 stalled {some[1]:.1f}: {ratios[-1]:.2f}")
    print(f"  median {statistics.median(ratios):.2f}")

if "many" in wanted:
    compare("10,000 viewers, 2 events a second", 10_000, 0, 20, 2)

if "phone" in wanted:
    from chromium import Chromium
    event = Event(tally, os.path.join(home, "phone"), more=9)
    address = event.serve()
    times = []
    with Chromium() as browser:
        page = browser.page(360, 740)
        page.open(address)
        time.sleep(2)
        page.run("window.seen = []; new MutationObserver(() => window.seen.push(Date.now())).observe("
                 "document.querySelector('#main'), { childList: true }); 1")
        for number in range(30):
            run = event.run("run", "open", "coffee", "team-1")
            event.run("run", "start", run)
            event.run("run", "saw", run, "alpha", "--count", str(1 + number % 9), "--at", "1:00")
            time.sleep(0.5)
            known = page.run("window.seen.length")
            event.run("run", "finish", run, "--at", "5:00")
            done = time.time() * 1000
            page.until(f"window.seen.length > {known}", 20)
            times.append(page.run(f"window.seen[{known}]") - done)
            event.run("run", "void", run, "--reason", "a test")
            time.sleep(0.4)
    event.stop()
    times.sort()
    print(f"a command's end to its text on a phone, {len(times)} times, ms: p50 {times[len(times) // 2]:.0f} "
          f"p90 {times[len(times) * 9 // 10]:.0f} longest {times[-1]:.0f} (load {os.getloadavg()[0]:.1f})")

if "entry" in wanted:
    event = Event(tally, os.path.join(home, "entry"), more=9)
    event.serve()
    run = event.run("run", "open", "coffee", "team-1")
    event.run("run", "start", run)
    times = {0: [], 1000: []}

    def block(count):
        for _ in range(20):
            begin = time.monotonic()
            event.run("run", "saw", run, "bump", "--at", "1:00")
            times[count].append((time.monotonic() - begin) * 1000)

    ratios = []
    for number in range(max(3, rounds)):
        for count in (0, 1000) if number % 2 == 0 else (1000, 0):
            crowd = Viewers(event.port, count, 0, 10**6) if count else None
            start = len(times[count])
            block(count)
            if crowd:
                crowd.process.kill()
                crowd.process.wait()
                time.sleep(0.5)
        ratios.append(statistics.median(times[1000][-20:]) / statistics.median(times[0][-20:]))
    event.stop()
    print(f"a referee's command, its entry durable: median {statistics.median(times[0]):.1f} ms without viewers, "
          f"{statistics.median(times[1000]):.1f} ms with 1,000; ratios {', '.join(f'{r:.2f}' for r in ratios)}, "
          f"median {statistics.median(ratios):.2f} (load {os.getloadavg()[0]:.1f})")

if "pages" in wanted:
    event = Event(tally, os.path.join(home, "pages"), more=20)
    for number in range(1, 21):
        event.play(f"team-{number}", number % 9 + 1)
    event.serve()
    with socket.create_connection(("127.0.0.1", event.port)) as link:
        link.sendall(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
        text = b""
        while some := link.recv(1 << 16):
            text += some
    www = os.path.join(home, "www")
    os.makedirs(www)
    os.chmod(home, 0o755)
    with open(os.path.join(www, "index.html"), "wb") as file:
        file.write(text.split(b"\r\n\r\n", 1)[1])
    port = free_port()
    with open(os.path.join(home, "nginx.conf"), "w") as file:
        file.write(f"user root; worker_processes 1; daemon off; pid {home}/pid; error_log {home}/error.log;\nevents {{ worker_connections 2000; }}\n"
                   f"http {{ access_log off; types {{ text/html html; }} sendfile on; tcp_nopush on; keepalive_requests 1000000;\n"
                   f"server {{ listen 127.0.0.1:{port}; root {www}; }} }}\n")
    web = subprocess.Popen([shutil.which("nginx") or "/usr/sbin/nginx", "-c", f"{home}/nginx.conf", "-p", home], stderr=subprocess.DEVNULL)
    time.sleep(1)

    def load(port):
        words = subprocess.run(["wrk", "-t1", "-c64", "-d5s", "--latency", f"http://127.0.0.1:{port}/"], capture_output=True, text=True).stdout
        rate = float(next(line for line in words.splitlines() if "Requests/sec" in line).split()[1])
        slow = next(line for line in words.splitlines() if "99%" in line).split()[1]
        return rate, slow

    ratios = []
    event.stop()
    board = Subject("Tally", os.path.join(www, "index.html"))
    size = os.path.getsize(os.path.join(www, "index.html"))
    for number in range(rounds):
        a, b = load(board.port), load(port)
        ratios.append(a[0] / b[0])
        print(f"  GET / of {size} bytes: Tally {a[0]:.0f}/s p99 {a[1]}, nginx (one worker) {b[0]:.0f}/s p99 {b[1]}: {ratios[-1]:.2f}")
    print(f"  median {statistics.median(ratios):.2f} (load {os.getloadavg()[0]:.1f})")
    web.terminate()
    board.end()

shutil.rmtree(home, ignore_errors=True)
