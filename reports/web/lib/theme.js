// Light or dark: as the system says until the reader says otherwise.
import { el } from "./dom.js";

const kDark = matchMedia("(prefers-color-scheme: dark)");

function apply(theme) {
  document.documentElement.dataset.theme = theme;
}

export function themeButton() {
  apply(kDark.matches ? "dark" : "light");
  const button = el("button", { type: "button", id: "theme" });
  const name = () => {
    button.textContent = document.documentElement.dataset.theme === "dark" ? "Light mode" : "Dark mode";
  };
  button.addEventListener("click", () => {
    apply(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    name();
  });
  kDark.addEventListener("change", () => {
    apply(kDark.matches ? "dark" : "light");
    name();
  });
  name();
  return button;
}
