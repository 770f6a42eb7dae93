"""Runs a real nginx with the configurations that docs/serve.md gives, before the folder and before the server.
Usage: nginx.py TALLY"""

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from event import Event, check, eventually  # noqa: E402

tally = os.path.abspath(sys.argv[1])
top = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../..")
nginx = shutil.which("nginx") or "/usr/sbin/nginx"
home = tempfile.mkdtemp(prefix="tally-nginx-")
os.chmod(home, 0o755)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


with open(os.path.join(top, "docs/serve.md")) as file:
    blocks = re.findall(r"```nginx\n(.*?)```", file.read(), re.S)
check(len(blocks) == 2, "docs/serve.md has a configuration for each")
folder, proxy = blocks

event = Event(tally, os.path.join(home, "day"))
event.play("lasr", 2)
event.run("export", "--site", os.path.join(home, "www"))
address = event.serve(free_port(), "--url", "https://localhost/")
subprocess.run(
    ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
     "-subj", "/CN=localhost", "-keyout", f"{home}/key.pem", "-out", f"{home}/cert.pem"],
    check=True, capture_output=True)
plain, secure = free_port(), free_port()
folder = folder.replace("listen 80;", f"listen 127.0.0.1:{plain};").replace("/var/www/board", f"{home}/www")
proxy = (proxy.replace("listen 443 ssl;", f"listen 127.0.0.1:{secure} ssl;")
         .replace("/etc/ssl/board.pem", f"{home}/cert.pem").replace("/etc/ssl/board.key", f"{home}/key.pem")
         .replace("127.0.0.1:8080", f"127.0.0.1:{event.port}"))
with open(f"{home}/nginx.conf", "w") as file:
    user = "user root;\n" if os.geteuid() == 0 else ""
    file.write(f"{user}daemon off; pid {home}/pid; error_log {home}/error.log;\nevents {{}}\n"
               f"http {{ access_log off; include /etc/nginx/mime.types;\n"
               + "".join(f"{kind}_temp_path {home}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
               + folder + proxy + "}\n")
server = subprocess.Popen([nginx, "-c", f"{home}/nginx.conf", "-p", home], stderr=subprocess.PIPE, text=True)


def get(path, port=plain, tls=False, **fields):
    kind = http.client.HTTPSConnection if tls else http.client.HTTPConnection
    more = {"context": ssl._create_unverified_context()} if tls else {}
    link = kind("localhost", port, timeout=20, **more)
    link.request("GET", path, headers={name.replace("_", "-"): value for name, value in fields.items()})
    answer = link.getresponse()
    return answer, answer.read()


def listening():
    try:
        get("/")
        return True
    except OSError:
        return False


try:
    check(eventually(listening), "nginx takes the configurations: " + (server.stderr.read() if server.poll() else ""))
    print("nginx: the folder")
    answer, page = get("/")
    check(answer.status == 200 and b"LASR" in page, "the first page")
    check("max-age=2" in answer.getheader("cache-control"), "is asked for again soon")
    check(answer.getheader("content-security-policy").startswith("default-src 'none'"), "and lets nothing strange in")
    check(get("/c/coffee")[0].status == 301 and get("/c/coffee/")[0].status == 200, "a folder is found without its slash")
    live = json.loads(get("/live.json")[1])
    check(live["events"] is False, "live.json says that nobody tells of news")
    for path, digest in live["files"].items():
        kept, bytes_kept = get(f"/r/{digest}.html")
        check(kept.status == 200 and "immutable" in kept.getheader("cache-control") and bytes_kept == get("/" + path)[1],
              f"/{path} is there for ever as r/{digest[:8]}….html")
    tag = answer.getheader("etag")
    check(get("/", If_None_Match=tag)[0].status == 304, "who has it gets it once")
    check(get("/../day/tally.sqlite")[0].status in (400, 404), "and nothing else is there")
    before = live["id"]
    event.play("kcl", 9)
    event.run("export", "--site", os.path.join(home, "www"))
    live = json.loads(get("/live.json")[1])
    check(live["id"] != before and b"King" in get(f"/r/{live['files']['']}.html")[1], "a change is there when it is written")
    if shutil.which("chromium"):
        from chromium import Chromium
        with Chromium() as browser:
            tab = browser.page(360, 740)
            tab.open(f"http://localhost:{plain}/")
            tab.until("document.querySelector('#status').textContent.startsWith('Asks the desk')")
            event.play("mku", 9)
            event.run("export", "--site", os.path.join(home, "www"))
            tab.until("document.querySelector('tr[data-key=mku] td.place').textContent === '=1'", 30)
            check(tab.console == [] and any("/r/" in url for url in tab.requests), "a browser learns of it from files alone")

    print("nginx: before the server, with TLS")
    answer, page = get("/", secure, True)
    check(answer.status == 200 and b"LASR" in page, "the first page")
    check(get("/", secure, True, If_None_Match=answer.getheader("etag"))[0].status == 304, "with its tag")
    context = ssl._create_unverified_context()
    with socket.create_connection(("localhost", secure)) as bare, context.wrap_socket(bare) as link:
        link.settimeout(20)
        link.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        heard = b""
        while b"data: {" not in heard:
            heard += link.recv(4096)
        event.play("lasr", 9)
        begin = time.monotonic()
        while heard.count(b"data: {\"id\"") < 2:
            heard += link.recv(4096)
        check(time.monotonic() - begin < 5, "news come through at once")
finally:
    server.terminate()
    server.wait()
    event.stop()
    shutil.rmtree(home, ignore_errors=True)
print("nginx: all is well")
