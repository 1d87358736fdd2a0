/* The register on a telephone whose network comes and goes. Every form of the page works without this file.

   A tap is written down on the device first, under a name of its own, and sent then; it stays there until the site has
   answered for it. So nothing is lost to a dead spot, a reload or a closed tab, and what is sent twice counts once: each
   tap carries its own key and its own moment. Names stay off the device, but for somebody who was added while the
   network was away, until that is sent. */

const root = document.getElementById("register");
const FIRST_WAIT = 3000;
const LONGEST_WAIT = 60000;
const PATIENCE = 15000;
const DOUBLE_TAP = 600; // a finger that bounces does not mean two things
const AT_ONCE = 50;

/* --- What is kept on the device --- */

const shelf = `porchlight.register.${root.dataset.keeper}.`;

function canKeep() {
  try {
    localStorage.setItem(`${shelf}test`, "");
    localStorage.removeItem(`${shelf}test`);
    return true;
  } catch {
    return false;
  }
}

function kept() {
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(shelf))
    .map((name) => JSON.parse(localStorage.getItem(name)))
    .filter(Boolean)
    .sort((one, other) => one.at - other.at);
}

function keep(tap) {
  localStorage.setItem(shelf + tap.key, JSON.stringify(tap));
}

function forget(key) {
  localStorage.removeItem(shelf + key);
}

/* --- Moments and keys --- */

const [opened] = performance.getEntriesByType("navigation");
const aheadOfUs = Number(root.dataset.now) - (performance.timeOrigin + (opened?.responseStart ?? 0));
let lastMoment = 0;

/* The moment of a tap by the site's clock, whatever the device's says; no two of a device are the same. */
function moment() {
  lastMoment = Math.max(Math.round(Date.now() + aheadOfUs), lastMoment + 1, ...kept().map((tap) => tap.at + 1));
  return lastMoment;
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/* --- What the page shows --- */

const words = root.dataset;
const state = document.getElementById("register-state");
const problems = document.getElementById("register-problems");
const questions = document.getElementById("register-questions");
const added = document.getElementById("register-added");
const walkIn = document.getElementById("walk-in-form");
const count = document.getElementById("headcount");
const number = count.elements.headcount;
let trouble = "";

function counted(one, many, total) {
  return (total === 1 ? one : many).replace("%{count}", total);
}

function show(row, attendance) {
  for (const button of row.querySelectorAll("[data-mark]")) {
    const isPressed = button.dataset.mark === attendance;
    button.setAttribute("aria-pressed", String(isPressed));
    button.value = isPressed ? "unknown" : button.dataset.mark;
  }
}

function rowOf(booking) {
  return document.getElementById(`booking-${booking}`);
}

function addLine(list, text) {
  const line = document.createElement("li");
  line.textContent = text;
  list.append(line);
}

/* Everything that is kept, on top of what the site said last. */
function showKept() {
  const taps = kept();
  const unsent = taps.filter((tap) => !tap.asked);
  const marked = new Set(taps.map((tap) => tap.booking));
  for (const row of root.querySelectorAll("[data-row]")) {
    row.querySelector("[data-kept]").hidden = !marked.has(row.dataset.row);
  }
  added.replaceChildren();
  for (const tap of taps) {
    if (tap.kind === "mark" && rowOf(tap.booking)) show(rowOf(tap.booking), tap.attendance);
    if (tap.kind === "walk_in" && !tap.asked) addLine(added, `${tap.name} – ${words.kept}`);
    if (tap.kind === "headcount" && document.activeElement !== number) number.value = tap.headcount;
  }
  const lines = unsent.length ? [counted(words.keptOne, words.keptMany, unsent.length)] : [];
  if (unsent.length && trouble) lines.push(trouble);
  const said = lines.join(" ");
  if (state.textContent !== said) state.textContent = said;
  state.hidden = !said;
}

/* --- Sending --- */

let isSending = false;
let isWanted = false;
let wait = FIRST_WAIT;
let timer = 0;

function token() {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : root.querySelector("[name=csrfmiddlewaretoken]").value;
}

async function post(taps) {
  return fetch(words.taps, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify({ taps }),
    signal: AbortSignal.timeout(PATIENCE),
  });
}

async function send() {
  isWanted = isSending;
  const taps = kept().filter((tap) => !tap.asked).slice(0, AT_ONCE);
  if (isSending || !taps.length) return;
  isSending = true;
  clearTimeout(timer);
  try {
    const response = await post(taps);
    if (response.ok) {
      trouble = "";
      wait = FIRST_WAIT;
      await settle(await response.json());
    } else if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) {
      trouble = words.signIn;
    } else if (response.status === 409) {
      trouble = (await response.json()).words;
    } else {
      trouble = response.status === 404 ? words.gone : words.later;
    }
  } catch {
    trouble = words.later;
  }
  isSending = false;
  showKept();
  const left = kept().filter((tap) => !tap.asked).length;
  if (left && (isWanted || !trouble)) send();
  else if (left) {
    timer = setTimeout(send, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
}

function sendNow() {
  wait = FIRST_WAIT;
  send();
}

async function settle(answer) {
  for (const told of answer.answers) {
    const tap = kept().find((one) => one.key === told.key);
    if (!tap) continue;
    if (told.said === "asks") ask(tap, told.html);
    else {
      forget(tap.key);
      if (told.said === "refused") refuse(tap, told.words || words.refused);
    }
  }
  const shown = [...root.querySelectorAll("[data-row]")].map((row) => row.dataset.row);
  const known = Object.keys(answer.rows);
  if (shown.length !== known.length || known.some((booking) => !rowOf(booking))) await fetchNames();
  for (const [booking, attendance] of Object.entries(answer.rows)) {
    if (rowOf(booking)) show(rowOf(booking), attendance);
  }
  if (!kept().some((tap) => tap.kind === "headcount")) {
    count.dataset.seen = answer.headcount;
    if (document.activeElement !== number) number.value = answer.headcount;
  }
  const fresh = new DOMParser().parseFromString(answer.summary, "text/html").body.firstElementChild;
  const summary = document.getElementById("register-summary");
  if (summary.textContent !== fresh.textContent) summary.replaceChildren(...fresh.childNodes);
}

/* Somebody was added, here or on another telephone: the names anew, without leaving the page. */
async function fetchNames() {
  const response = await fetch(location.pathname, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const focused = document.activeElement?.id;
  document.getElementById("register-names").replaceWith(page.getElementById("register-names"));
  if (focused) document.getElementById(focused)?.focus();
}

function refuse(tap, why) {
  addLine(problems, tap.name ? `${tap.name}: ${why}` : why);
  if (tap.kind === "walk_in" && !walkIn.elements.name.value) {
    walkIn.elements.name.value = tap.name;
    walkIn.elements.number.value = tap.number;
  }
}

/* "Is it one of these?" The tap stays kept until the leader has said who it is. */
function ask(tap, html) {
  keep({ ...tap, asked: true });
  const question = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  question.dataset.asks = tap.key;
  questions.append(question);
  question.querySelector("h2").focus();
}

/* --- Taps --- */

let lastTap = { button: null, at: 0 };

function mark(form, button) {
  const isBounce = button === lastTap.button && performance.now() - lastTap.at < DOUBLE_TAP;
  lastTap = { button, at: performance.now() };
  if (isBounce) return;
  const row = form.closest("[data-row]");
  const isPressed = button.getAttribute("aria-pressed") === "true";
  const attendance = isPressed ? "unknown" : button.dataset.mark;
  keep({ kind: "mark", key: newKey(), at: moment(), booking: row.dataset.row, attendance });
  show(row, attendance);
}

function addSomebody(form) {
  const { name, number: phone, request_key: key } = form.elements;
  if (!name.value.trim()) return false;
  problems.replaceChildren();
  keep({ kind: "walk_in", key: key.value, at: moment(), name: name.value.trim(), number: phone.value.trim() });
  name.value = "";
  phone.value = "";
  key.value = newKey();
  name.focus();
  return true;
}

function sayWho(form) {
  const question = form.closest("[data-asks]");
  const tap = kept().find((one) => one.key === question.dataset.asks);
  const known = form.elements.known_as?.value;
  if (tap) keep({ ...tap, asked: false, known_as: known || null, is_new: !known });
  question.remove();
  walkIn.elements.name.focus();
}

function countOn(form, button) {
  const seen = Number(form.dataset.seen);
  const total = Math.min(500, Math.max(0, Number.parseInt(number.value, 10) + Number(button?.value || 0)));
  if (Number.isNaN(total)) return false;
  if (total !== seen) keep({ kind: "headcount", key: newKey(), at: moment(), headcount: total, seen });
  form.dataset.seen = total;
  number.value = total;
  return true;
}

const DEEDS = { mark, walk_in: addSomebody, whom: sayWho, headcount: countOn };

function onSubmit(event) {
  const deed = DEEDS[event.target.dataset.tap];
  if (!deed || deed(event.target, event.submitter) === false) return;
  event.preventDefault();
  showKept();
  sendNow();
}

if (canKeep()) {
  for (const tap of kept().filter((one) => one.asked)) keep({ ...tap, asked: false });
  root.addEventListener("submit", onSubmit);
  window.addEventListener("online", sendNow);
  window.addEventListener("focus", sendNow);
  window.addEventListener("storage", showKept);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendNow());
  showKept();
  send();
}
