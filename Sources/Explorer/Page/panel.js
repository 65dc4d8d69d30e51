// The settings beside the map.

import { axisTitle } from "./axes.js";
import { byId, element } from "./elements.js";
import { spaced } from "./numbers.js";
import { slider } from "./slider.js";
import { chooseTheme, chosenTheme, themes } from "./theme.js";

/**
 * @typedef {object} Settings what a setting's change calls
 * @property {(change: object, isLasting?: boolean) => void} ask changes what is asked of /api/view
 * @property {(change: object) => void} show changes what is shown of it
 * @property {import("./palette.js").Palette} palette
 * @property {() => void} copyLink
 * @property {(name: string) => string} exportAddress
 */

/** @param {object} session @param {object} view @param {object} state @param {Settings} settings */
export function showPanel(session, view, state, settings) {
  const panel = byId("panel");
  // A panel that is built anew keeps the reader's place.
  const focused = panel.contains(document.activeElement) ? document.activeElement.id : "";
  const scroll = panel.scrollTop;
  panel.replaceChildren(
    mapSection(session, view, settings),
    colourSection(session, view, state, settings),
    parameterSection(view, settings),
    exportSection(settings),
    pageSection(),
  );
  panel.scrollTop = scroll;
  if (focused) byId(focused)?.focus();
}

const section = (title, ...parts) => element("section", {}, element("h2", {}, title), ...parts);

function chooser(id, label, options, chosen, onChange) {
  const select = element("select", { id, onchange: () => onChange(select.value) },
    ...options.map(({ name, summary }) =>
      element("option", { value: name, selected: name === chosen, title: summary ?? "" }, spaced(name))));
  const summary = options.find(({ name }) => name === chosen)?.summary;
  const field = element("div", { className: "field" },
    element("label", { htmlFor: id }, label), select);
  if (summary) field.append(element("p", { className: "hint" }, summary));
  return field;
}

function mapSection(session, view, { ask }) {
  const names = view.parameters.map(({ name }) => ({ name }));
  const axis = (which, other) => (name) =>
    // Choosing the other axis's quantity exchanges the two.
    ask(name === view[other].name
      ? { [which]: name, [other]: view[which].name }
      : { [which]: name, [other]: view[other].name });
  const steps = element("input", {
    id: "steps", type: "number", min: 1, step: 1, value: view.steps,
    onchange: () => {
      const value = Math.round(steps.valueAsNumber);
      if (value >= 1) ask({ steps: value });
      else steps.value = view.steps;
    },
  });
  const options = (choice) => (name) =>
    ask({ options: { ...Object.fromEntries(view.choices.map(({ name, chosen }) => [name, chosen])),
      [choice.name]: name } });
  return section("Map",
    chooser("optimizer", "optimizer", session.optimizers, view.optimizer,
      (optimizer) => ask({ optimizer })),
    ...view.choices.map((choice) =>
      chooser(`choice-${choice.name}`, spaced(choice.name), choice.options, choice.chosen, options(choice))),
    chooser("objective", "objective", session.objectives, view.objective,
      (objective) => ask({ objective })),
    chooser("x-axis", "across", names, view.x.name, axis("x", "y")),
    chooser("y-axis", "up", names, view.y.name, axis("y", "x")),
    element("div", { className: "field" }, element("label", { htmlFor: "steps" }, "steps"), steps),
    chooser("precision", "precision", [{ name: "float32" }, { name: "float64" }], view.precision,
      (precision) => ask({ precision })));
}

function colourSection(session, view, state, { show, palette }) {
  const variables = session.variables.filter(({ name }) => view.variables.includes(name));
  const variable = variables.find(({ name }) => name === state.variable) ?? variables[0];
  const parts = [chooser("variable", "variable", variables, variable.name,
    (variable) => show({ variable, range: null }))];
  if (!variable.isCategory) {
    const maps = Object.keys(session.colorMaps).sort().map((name) => ({ name }));
    parts.push(chooser("colors", "colours", maps, state.colors || palette.usual(variable),
      (colors) => show({ colors, range: null })));
  }
  const theory = element("input", {
    id: "theory", type: "checkbox", checked: state.showsTheory,
    onchange: () => show({ showsTheory: theory.checked }),
  });
  parts.push(element("label", { className: "check" }, theory,
    view.boundary ? `theory: ${view.boundary}` : "theory's lines, where they are known"));
  return section("Colours", ...parts);
}

function parameterSection(view, { ask }) {
  const free = view.parameters.filter(({ isAxis }) => !isAxis);
  const sliders = free.map((parameter) => slider(parameter, (value) =>
    ask({ values: { [parameter.name]: value } }, false)));
  const axes = `${axisTitle(view.x)} and ${axisTitle(view.y)} are the map's axes.`;
  return section("Hyperparameters", ...sliders, element("p", { className: "hint" }, axes));
}

function exportSection({ copyLink, exportAddress }) {
  const link = (name, text) => element("a", {
    className: "button", href: "#", download: "",
    // The address is that of what is in sight when it is followed.
    onpointerdown: (event) => (event.currentTarget.href = exportAddress(name)),
    onfocus: (event) => (event.currentTarget.href = exportAddress(name)),
  }, text);
  return section("Take away",
    element("div", { className: "row" },
      element("button", { type: "button", id: "copy-link", onclick: copyLink }, "Copy link"),
      link("sweep.yaml", "Sweep file")),
    element("div", { className: "row", role: "group", "aria-label": "Picture" },
      link("picture.png", "PNG"), link("picture.svg", "SVG"), link("picture.pdf", "PDF")),
    element("p", { className: "hint" },
      "The sweep file gives the map in sight; the picture shows it with axes."));
}

function pageSection() {
  const keys = [
    ["drag, arrows", "move"], ["wheel, pinch, + −", "zoom"], ["click, Enter", "run the cell"],
    ["Shift and arrows", "move by one cell"], ["0", "show the whole map"], ["Esc", "close"],
  ];
  return section("Page",
    chooser("theme", "light or dark", themes.map(({ name }) => ({ name })), chosenTheme(), chooseTheme),
    element("details", {}, element("summary", {}, "Mouse, touch and keys"),
      element("dl", {}, ...keys.flatMap(([key, what]) =>
        [element("dt", {}, key), element("dd", {}, what)]))));
}
