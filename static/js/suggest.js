/* Titles and names offered while one types in a search box. Without this file the box works as it is. */
"use strict";

(() => {
  const PAUSE = 200;
  const SHORTEST = 2;

  for (const box of document.querySelectorAll("input[data-suggest]")) {
    const list = document.createElement("datalist");
    list.id = `${box.id}-suggestions`;
    box.after(list);
    box.setAttribute("list", list.id);
    let timer = 0;
    let asked = "";

    const ask = async () => {
      const typed = box.value.trim();
      if (typed.length < SHORTEST || typed === asked) return;
      asked = typed;
      const address = new URL(box.dataset.suggest, window.location.href);
      address.searchParams.set("q", box.value);
      const day = box.form.elements.namedItem("as_of");
      if (day) address.searchParams.set("as_of", day.value);
      try {
        const answer = await fetch(address, { credentials: "same-origin" });
        const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
        if (box.value.trim() !== typed) return;
        list.replaceChildren(...suggestions.map(({ title }) => new Option("", title)));
      } catch {
        list.replaceChildren(); // no answer: the box works without suggestions
      }
    };

    box.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, PAUSE);
    });
  }
})();
