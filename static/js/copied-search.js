/* The search of a copy of the site: reads the index of words beside its page and asks no server.
   How the index is written and what differs from the search of the living site: docs/mirror.md. */
"use strict";

(() => {
  const form = document.getElementById("copied-search");
  if (!form) return;
  const PER_PAGE = 20;
  const MOST_BEGINNINGS = 400;
  const MOST_CUT = 5; // letters taken off a word that no text has, to find one that begins it
  const SHORTEST_STEM = 4;
  const EXCERPT = 280;
  const LEAD = 60;
  const { wordsOf, read } = window.copiedQuestion;
  const part = (name) => document.getElementById(`copied-search-${name}`);

  // --- the pieces of the index, each loaded once -------------------------------------------------
  const folder = new URL(form.dataset.index, window.location.href);
  const pieces = new Map();
  const arrived = new Map();
  window.copiedSearch = (name, content) => arrived.get(name)(content);

  const load = (name) => {
    if (!pieces.has(name)) {
      pieces.set(name, new Promise((resolve, reject) => {
        arrived.set(name, resolve);
        const script = document.createElement("script");
        script.src = new URL(`${name}.js`, folder).href;
        script.onerror = () => reject(new Error(`index/${name}.js`));
        document.head.append(script);
      }));
    }
    return pieces.get(name);
  };
  const maps = new Map();
  const mapOf = async (name) => {
    if (!maps.has(name)) maps.set(name, new Map(await load(name)));
    return maps.get(name);
  };
  // The number of the piece that holds a key: the last that does not begin after it.
  const pieceOf = (begins, key) => {
    let [low, high] = [0, begins.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begins[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const look = async (about, run, key) => {
    const number = pieceOf(about[run], key);
    return number < 0 ? undefined : (await mapOf(`${run}-${number}`)).get(key);
  };

  // --- finding: sets of the numbers of entries ----------------------------------------------------
  class Finder {
    constructor(about, notes) {
      Object.assign(this, { about, notes, wanted: new Set(), postings: new Map() });
    }

    // The tokens under which texts have a word: its own, or those of what it begins with.
    async tokens(word) {
      if (word.dense) return [word.text];
      const { text } = word;
      const known = await look(this.about, "words", text);
      if (known) return [...new Set([...known, text])];
      for (let length = text.length - 1; length >= Math.max(SHORTEST_STEM, text.length - MOST_CUT); length -= 1) {
        const near = await look(this.about, "words", text.slice(0, length));
        if (near) {
          this.notes.add(`No text has “${text}”; what begins like “${text.slice(0, length)}” was looked for.`);
          return near;
        }
      }
      return [];
    }

    async beginnings(begun) {
      const found = new Set();
      const { words } = this.about;
      for (let number = Math.max(pieceOf(words, begun), 0); number < words.length; number += 1) {
        if (words[number] > `${begun}\uffff`) break;
        for (const [word, tokens] of await mapOf(`words-${number}`)) {
          if (word.startsWith(begun) && found.size < MOST_BEGINNINGS) tokens.forEach((token) => found.add(token));
        }
      }
      return [...found];
    }

    // The sequences of a term, each place of one being the tokens that may stand there.
    async sequences(term) {
      if (term.token) return [[[term.token]]];
      if (term.beginning) return [[await this.beginnings(term.beginning)]];
      const { words } = term;
      const found = [await Promise.all(words.map((word) => this.tokens(word)))];
      if (words.length > 1 && words.length <= 8 && words.slice(1).every((word) => word.joined)) {
        const whole = await look(this.about, "words", words.map((word) => word.text).join(""));
        found.push([whole ?? []]);
      }
      return found;
    }

    // {number of an entry: places} of a token.
    async places(token) {
      if (!this.postings.has(token)) {
        const found = new Map();
        let entry = 0;
        for (const packed of ((await look(this.about, "tokens", token)) ?? "").split(" ").filter(Boolean)) {
          const [step, ...steps] = packed.split(".").map((digits) => parseInt(digits, 36));
          let at = 0;
          entry += step;
          found.set(entry, steps.map((distance) => (at += distance)));
        }
        this.postings.set(token, found);
      }
      return this.postings.get(token);
    }

    async having(sequence, inTitle) {
      let found = null;
      for (const [distance, tokens] of sequence.entries()) {
        const here = new Map();
        for (const token of tokens) {
          const isFilter = token.includes("=");
          if (!isFilter) this.wanted.add(token);
          for (const [entry, places] of await this.places(inTitle && !isFilter ? `t=${token}` : token)) {
            const before = found?.get(entry);
            const starts = places.map((place) => place - distance);
            const kept = found ? starts.filter((start) => before?.has(start)) : starts;
            if (kept.length) here.set(entry, new Set([...(here.get(entry) ?? []), ...kept]));
          }
        }
        found = here;
      }
      return new Set(found.keys());
    }

    async clause({ terms, negated }, inTitle) {
      const found = new Set();
      for (const term of terms) {
        for (const sequence of await this.sequences(term)) {
          (await this.having(sequence, inTitle && !negated)).forEach((entry) => found.add(entry));
        }
      }
      return found;
    }

    async all(clauses, inTitle) {
      let found = null;
      for (const clause of clauses.filter(({ negated }) => !negated)) {
        const here = await this.clause(clause, inTitle);
        found = found ? new Set([...found].filter((entry) => here.has(entry))) : here;
      }
      found ??= new Set(Array(this.about.count).keys());
      for (const clause of clauses.filter(({ negated }) => negated)) {
        (await this.clause(clause, false)).forEach((entry) => found.delete(entry));
      }
      return [...found].sort((a, b) => a - b);
    }
  }

  // Those whose titles have every word come first.
  const find = async (reading, finder) => {
    const hasWords = reading.clauses.some(({ terms, negated }) => !negated && terms.some((term) => !term.token));
    const titles = hasWords ? await finder.all(reading.clauses, true) : [];
    return [...new Set([...titles, ...(await finder.all(reading.clauses, false))])];
  };

  // --- showing ------------------------------------------------------------------------------------
  // The words, as texts write them, that are marked: those of the tokens that were looked for.
  const markedWords = async (finder) => {
    const found = new Set(finder.wanted);
    for (const [name, words] of maps) {
      if (!name.startsWith("words-")) continue;
      for (const [word, tokens] of words) if (tokens.some((token) => finder.wanted.has(token))) found.add(word);
    }
    return found;
  };

  const spans = (text, wanted) => wordsOf(text).filter((word) => !word.dense && wanted.has(word.text));

  const write = (place, text, found, from = 0, to = text.length) => {
    let at = from;
    for (const { start, end } of found) {
      if (start < at || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      place.append(text.slice(at, start), mark);
      at = end;
    }
    place.append(text.slice(at, to));
  };

  const excerpt = (place, text, wanted) => {
    const found = spans(text, wanted);
    if (text.length <= EXCERPT * 1.2) return write(place, text, found);
    let from = found.length && found[0].start > EXCERPT - LEAD ? found[0].start - LEAD : 0;
    if (from) from = text.indexOf(" ", from) + 1;
    let to = Math.min(from + EXCERPT, text.length);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + 1);
    if (from) place.append("… ");
    write(place, text, found, from, to);
    if (to < text.length) place.append(" …");
    return undefined;
  };

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const shown = ([kind, title, link, text, language, years], about, wanted) => {
    const words = about.kinds[kind];
    const first = `${words[0].toUpperCase()}${words.slice(1)}${years ? `, ${years}` : ""}`;
    const anchor = element("a", { href: link });
    write(anchor, title, spans(title, wanted));
    const item = element("li", {}, element("p", { className: "hit-kind small soft" }, first), element("h2", {}, anchor));
    if (text) {
      const body = element("p", { className: "hit-text", lang: language });
      excerpt(body, text, wanted);
      item.append(body);
    }
    return item;
  };

  const answer = async (question) => {
    const about = await load("about");
    const reading = read(question, about);
    if (!reading.clauses.length) return;
    const finder = new Finder(about, new Set(reading.notes));
    const found = await find(reading, finder);
    const wanted = await markedWords(finder);
    const number = found.length === 1 ? "1 hit." : `${found.length} hits.`;
    part("status").textContent = [found.length ? number : "Nothing was found.", ...finder.notes].join(" ");

    const more = part("more");
    const show = async () => {
      const first = part("hits").children.length;
      const next = found.slice(first, first + PER_PAGE);
      const contents = await Promise.all(next.map((entry) => look(about, "entries", entry)));
      if (part("hits").children.length !== first) return; // clicked again meanwhile
      part("hits").append(...contents.map((content) => shown(content, about, wanted)));
      more.hidden = part("hits").children.length >= found.length;
    };
    more.addEventListener("click", show);
    await show();
  };

  const question = new URLSearchParams(window.location.search).get("q") ?? "";
  form.elements.q.value = question;
  if (question.trim()) {
    document.title = `${question} – ${document.title}`;
    part("status").textContent = "Looking …";
    answer(question)
      .catch((problem) => {
        part("status").textContent = `The index of this copy could not be read: ${problem.message}.`;
      })
      .finally(() => { form.dataset.done = "yes"; });
  }
})();
