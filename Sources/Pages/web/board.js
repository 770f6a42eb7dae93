// The public board in a browser: without this script every page asks again by itself; with it, it hears of news at once,
// replaces only what is new, and says in words how old it is.
(() => {
  "use strict";
  const me = document.currentScript;
  const page = me.dataset.page;
  const root = new URL(me.dataset.root || "./", location.href);
  const asked = new URLSearchParams(location.search);
  const isHall = document.body.classList.contains("hall");
  const html = document.documentElement;
  const find = (selector, inside) => (inside || document).querySelector(selector);
  const all = (selector, inside) => [...(inside || document).querySelectorAll(selector)];
  const later = (milliseconds) => milliseconds * (0.5 + Math.random());
  html.classList.add("js");
  if (asked.get("theme") === "dark" || asked.get("theme") === "light") html.classList.add(asked.get("theme"));

  // What is known of the desk: when it was heard of last, how old its news are, and by how much clocks differ.
  let heard = null, changedAt = null, known = null, offset = 0, isStuck = false, isPolling = false;
  const now = () => performance.now();

  // ---- How old it is, in words

  const ago = (milliseconds) => {
    const seconds = Math.max(0, Math.round(milliseconds / 1000));
    if (seconds < 5) return "just now";
    if (seconds < 90) return `${seconds} seconds ago`;
    const minutes = Math.round(seconds / 60);
    return minutes < 90 ? `${minutes} minutes ago` : `${Math.round(minutes / 60)} hours ago`;
  };
  const say = (element, words) => { if (element && element.textContent !== words) element.textContent = words; };
  const status = find("#status"), age = find("#age"), news = find("#news");
  const clockWords = () => new Date(Date.now() - (now() - (heard || 0))).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

  const tell = () => {
    const silence = heard === null ? now() : now() - heard;
    const isCut = silence > 25000;
    document.body.classList.toggle("cut", isCut || isStuck);
    if (isCut) {
      // A screen reader hears this once; the seconds are for eyes.
      say(status, heard === null ? "No connection to the desk: this page may be old." : `Cut off from the desk: this is how it stood at ${clockWords()}.`);
      say(age, `No news for ${Math.round(silence / 1000)} seconds.`);
    } else if (isStuck) {
      say(status, "The desk's file does not answer: this may be old.");
      say(age, changedAt === null ? "" : `Last change ${ago(now() - changedAt)}.`);
    } else {
      say(status, heard === null ? "Connecting …" : isPolling ? "Asks the desk every few seconds." : "Live.");
      say(age, changedAt === null ? "" : `Last change ${ago(now() - changedAt)}.`);
    }
    if (isHall) say(find("#clock"), new Date(Date.now() + offset).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
    for (const cell of all("td[data-v]")) {
      const seconds = Math.floor((Date.now() + offset - Date.parse(cell.dataset.v)) / 1000);
      if (seconds >= 0 && seconds < 86400) say(cell, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    }
  };
  setInterval(tell, 1000);

  // ---- Replacing only what is new

  const shown = new Map();
  const remember = (main) => { for (const part of main.children) shown.set(part.dataset.key, part.outerHTML); };
  const main = find("#main");
  remember(main);

  // Who came up or has another result is marked. A new leader moves everybody, and gives everybody another reason: marking
  // all of them would show nothing.
  const facts = (row) => all("td", row).filter((cell) => !cell.matches(".place, .why")).map((cell) => cell.textContent).join("|");
  const place = (row) => Number((find(".place", row) || { textContent: "" }).textContent.replace("=", "")) || 9999;
  const mark = (part, before) => {
    const old = new Map(all("tr[data-key]", new DOMParser().parseFromString(before, "text/html")).map((row) => [row.dataset.key, row]));
    const fresh = all("tr[data-key]", part).filter((row) => {
      const known = old.get(row.dataset.key);
      return !known || facts(known) !== facts(row) || place(row) < place(known);
    });
    for (const row of fresh) row.classList.add("changed");
    if (!fresh.length && part.tagName === "SECTION") part.classList.add("changed");
    setTimeout(() => {
      part.classList.remove("changed");
      for (const row of fresh) row.classList.remove("changed");
    }, 3000);
    return fresh.map((row) => row.querySelector("th") && row.querySelector("th").textContent).filter(Boolean);
  };

  const put = (text) => {
    const other = new DOMParser().parseFromString(text, "text/html");
    const next = find("#main", other);
    if (!next) return;
    if (document.title !== other.title) document.title = other.title;
    const event = find(".event", other);
    if (event) say(find(".event"), event.textContent);
    const focused = document.activeElement && main.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    const here = new Map([...main.children].map((part) => [part.dataset.key, part]));
    const words = [];
    let spot = main.firstElementChild, moved = null;
    const keys = new Set();
    for (const part of [...next.children]) {
      const key = part.dataset.key, text = part.outerHTML, before = shown.get(key), old = here.get(key);
      keys.add(key);
      if (old && before === text) {
        if (old === spot) spot = spot.nextElementSibling; else main.insertBefore(old, spot);
        continue;
      }
      const fresh = document.importNode(part, true);
      // What somebody has opened to read stays open.
      const open = old ? all("details[open] > summary", old).map((summary) => summary.textContent) : [];
      for (const one of all("details", fresh)) if (open.includes(find("summary", one).textContent)) one.open = true;
      main.insertBefore(fresh, spot);
      if (old) {
        if (old === spot) spot = spot.nextElementSibling;
        old.remove();
      }
      shown.set(key, text);
      if (before !== undefined && key !== "head") {
        const teams = mark(fresh, before);
        const title = find("h2", fresh);
        if (title) words.push(teams.length ? `${title.textContent}: ${teams.slice(0, 3).join(", ")}` : title.textContent);
      }
      if (isHall && key !== "head") moved = moved || fresh;
    }
    for (const [key, part] of here) if (!keys.has(key)) { part.remove(); shown.delete(key); }
    if (words.length) say(news, `Changed: ${words.join("; ")}.`);
    if (focused) { const link = all("a", main).find((a) => a.getAttribute("href") === focused); if (link) link.focus({ preventScroll: true }); }
    if (isHall) hall(moved);
    tell();
  };

  let isFetching = false, again = false;
  const fetchPage = async (address) => {
    if (isFetching) { again = true; return; }
    isFetching = true;
    try {
      const answer = await fetch(address || location.pathname, { cache: address ? "default" : "no-cache", signal: AbortSignal.timeout(15000) });
      if (answer.ok) put(await answer.text());
    } catch { /* The next news come anyway. */ }
    isFetching = false;
    if (again) { again = false; fetchPage(address); }
  };

  // ---- The hall: one page after the other

  let screens = {}, timer = null, at = 0, pinned = null;
  const hallPages = () => {
    const named = screens[asked.get("screen") || ""] || {};
    const names = (asked.get("page") || (named.pages || []).join(",")).split(",").filter(Boolean);
    const pages = all("section", main);
    const chosen = names.length ? pages.filter((part) => names.includes(find("table", part) ? find("table", part).dataset.name : "")) : pages;
    // While places are being opened every screen watches, unless it was told to show something else.
    const opening = names.length ? [] : chosen.filter((part) => part.classList.contains("opening"));
    return opening.length ? opening : chosen.length ? chosen : pages;
  };
  const every = () => {
    const named = screens[asked.get("screen") || ""] || {};
    const seconds = Number(asked.get("every")) || named.every || 12;
    return Math.min(3600, Math.max(3, seconds)) * 1000;
  };
  const show = (part) => { for (const other of all("section", main)) other.classList.toggle("shown", other === part); };
  const turn = () => {
    const pages = hallPages();
    if (!pages.length) return;
    if (pinned && pages.includes(pinned)) at = pages.indexOf(pinned);
    at = at % pages.length;
    show(pages[at]);
    pinned = null;
    clearTimeout(timer);
    timer = setTimeout(() => { at += 1; turn(); }, every());
  };
  // What has changed is shown next, and for a whole turn.
  const hall = (fresh) => {
    const pages = hallPages();
    const current = all("section.shown", main)[0];
    if (fresh && pages.includes(fresh)) { pinned = fresh; turn(); }
    else if (!current || !pages.includes(current)) turn();
    else at = pages.indexOf(current);
  };
  const fetchScreens = async () => {
    if (!isHall || !asked.get("screen")) return;
    try {
      const answer = await fetch(new URL("screens.json", root), { cache: "no-cache", signal: AbortSignal.timeout(15000) });
      if (answer.ok) screens = await answer.json();
    } catch { return; }
    turn();
  };
  if (isHall) { turn(); fetchScreens(); }

  // ---- News

  const hear = (data) => {
    heard = now();
    if (data.now) offset = data.now - Date.now();
    isStuck = data.stuck === true;
    if (data.id) {
      if (data.age !== undefined) changedAt = now() - data.age;
      if (data.id !== known) {
        // What this page was when it was loaded is not known: the first news make sure, later ones say what is new.
        const isMine = known === null || !data.changed || data.changed.includes(page);
        if (known === null || !data.changed || data.changed.includes("screens.json")) fetchScreens();
        known = data.id;
        if (isMine) setTimeout(() => fetchPage(), Math.random() * (data.spread || 0));
      }
    }
    tell();
  };

  // Without a stream, and in a folder that no server tells of: ask, now and then.
  let files = {};
  const ask = async () => {
    try {
      const answer = await fetch(new URL("live.json", root), { cache: "no-cache", signal: AbortSignal.timeout(15000) });
      if (!answer.ok) return null;
      const live = await answer.json();
      heard = now();
      isStuck = false;
      if (live.id !== known) {
        const isFirst = known === null;
        known = live.id;
        if (!isFirst) changedAt = now();
        const digest = live.files[page];
        if (digest && files[page] !== digest) fetchPage(live.events ? null : new URL(`r/${digest}.html`, root));
        files = live.files;
        fetchScreens();
      }
      tell();
      return live;
    } catch { return null; }
  };
  let poller = null;
  const poll = () => {
    isPolling = true;
    clearTimeout(poller);
    poller = setTimeout(async () => {
      const live = await ask();
      if (isPolling) poll();
      // The desk is back: follow it again.
      if (live && live.events && isLeader() && !source) listen();
    }, later(5000));
  };
  const stopPolling = () => { isPolling = false; clearTimeout(poller); };

  let source = null, reopen = null;
  const close = () => { if (source) source.close(); source = null; };
  const listen = () => {
    close();
    clearTimeout(reopen);
    source = new EventSource(new URL("events", root));
    const take = (event, kind) => {
      stopPolling();
      let data = {};
      try { data = JSON.parse(event.data); } catch { return; }
      if (kind === "bye") { heard = heard || now(); return; }
      hear(data);
      pass({ kind: "news", data });
    };
    source.onmessage = (event) => take(event, "news");
    source.addEventListener("beat", (event) => take(event, "beat"));
    source.addEventListener("bye", (event) => take(event, "bye"));
    source.onerror = () => {
      if (!isPolling) poll();
      // A browser gives up on an answer that is no stream; we do not.
      if (source && source.readyState === EventSource.CLOSED) {
        close();
        reopen = setTimeout(() => { if (isLeader()) listen(); }, later(5000));
      }
    };
  };

  // ---- One stream for all tabs of a browser, which has few connections to one address. The tab that holds the lease
  // follows and tells the others. (Web Locks would do it too, but plain HTTP in a hall has none.)

  const mine = Math.random().toString(36).slice(2);
  const name = `tally ${root.pathname}`;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(name) : null;
  const lease = {
    read() { try { return JSON.parse(localStorage.getItem(name)) || {}; } catch { return {}; } },
    write(value) { try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; } },
  };
  let canShare = channel !== null && lease.write(lease.read());
  const isLeader = () => !canShare || lease.read().tab === mine;
  const pass = (message) => { if (channel && canShare) channel.postMessage(message); };
  const lead = () => { if (!source) listen(); };
  const elect = () => {
    if (!canShare) return lead();
    const holder = lease.read();
    if (holder.tab === mine) { lease.write({ tab: mine, at: Date.now() }); lead(); }
    else if (!holder.at || Math.abs(Date.now() - holder.at) > 7000) {
      lease.write({ tab: mine, at: Date.now() });
      // Two tabs may write at one moment; after a while both read who was last.
      setTimeout(elect, 60 + Math.random() * 120);
    } else close();
  };
  if (channel) channel.onmessage = ({ data }) => {
    if (data.kind === "news") { if (!isLeader()) { close(); stopPolling(); } hear(data.data); }
    else if (data.kind === "new" && isLeader() && known !== null) pass({ kind: "news", data: { id: known, age: changedAt === null ? undefined : now() - changedAt, now: Date.now() + offset } });
    else if (data.kind === "gone") setTimeout(elect, Math.random() * 100);
  };
  addEventListener("pagehide", () => {
    if (canShare && lease.read().tab === mine) { lease.write({}); pass({ kind: "gone" }); }
    close();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) elect(); });

  // A folder of files has nobody who tells; live.json says so.
  (async () => {
    if (asked.has("poll")) { await ask(); return poll(); }
    const live = await ask();
    if (live && !live.events) return poll();
    elect();
    pass({ kind: "new" });
    setInterval(elect, 2500);
    // Whoever hears nothing from the tab that leads asks by himself.
    setInterval(() => { if (!isPolling && (heard === null || now() - heard > 20000)) poll(); }, 5000);
  })();
})();
