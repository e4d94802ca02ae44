/* Next and previous change of a comparison: two buttons, and the keys n and p unless switched off.
   Without this file the page is whole: the map and the list of changes lead to each change as well. */
"use strict";

(() => {
  const changes = [...document.querySelectorAll("[data-change]")];
  const stepper = document.getElementById("stepper");
  const keys = document.getElementById("keys");
  if (!stepper || !changes.length) return;

  const now = stepper.querySelector(".where-now");
  const remembered = "changes-keys";
  let at = -1;
  let wandered = false;

  // Storage may be barred; then the choice lasts as long as the page.
  const stored = (work) => { try { return work(window.localStorage); } catch { return null; } };

  /* The change to step from: the one that was last reached, unless the reader has scrolled away from it. */
  const place = (step) => {
    const box = at < 0 ? null : changes[at].getBoundingClientRect();
    const seen = box && box.bottom > 0 && box.top < window.innerHeight;
    if (box && (seen || !wandered)) return at + step;
    const below = changes.findIndex((change) => change.getBoundingClientRect().top >= 1);
    const next = below < 0 ? changes.length : below;
    return step > 0 ? next : next - 1;
  };

  const go = (step) => {
    at = Math.min(Math.max(place(step), 0), changes.length - 1);
    const change = changes[at];
    wandered = false;
    // Replacing the address marks the change (:target) without a step in the history for each.
    window.location.replace(`#${change.id}`);
    change.focus({ preventScroll: true });
    now.textContent = `Change ${at + 1} of ${changes.length}`;
  };

  const isTyping = (target) => target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");

  // The map and the links of moves lead to changes too; count on from there.
  const follow = () => {
    const found = changes.findIndex((change) => `#${change.id}` === window.location.hash);
    if (found >= 0) at = found;
  };

  follow();
  window.addEventListener("hashchange", follow);
  for (const kind of ["wheel", "touchmove"]) window.addEventListener(kind, () => { wandered = true; }, { passive: true });
  stepper.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) go(Number(button.dataset.step));
  });
  document.addEventListener("keydown", (event) => {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
  keys.addEventListener("change", () => stored((store) => store.setItem(remembered, keys.checked ? "on" : "off")));
  keys.checked = stored((store) => store.getItem(remembered)) !== "off";
  stepper.hidden = false;
})();
