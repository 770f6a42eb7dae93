"""Drives a real Chromium through its own debugging protocol, over a pipe: nothing but Python and Debian's browser.

    with Chromium() as browser:
        page = browser.page(width=360, height=740)
        page.open("http://localhost:8080/")
        print(page.text("main"))
"""

import base64
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
import time


class Chromium:
    def __init__(self):
        name = next((n for n in ("chromium", "chromium-browser", "google-chrome") if shutil.which(n)), None)
        if name is None:
            raise SystemExit("there is no chromium")
        self.profile = tempfile.mkdtemp(prefix="tally-browser-")
        read_its, write_ours = os.pipe()
        read_ours, write_its = os.pipe()
        command = [
            name, "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--hide-scrollbars", "--disable-dev-shm-usage", "--disable-background-networking",
            f"--user-data-dir={self.profile}", "about:blank",
        ]
        # The browser reads its orders from descriptor 3 and answers on 4.
        shell = f'exec "$@" 3<&{read_its} 4>&{write_its}'
        self.process = subprocess.Popen(
            ["bash", "-c", shell, "chromium"] + command, pass_fds=(read_its, write_its),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(read_its)
        os.close(write_its)
        self.orders = os.fdopen(write_ours, "wb", buffering=0)
        self.answers = os.fdopen(read_ours, "rb", buffering=0)
        self.number = 0
        self.waiting = {}
        self.pages = {}
        self.lock = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.send("Browser.close", wait=False)
            self.process.wait(timeout=10)
        except Exception:
            self.process.kill()
        shutil.rmtree(self.profile, ignore_errors=True)

    def _listen(self):
        rest = b""
        while True:
            some = self.answers.read(1 << 16)
            if not some:
                return
            rest += some
            *whole, rest = rest.split(b"\0")
            for text in whole:
                message = json.loads(text)
                if "id" in message:
                    self.waiting[message["id"]].put(message)
                elif message.get("sessionId") in self.pages:
                    self.pages[message["sessionId"]]._event(message["method"], message.get("params", {}))

    def send(self, method, parameters=None, session=None, wait=True):
        with self.lock:
            self.number += 1
            number = self.number
            self.waiting[number] = queue.Queue()
            message = {"id": number, "method": method, "params": parameters or {}}
            if session:
                message["sessionId"] = session
            self.orders.write(json.dumps(message).encode() + b"\0")
        if not wait:
            return None
        answer = self.waiting[number].get(timeout=60)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    def page(self, width=1280, height=800, **settings):
        return Page(self, width, height, **settings)


class Page:
    """A tab. What its console says and which requests fail is kept."""

    def __init__(self, browser, width, height, script=True, dark=False, calm=False, scale=1, window=True):
        self.browser = browser
        self.console = []
        self.dialogs = 0
        self.requests = []
        self.events = 0
        target = browser.send("Target.createTarget", {"url": "about:blank", "newWindow": window})["targetId"]
        self.session = browser.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self.target = target
        browser.pages[self.session] = self
        for domain in ("Page", "Runtime", "Network", "Log", "Accessibility"):
            self.send(f"{domain}.enable")
        self.send("Emulation.setDeviceMetricsOverride",
                  {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 500})
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
                    {"name": "prefers-reduced-motion", "value": "reduce" if calm else "no-preference"}]
        self.send("Emulation.setEmulatedMedia", {"features": features})
        if not script:
            self.send("Emulation.setScriptExecutionDisabled", {"value": True})

    def send(self, method, parameters=None):
        return self.browser.send(method, parameters, self.session)

    def _event(self, method, parameters):
        if method == "Runtime.consoleAPICalled":
            self.console.append(str(parameters.get("args")))
        elif method == "Runtime.exceptionThrown":
            self.console.append(str(parameters["exceptionDetails"].get("exception", parameters["exceptionDetails"])))
        elif method == "Log.entryAdded":
            self.console.append(parameters["entry"]["text"])
        elif method == "Page.javascriptDialogOpening":
            self.dialogs += 1
            threading.Thread(target=lambda: self.send("Page.handleJavaScriptDialog", {"accept": True})).start()
        elif method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        elif method == "Network.eventSourceMessageReceived":
            self.events += 1

    def events_since(self):
        """How many events this tab itself has heard since somebody asked."""
        count, self.events = self.events, 0
        return count

    def open(self, address):
        self.send("Page.navigate", {"url": address})
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'", 20)

    def run(self, script):
        # The protocol's own evaluation goes on where a page's scripts are off.
        answer = self.send("Runtime.evaluate", {"expression": script, "awaitPromise": True, "returnByValue": True})
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def text(self, selector="body"):
        return self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''")

    def until(self, script, seconds=10.0):
        """How long it took until this was so; an error where it never was."""
        begin = time.monotonic()
        while time.monotonic() - begin < seconds:
            try:
                if self.run(script):
                    return time.monotonic() - begin
            except RuntimeError:
                pass  # The page is being left.
            time.sleep(0.005)
        raise AssertionError(f"never within {seconds} s: {script}\n{self.text('body')[:2000]}")

    def picture(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.send("Page.captureScreenshot")["data"]))

    def close(self):
        self.browser.send("Target.closeTarget", {"targetId": self.target})
