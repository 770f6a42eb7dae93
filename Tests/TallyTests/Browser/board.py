"""Looks at the live board with a real browser, as a spectator would. Usage: board.py TALLY [FOLDER for pictures]"""

import os
import statistics
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from chromium import Chromium  # noqa: E402
from event import Event, check, eventually  # noqa: E402

tally = os.path.abspath(sys.argv[1])
pictures = sys.argv[2] if len(sys.argv) > 2 else None
home = tempfile.mkdtemp(prefix="tally-board-")

LIVE = "document.querySelector('#status').textContent === 'Live.'"
FITS = "document.documentElement.scrollWidth <= innerWidth"
# The contrast of each text with what is behind it, the lowest first.
CONTRAST = """(() => {
  const value = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = value(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  let worst = [99, ""];
  for (const element of document.querySelectorAll("body *")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
    const box = element.getBoundingClientRect();
    if (box.width < 2 || element.tagName === "NOSCRIPT") continue;
    const a = light(value(getComputedStyle(element).color)), b = light(ground(element));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < worst[0]) worst = [ratio, element.outerHTML.slice(0, 120)];
  }
  return worst;
})()"""


def shoot(page, name):
    if pictures:
        page.picture(os.path.join(pictures, name + ".png"))


def clean(page, words):
    # A browser itself says that a server is not there while it is not.
    said = [line for line in page.console if "ERR_CONNECTION_REFUSED" not in line]
    check(page.dialogs == 0 and said == [], f"{words}: no dialog, nothing on the console {said}")


with Chromium() as browser:
    event = Event(tally, os.path.join(home, "day"), more=9)
    event.play("lasr", 2)
    event.play("mku", 2)
    event.play("bad", 1, 1)
    event.play("worse", 0)
    address = event.serve()

    print("board: widths")
    for width, height in ((1920, 1080), (1280, 800), (360, 740), (320, 568)):
        for dark in (False, True):
            page = browser.page(width, height, dark=dark)
            page.open(address)
            page.until(LIVE)
            check(page.run(FITS), f"{width} px, {'dark' if dark else 'light'}: nothing to scroll sideways")
            worst = page.run(CONTRAST)
            check(worst[0] >= 7, f"{width} px: contrast at least 7:1 ({worst[0]:.1f}:1, {worst[1][:40]})")
            shoot(page, f"start-{width}-{'dark' if dark else 'light'}")
            clean(page, f"{width} px")
            check("<script>alert(1)</script>" in page.text("main"), "a name that is a script is a name")
            page.close()
    # 200 % zoom of 1280 is a window of 640 points.
    page = browser.page(640, 400, scale=2)
    page.open(address + "t/lasr/")
    page.until(LIVE)
    check(page.run(FITS), "200 % zoom: nothing to scroll sideways")
    clean(page, "a team's page")
    page.close()

    print("board: a screen reader")
    page = browser.page(360, 740)
    page.open(address)
    page.until(LIVE)
    nodes = page.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node.get("role", {}).get("value") for node in nodes if not node.get("ignored")]
    names = {node.get("name", {}).get("value") for node in nodes if node.get("role", {}).get("value") == "table"}
    for role in ("main", "navigation", "banner", "contentinfo", "heading", "table", "row", "rowheader", "columnheader", "status"):
        check(role in roles, f"there is a {role}")
    check("Coffee shop orders · trials" in names, "a table has the name of its heading")
    check(roles.count("row") == 15 * 2 and roles.count("rowheader") == 14 * 2, "every row is a row, on a phone too")

    print("board: a change")
    wide = browser.page(1280, 800)
    wide.open(address)
    wide.until(LIVE)
    wide.run("document.querySelector('section').dataset.kept = 'yes'; document.querySelector('a[href=\"t/mku/\"]').focus()")
    times = []
    for number in range(12):
        run = event.run("run", "open", "coffee", "team-1")
        event.run("run", "start", run)
        event.run("run", "saw", run, "alpha", "--count", str(1 + number % 9), "--at", "1:00")
        page.run(f"window.before = document.querySelector('#main').innerText; 1")
        event.run("run", "finish", run, "--at", "5:00")
        done = time.monotonic()
        page.until("document.querySelector('#main').innerText !== window.before")
        times.append(time.monotonic() - done)
        event.run("run", "void", run, "--reason", "a test")
    print(f"  from the command's end to the text on a phone: median {statistics.median(times) * 1000:.0f} ms, "
          f"longest {max(times) * 1000:.0f} ms ({len(times)} times)")
    event.play("kcl", 7)
    page.until("[...document.querySelectorAll('tr.changed th')].some((th) => th.textContent.includes('King'))")
    shoot(page, "changed")
    check(True, "what has changed is marked")
    page.until("document.querySelectorAll('.changed').length === 0", 6)
    check(True, "and no more after three seconds")
    check("King's College London" in page.run("document.querySelector('#news').textContent"), "and is said aloud")
    wide.until("document.querySelector('tr[data-key=kcl] td.place').textContent === '1'")
    check(wide.run("document.activeElement.getAttribute('href')") == "t/mku/", "whoever is on a link stays on it")
    clean(page, "a change")

    print("board: the hall")
    hall = browser.page(1920, 1080)
    hall.open(address + "hall/?every=3")
    hall.until(LIVE)
    check(hall.run("document.documentElement.scrollHeight <= innerHeight && document.querySelectorAll('section.shown').length === 1"),
          "one page, nothing to scroll")
    check(hall.run("document.querySelector('section.shown table').getBoundingClientRect().bottom <= document.querySelector('footer').getBoundingClientRect().top"),
          "every row is to be seen")
    first = hall.text("section.shown h2")
    shoot(hall, "hall")
    hall.until(f"document.querySelector('section.shown h2').innerText !== {first!r}", 8)
    check("(2 of 2)" in hall.run("[...document.querySelectorAll('h2')].map((h) => h.textContent).join()"), "what does not fit has a page of its own")
    only = browser.page(1280, 720)
    only.open(address + "hall/?page=best")
    only.until(LIVE)
    check(only.text("section.shown h2").startswith("Best team"), "a screen shows what it is asked for")
    only.open(address + "hall/?screen=left")
    only.until(LIVE)
    event.run("screen", "set", "left", "best", "--every", "20")
    only.until("document.querySelector('section.shown h2').innerText.startsWith('Best team')")
    check(True, "a screen with a name takes up what it is given")
    clean(hall, "the hall")

    print("board: seven tabs")
    tabs = [page, wide] + [browser.page(1280, 800, window=False) for _ in range(7)]
    for tab in tabs[2:]:
        tab.open(address)
    for tab in tabs:
        tab.until(LIVE, 20)
    event.play("team-2", 9)
    for tab in tabs:
        tab.until("document.querySelector('tr[data-key=\"team-2\"] td.place')?.textContent === '1'", 20)
    check(True, "all of them hear of a change")
    time.sleep(3)
    streams = sum(1 for tab in browser.pages.values() if tab.events_since())
    time.sleep(11)
    streams = sum(1 for tab in browser.pages.values() if tab.events_since())
    check(streams == 1, f"one of all tabs follows, for all ({streams})")
    for tab in tabs[2:]:
        tab.close()

    print("board: the server starts again")
    port = event.port
    event.stop()
    time.sleep(1)
    event.play("team-3", 8, 1)
    event.serve(port)
    page.until("document.querySelector('tr[data-key=\"team-3\"] td.place').textContent === '2'", 40)
    page.until(LIVE, 40)
    check(True, "the page is live again, with what was recorded meanwhile")
    event.stop()
    page.until("document.body.classList.contains('cut')", 60)
    check("Cut off from the desk" in page.text("footer"), "a page that is cut off says so, and since when")
    shoot(page, "cut")
    event.serve(port)
    page.until(LIVE, 60)
    check(True, "and comes back by itself")

    print("board: no script")
    plain = browser.page(360, 740, script=False)
    plain.open(address)
    check("LASR" in plain.text("main") and "asks again by itself" in plain.text("footer"), "all is there, and it says how it is kept up")
    plain.open(address + "hall/")
    check(plain.run("[...document.querySelectorAll('section')].filter((s) => getComputedStyle(s).display !== 'none').length") == 1, "the hall shows one page")
    check(plain.run("document.querySelector('noscript').innerHTML").find("url=1/") > 0, "which leads to the next by itself")
    clean(plain, "without script")

    print("board: polling")
    asking = browser.page(360, 740)
    asking.open(address + "?poll")
    asking.until("document.querySelector('#status').textContent.startsWith('Asks the desk')")
    event.play("team-4", 9)
    asking.until("document.querySelector('tr[data-key=\"team-4\"] td.place')?.textContent === '=1'", 20)
    check(True, "a page that may not follow asks, and learns of a change")

    print("board: the ceremony")
    event.run("publish", "--freeze", "--reason", "until the ceremony")
    hall.until("document.querySelector('#main').innerText.includes('Held until the ceremony')", 30)
    event.run("reveal", "coffee")
    hall.until("document.querySelector('section.shown').innerText.includes('still to come')", 20)
    check("opening" in hall.run("document.querySelector('section.shown').className"), "every screen watches what is being opened")
    shoot(hall, "ceremony")
    clean(hall, "the ceremony")
    event.stop()

print("board: all is well")
