"""A small event, and a board of it, through the real command."""

import atexit
import os
import re
import subprocess
import time

RULES = """\
id: test-2026/keys
edition: 1
title: Keys
competition: a test
changes: First edition.
time-limit: 20:00
ranking: [most points, fewest penalised]
achievements:
  - {id: alpha, title: Alpha, source: house a test, points: 3, max: 9, key: a}
penalised:
  - {id: bump, title: Bump, source: house a test, points: -1, key: "1"}
"""

HOSTILE = "<script>alert(1)</script>"

PLAN = """\
name: A day
days: [2025-09-23]
time-zone: Europe/London
arenas:
  - {id: shop, title: The coffee shop, challenges: [coffee]}
officials:
  - {name: chair, duties: [organiser]}
teams:
  - {id: lasr, name: LASR}
  - {id: mku, name: "MK:U"}
  - {id: kcl, name: King's College London}
  - {id: bad, name: "<script>alert(1)</script>"}
  - {id: worse, name: '"><img src=x onerror=alert(2)>'}
TEAMS
challenges:
  - {id: coffee, rules: ./keys.yaml, title: Coffee shop orders}
overall:
  - id: best
    title: Best team
    parts:
      - {title: Coffee, challenges: [coffee], value: league 10 8 6 5 4 3 2 1}
"""


class Event:
    """`more` teams beside the five."""

    def __init__(self, tally, folder, more=0):
        self.tally = tally
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self.environment = {
            "PATH": os.environ["PATH"], "TALLY_TERMINAL": "desk", "TALLY_OFFICIAL": "chair",
            "TALLY_NOW": "2025-09-23T09:00:00.000Z",
        }
        teams = "\n".join(f"  - {{id: team-{n}, name: Team number {n}}}" for n in range(1, more + 1))
        self.write("keys.yaml", RULES)
        self.write("plan.yaml", PLAN.replace("TEAMS", teams))
        self.run("init", "--plan", "plan.yaml")
        self.serving = None

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w") as file:
            file.write(text)

    def run(self, *arguments):
        done = subprocess.run([self.tally, *arguments], cwd=self.folder, env=self.environment, capture_output=True,
                              text=True, timeout=120)
        if done.returncode != 0:
            raise AssertionError(f"{arguments}: {done.stderr}")
        return done.stdout.strip()

    def play(self, team, alphas, bumps=0):
        run = self.run("run", "open", "coffee", team)
        self.run("run", "start", run)
        if alphas:
            self.run("run", "saw", run, "alpha", "--count", str(alphas), "--at", "1:00")
        if bumps:
            self.run("run", "saw", run, "bump", "--count", str(bumps), "--at", "2:00")
        self.run("run", "finish", run, "--at", "5:00")
        return run

    def serve(self, port=0, *options):
        self.serving = subprocess.Popen(
            [self.tally, "serve", "--port", str(port), *options], cwd=self.folder, env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        # A test that fails leaves no server behind.
        atexit.register(self.serving.kill)
        line = self.serving.stdout.readline()
        self.port = port or int(re.search(r":(\d+)/", line).group(1))
        return f"http://localhost:{self.port}/"

    def stop(self):
        if self.serving:
            self.serving.terminate()
            assert self.serving.wait(timeout=20) == 0
            self.serving = None


def check(condition, words):
    if not condition:
        raise AssertionError(words)
    print("  " + words)


def eventually(condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
