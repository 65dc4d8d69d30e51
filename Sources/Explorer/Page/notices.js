// Short messages over the map, and for those who hear the page instead of seeing it.

import { byId } from "./elements.js";

const standing = new Map();

/** Shows a message of a subject until another of the same subject replaces it; null takes it away. */
export function notice(subject, text, { isAlarm = false } = {}) {
  if (text) standing.set(subject, { text, isAlarm });
  else standing.delete(subject);
  const place = byId("notice");
  const messages = [...standing.values()];
  const message = messages.find((one) => one.isAlarm) ?? messages.at(-1);
  place.hidden = !message;
  place.classList.toggle("alarm", message?.isAlarm ?? false);
  if (place.textContent === (message?.text ?? "")) return;
  place.textContent = message?.text ?? "";
  if (message?.isAlarm) announce(message.text);
}

/** Says something once to a screen reader. */
export function announce(text) {
  byId("live").textContent = text;
}
