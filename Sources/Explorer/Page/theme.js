// Light and dark: as the system has it, or as the reader chose.

const isDark = matchMedia("(prefers-color-scheme: dark)");
const key = "separatrix-theme";

export const themes = [
  { name: "system", summary: "as the system" },
  { name: "light", summary: "light" },
  { name: "dark", summary: "dark" },
];

/** The reader's choice; a browser that keeps nothing has the system's. */
export function chosenTheme() {
  try {
    return localStorage.getItem(key) ?? "system";
  } catch {
    return "system";
  }
}

export function chooseTheme(name) {
  try {
    localStorage.setItem(key, name);
  } catch {
    // Kept for this visit only.
  }
  apply(name);
}

/** Applies the theme, and again whenever it changes. @param {() => void} onChange */
export function followTheme(onChange) {
  isDark.addEventListener("change", () => apply(chosenTheme()));
  apply(chosenTheme());
  new MutationObserver(onChange).observe(document.documentElement, {
    attributeFilter: ["data-theme"],
  });
}

function apply(name) {
  const dark = name === "dark" || (name !== "light" && isDark.matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}
