// Short ways to make elements.

/** An element with properties (or attributes, where it has no such property) and children. */
export function element(name, properties = {}, ...children) {
  return filled(document.createElement(name), properties, children);
}

/** An element of an SVG picture. */
export function drawn(name, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function filled(made, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.flat());
  return made;
}

export const byId = (id) => document.getElementById(id);

/** A coloured square of a legend: inline styles are refused, properties set by scripts are not. */
export function swatch(color) {
  const made = element("span", { className: "swatch" });
  made.style.background = color;
  return made;
}
