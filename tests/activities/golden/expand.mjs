/*
 * Finds the dates of `rules.txt` without Porchlight, Python or dateutil, and writes `expected.txt`:
 *
 *     cd tests/activities/golden && npm install --no-save --prefix /tmp/golden ical.js@2.2.1
 *     NODE_PATH=/tmp/golden/node_modules node expand.mjs
 *
 * The dates of a rule come from ical.js, which expands recurrences in Thunderbird; the moments in UTC from the time
 * zones of Node's ICU. Where somebody wrote the dates by hand as well, it stops at the first difference.
 */
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const ICAL = createRequire(import.meta.url)("ical.js");
const ZONES = ["America/Toronto", "America/Winnipeg", "America/Thunder_Bay", "America/Atikokan"];
const WINDOWS = [["2026-10-15", "2026-11-30"], ["2027-02-25", "2027-04-05"]];
const HOUR = 3600e3;
const here = (name) => new URL(name, import.meta.url);

function read(text) {
  const rules = [];
  for (const line of text.split("\n").filter((one) => one && !one.startsWith("#"))) {
    if (line.startsWith("= ")) rules.push({ title: line.slice(2), windows: [...WINDOWS] });
    else {
      const [name, value] = [line.slice(0, 10).trim(), line.slice(11)];
      if (name === "window") rules.at(-1).windows.push(value.split(" "));
      else rules.at(-1)[name] = value;
    }
  }
  return rules;
}

/** How a moment reads on the wall of a zone: "2026-11-01T01:30". */
function wall(moment, timeZone) {
  const shown = { timeZone, dateStyle: "short", timeStyle: "short", hourCycle: "h23" };
  return new Intl.DateTimeFormat("sv-SE", shown).format(moment).replace(" ", "T");
}

/**
 * RFC 5545, 3.3.5: a time that comes twice is the first of the two, one that never comes is read with the offset from
 * before the gap.
 */
function moment(local, zone) {
  const asUtc = Date.parse(`${local}Z`);
  const offset = (at) => Date.parse(`${wall(at, zone)}Z`) - at;
  const before = asUtc - offset(asUtc - 24 * HOUR);
  const after = asUtc - offset(asUtc + 24 * HOUR);
  const real = [before, after].filter((one) => wall(one, zone) === local);
  return new Date(real.length ? Math.min(...real) : before);
}

/** Whether the rule's end lets a start be, in a zone. */
function counts(local, zone, until) {
  if (!until) return true;
  const [, y, m, d, h, min, s, z] = until.match(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/);
  if (!h) return local.slice(0, 10) <= `${y}-${m}-${d}`;
  const end = `${y}-${m}-${d}T${h}:${min}:${s}`;
  return z ? moment(local, zone) <= new Date(`${end}Z`) : `${local}:00` <= end;
}

function isSeen(day, { windows }) {
  return windows.some(([first, last]) => first <= day && day <= last);
}

function expand(rule) {
  const [day, time] = rule.starts.split(" ");
  const last = rule.windows.map((one) => one[1]).sort().at(-1);
  const text = rule.rule.replace(/;?UNTIL=[^;]*/, "");
  const dates = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateTimeString(`${day}T${time}:00`));
  const found = [];
  for (let next = dates.next(); next; next = dates.next()) {
    const on = next.toString().slice(0, 10);
    if (on > last) break;
    if (isSeen(on, rule)) found.push(on);
  }
  return found;
}

function byHand(rule) {
  let year;
  return rule["by hand"].split(" ").map((one) => {
    if (one.length > 5) year = one.slice(0, 5);
    return one.length > 5 ? one : year + one;
  });
}

function lines(rule) {
  const days = rule.holidays ? byHand(rule) : expand(rule);
  const [, time] = rule.starts.split(" ");
  const until = rule.rule.match(/UNTIL=([^;]*)/)?.[1];
  const found = [];
  for (const day of days) {
    const local = `${day}T${time}`;
    const cells = ZONES.map((zone) =>
      counts(local, zone, until) ? moment(local, zone).toISOString().slice(0, 16) + "Z" : "-".padEnd(17),
    );
    if (cells.some((one) => one.endsWith("Z"))) found.push([day, cells]);
  }
  const shown = found.map((one) => one[0]);
  if (rule["by hand"] && shown.join() !== byHand(rule).join()) {
    throw new Error(`${rule.title}\n  by hand ${byHand(rule)}\n  ical.js ${shown}`);
  }
  const weekday = (day) => new Date(day).toLocaleDateString("en-CA", { weekday: "short", timeZone: "UTC" });
  return found.map(([day, cells]) => `${day} ${weekday(day).slice(0, 3)} ${time}  ${cells.join("  ")}`);
}

const rules = read(readFileSync(here("rules.txt"), "utf8"));
const head = `# The dates of the rules in rules.txt between 15 October and 30 November 2026, 25 February and 5 April 2027, and in the
# rule's own window: the local start, then the moment in UTC in each zone, or "-" where the rule has ended there.
#
# Made by expand.mjs, which says how: ical.js 2.2.1 for the dates, ICU ${process.versions.icu} (time zones ${process.versions.tz}) for
# the moments; the dates of the groups that mind holidays by hand. Neither Porchlight nor dateutil had a part in it.

# ${"local start".padEnd(20)}  ${ZONES.map((zone) => zone.split("/")[1].padEnd(17)).join("  ").trimEnd()}
`;
const blocks = rules.map((rule) => `\n= ${rule.title}\n${lines(rule).map((one) => one.trimEnd() + "\n").join("")}`);
writeFileSync(here("expected.txt"), head + blocks.join(""));
