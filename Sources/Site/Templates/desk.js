// SPDX-License-Identifier: EUPL-1.2

// Loads a page of a preview again when the candidate behind it was built again. Without it the page stays as it is,
// and loading it by hand does the same.
(() => {
  "use strict";
  const bar = document.querySelector(".desk-bar[data-status]");
  if (!bar) return;
  const texts = bar.dataset;
  const notice = bar.querySelector("[role=status]");
  const memory = "hergebruik-preview";
  const focusable = "a[href], button, input, select, textarea, summary, [tabindex]";

  const tell = (text) => {
    if (notice.textContent !== text) notice.textContent = text;
  };

  // Whoever types must not lose what was typed.
  const isTyping = () =>
    document.activeElement?.matches("input, select, textarea, [contenteditable]") ?? false;

  const name = (element) => element?.tagName + "|" + element?.textContent.slice(0, 80);

  const reload = () => {
    const all = [...document.querySelectorAll(focusable)];
    const place = {
      path: location.pathname,
      x: scrollX,
      y: scrollY,
      focus: all.indexOf(document.activeElement),
      name: name(document.activeElement),
    };
    try {
      sessionStorage.setItem(memory, JSON.stringify(place));
    } catch {
      // Without storage the browser's own memory of the place must do.
    }
    location.reload();
  };

  // Back to where the reader was, also with the focus, and say what happened.
  const restore = () => {
    let place;
    try {
      place = JSON.parse(sessionStorage.getItem(memory));
      sessionStorage.removeItem(memory);
    } catch {
      return;
    }
    if (!place || place.path !== location.pathname) return;
    const element = document.querySelectorAll(focusable)[place.focus];
    if (element && name(element) === place.name) element.focus({ preventScroll: true });
    scrollTo(place.x, place.y);
    tell(texts.updated);
  };

  let isSilent = false;
  const look = async () => {
    if (document.hidden) return 300;
    try {
      const answer = await fetch(texts.status, { cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      if (isSilent || state.revision !== Number(texts.revision)) {
        if (!isTyping()) {
          reload();
          return null;
        }
        tell(texts.waiting);
      } else if (state.isBuilding) {
        tell(texts.building);
      } else if (notice.textContent === texts.building) {
        tell("");
      }
      return 300;
    } catch {
      isSilent = true;
      tell(texts.stopped);
      return 3000;
    }
  };

  const follow = async () => {
    const pause = await look();
    if (pause !== null) setTimeout(follow, pause);
  };

  restore();
  setTimeout(follow, 300);
})();
