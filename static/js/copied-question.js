/* What is typed into the search of a copy of the site -> words, phrases, filters, read as the server reads it. */
"use strict";

(() => {
  const LONGEST = 300;
  const MOST_TERMS = 16;

  // --- words, as documents/search/words.py has them ----------------------------------------------
  const DENSE = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const MARKS = "\\u0300-\\u036f\\u0591-\\u05bd\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4";
  const WORD = new RegExp(`[${DENSE}]+|(?:(?![${DENSE}])[\\p{L}\\p{N}]|[${MARKS}])+`, "gu");
  const IS_DENSE = new RegExp(`^[${DENSE}]`, "u");
  const JOINT = /^(?:[-‐‑‒–/.'’_&+:@(]{1,2}|\)[-./]?)$/u;
  const DIGITS = /[٠-٩۰-۹]/gu;
  const SAME = { "ى": "ي", "ٱ": "ا", "ک": "ك", "ی": "ي", "ـ": "" };

  const fold = (word) => {
    let folded = word.slice(0, 60).toLowerCase().replace(/ß/gu, "ss").replace(/ς/gu, "σ").normalize("NFKD");
    folded = folded.replace(/(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f]/gu, "");
    folded = folded.replace(/\p{Mn}/gu, (mark) => (mark === "\u0306" ? mark : "")).normalize("NFC");
    folded = folded.replace(/[ىٱکیـ]/gu, (letter) => SAME[letter]);
    folded = folded.replace(DIGITS, (digit) => String(digit.codePointAt(0) & 15));
    return folded.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "").slice(0, 60);
  };

  const wordsOf = (text) => {
    const found = [];
    let end = -1;
    for (const match of text.matchAll(WORD)) {
      const start = match.index;
      const joined = end >= 0 && start - end <= 2 && JOINT.test(text.slice(end, start));
      end = start + match[0].length;
      if (IS_DENSE.test(match[0])) {
        const letters = [...match[0]];
        const pairs = letters.length === 1 ? letters : letters.slice(1).map((letter, at) => letters[at] + letter);
        pairs.forEach((pair, at) => found.push({ text: pair, dense: true, joined: joined && at === 0 }));
      } else if (fold(match[0])) {
        found.push({ text: fold(match[0]), start, end, joined });
      }
    }
    return found;
  };
  const keyOf = (value) => fold(value.slice(0, 200));

  // --- the question, as documents/search/asked.py reads it ---------------------------------------
  const PIECE = /(?<minus>-)?(?:(?<key>[A-Za-z]{2,12}):)?(?:["“”„«»](?<phrase>[^"“”„«»]*)(?:["“”„«»]|$)|(?<word>[^\s"“”„«»]+))/gu;

  class Reading {
    constructor(about) {
      Object.assign(this, { about, clauses: [], filters: new Map(), small: [], notes: [], joins: false, bars: false });
    }

    add(term, negated) {
      if (this.clauses.reduce((sum, clause) => sum + clause.terms.length, 0) >= MOST_TERMS) return;
      negated = negated || this.bars;
      const last = this.clauses.at(-1);
      if (this.joins && last && last.negated === negated) last.terms.push(term);
      else this.clauses.push({ terms: [term], negated });
      this.joins = this.bars = false;
    }

    filter(name, value, negated) {
      let key = keyOf(value);
      if (!key) return;
      if (name === "kind") {
        const one = key.replace(/s$/u, "");
        key = this.about.kindWords[key] ?? this.about.kindWords[one] ?? one;
      }
      const term = { token: `${name}=${key}` };
      if (negated || this.bars || this.joins) this.add(term, negated);
      else this.filters.set(name, [...(this.filters.get(name) ?? []), term]);
    }

    take({ minus, key, phrase, word }) {
      const name = (key ?? "").toLowerCase();
      const value = phrase ?? word;
      if (name === "before" || name === "after") {
        this.notes.push(`A copy cannot look for days: “${name}:” was left out. “year:2013” is understood.`);
      } else if (Object.hasOwn(this.about.filters, name)) {
        this.filter(this.about.filters[name], value, minus !== undefined);
      } else if (phrase === undefined && !name && ["OR", "|", "AND", "&", "NOT"].includes(word)) {
        this.joins ||= (word === "OR" || word === "|") && this.clauses.length > 0;
        this.bars ||= word === "NOT";
      } else {
        this.words(key ? `${key} ${value}` : value, minus !== undefined, phrase !== undefined);
      }
    }

    words(value, negated, quoted) {
      const words = wordsOf(value);
      if (!words.length) return;
      if (!quoted && !negated && !this.joins && this.about.small.includes(value)) {
        this.small.push(words);
        return;
      }
      const begun = !quoted && value.endsWith("*") && words.length === 1 && words[0].text.length > 1;
      this.add(begun ? { beginning: words[0].text } : { words }, negated);
    }

    done() {
      if (!this.clauses.some(({ terms, negated }) => !negated && terms.some((term) => !term.token))) {
        this.small.forEach((words) => this.add({ words }, false));
      }
      this.clauses.push(...[...this.filters.values()].map((terms) => ({ terms, negated: false })));
      return this;
    }
  }

  const read = (text, about) => {
    const reading = new Reading(about);
    for (const match of text.slice(0, LONGEST).matchAll(PIECE)) reading.take(match.groups);
    return reading.done();
  };

  window.copiedQuestion = { wordsOf, read };
})();
