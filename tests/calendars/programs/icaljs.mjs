/* Prints what a file says, as a machine in the time zone of the environment shows it: start|end|title. The file's own
   VTIMEZONE makes a moment of each local time; the machine makes a local time of that moment again. */
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const two = (number) => String(number).padStart(2, "0");
const shown = (time) => {
  const at = time.toJSDate();
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
};

for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  console.log(`${shown(event.startDate)}|${shown(event.endDate)}|${event.summary}`);
}
