// Short messages over the map, and for those who hear the page instead of seeing it.

import { byId } from "./elements.js";

const standing = new Map();

/**
 * Shows a message of a subject until another of the same subject replaces it, or for some seconds;
 * null takes it away.
 */
export function notice(subject, text, { isAlarm = false, seconds = 0 } = {}) {
  const told = { text, isAlarm };
  if (text) standing.set(subject, told);
  else standing.delete(subject);
  show();
  if (seconds > 0) {
    setTimeout(() => standing.get(subject) === told && notice(subject, null), 1000 * seconds);
  }
}

function show() {
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
