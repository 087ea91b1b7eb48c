// SPDX-License-Identifier: EUPL-1.2

import { element } from "./explorer-dom.js";

const typingPause = 300;

/**
 * Picks values of a field that has many: typed, with suggestions, then added to boxes that can be
 * unticked. A text that is no value of the field is refused.
 */
export function picker({ field, filter, words, change, suggest, id }) {
  const list = element("datalist", { id: `${id}-values` });
  const note = element("p", { id: `${id}-pick-note`, class: "explorer-understood", role: "status" });
  const input = element("input", {
    id: `${id}-pick`, type: "text", list: list.id, autocomplete: "off", spellcheck: "false",
    "aria-describedby": note.id,
  });
  const boxes = element("div", { role: "group", "aria-label": words.text("one-of") });
  const show = () => showBoxes(boxes, { field, filter, words, change, id });
  const add = async () => {
    const { exact } = await suggest(field.name, input.value.trim());
    const isWrong = exact === null;
    note.textContent = isWrong && input.value.trim() !== "" ? words.text("no-value") : "";
    note.classList.toggle("explorer-wrong", isWrong);
    if (isWrong) return;
    input.value = "";
    if (filter.is?.includes(exact)) return;
    filter.is = [...(filter.is ?? []), exact];
    show();
    change(false);
  };
  let pause = 0;
  const offer = async () => {
    note.textContent = "";
    const { values } = await suggest(field.name, input.value.trim());
    list.replaceChildren(...values.map((value) => element("option", { value: words.value(value, field) })));
  };
  input.addEventListener("focus", offer);
  // A suggestion that is chosen comes without a way of typing, or as a replacement.
  input.addEventListener("input", ({ inputType }) => {
    clearTimeout(pause);
    if (inputType === undefined || inputType === "insertReplacementText") add();
    else pause = setTimeout(offer, typingPause);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });
  const button = element("button", { type: "button", class: "explorer-quiet" }, words.text("pick-add"));
  button.addEventListener("click", add);
  show();
  return element("div", { class: "explorer-control" },
    element("label", { for: input.id }, words.text("pick")), input, list, button, note, boxes);
}

function showBoxes(boxes, { field, filter, words, change, id }) {
  boxes.hidden = (filter.is ?? []).length === 0;
  boxes.replaceChildren(...(filter.is ?? []).map((value, i) => {
    const box = element("input", { type: "checkbox", id: `${id}-is-${i}`, value, checked: true });
    box.addEventListener("change", () => {
      const rest = filter.is.filter((each) => each !== value);
      filter.is = rest.length > 0 ? rest : undefined;
      showBoxes(boxes, { field, filter, words, change, id });
      (boxes.querySelector("input") ?? document.getElementById(`${id}-pick`)).focus();
      change(false);
    });
    const label = element("label", { for: box.id }, words.value(value, field));
    return element("div", { class: "explorer-choice" }, box, label);
  }));
}
