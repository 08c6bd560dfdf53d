/* Search without a server: fetches the few shards of /search/ that a query needs and reads them here.
   Every hit is true, because the whole name is compared; a list is either complete or marked as cut.
   Keys are compared by code point, as they were sorted. Whatever comes out of a file is shown as text. */
(function () {
  "use strict";

  var BUDGET = 36000; /* compressed bytes a query may cost, so that it stays instant on a phone */
  var MOST = 39500; /* what it may cost at all, where even the first shards are large */
  var RESERVE = 9000; /* of them for document numbers, after names */
  var SHOWN = 100, FIRST = 5; /* hits of a kind on the page of the search, and at home */
  var ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /* ---------- folding, the same as when the index was made ---------- */
  var BLANK = /[\s\u0085\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/g;
  function level(text) {
    return text.normalize("NFKC").replace(BLANK, "").normalize("NFKC").toUpperCase()
      .replace(/[〔［【（[(]/g, "(").replace(/[〕］】）\])]/g, ")").replace(/\|/g, "/");
  }
  function simplify(text, table) {
    return Array.from(text, function (one) { return table.get(one) || one; }).join("");
  }
  function tableOf(pairs) {
    var table = new Map(), signs = Array.from(pairs);
    for (var i = 0; i + 1 < signs.length; i += 2) table.set(signs[i], signs[i + 1]);
    return table;
  }
  /* The characters of GB 2312 are simplified but for a few, which places.txt names: only others need the large table. */
  var ordinary = null;
  function isOrdinary(text) {
    if (!ordinary) {
      var bytes = [];
      for (var row = 0xb0; row <= 0xf7; row++) for (var cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
      ordinary = new Set(new TextDecoder("gbk").decode(new Uint8Array(bytes)));
    }
    return Array.from(text).every(function (one) { return !/\p{Script=Han}/u.test(one) || ordinary.has(one); });
  }

  /* ---------- order and directories ---------- */
  function compare(a, b) {
    var x = Array.from(a), y = Array.from(b);
    for (var i = 0; i < x.length && i < y.length; i++) {
      if (x[i] !== y[i]) return x[i].codePointAt(0) - y[i].codePointAt(0);
    }
    return x.length - y.length;
  }
  function number(letters) {
    return Array.from(letters).reduce(function (sum, one) { return sum * 52 + ALPHABET.indexOf(one); }, 0);
  }
  function linesOf(text) { return text ? text.split("\n") : []; }
  function directoryOf(text) {
    return linesOf(text).map(function (line) {
      var cells = line.split("|");
      return { key: cells[0], file: cells[1], rows: number(cells[2]), size: number(cells[3]) };
    });
  }
  /* The entries that may hold keys beginning with a prefix: from the last that begins before it. */
  function span(directory, prefix) {
    var low = 0, high = directory.length;
    while (high - low > 1) {
      var middle = (low + high) >> 1;
      if (compare(directory[middle].key, prefix) < 0) low = middle; else high = middle;
    }
    var end = low + 1;
    while (end < directory.length && (compare(directory[end].key, prefix) <= 0 || directory[end].key.startsWith(prefix))) end++;
    return directory.slice(low, Math.min(end, directory.length));
  }
  function fileOf(family, floor, name) { return family + "/" + floor + "/" + name[0] + "/" + name.slice(1) + ".txt.gz"; }
  function rowsOf(entries) { return entries.reduce(function (sum, one) { return sum + one.rows; }, 0); }

  /* ---------- the finder: get(path, fresh) gives a promise of { text, bytes } ---------- */
  function makeFinder(get) {
    var kept = new Map(), places = null, large = null;

    function purse() { return { spent: 0 }; }
    function load(path, cost) {
      if (kept.has(path)) return kept.get(path).then(function (got) { return got.text; });
      var asked = get(path);
      kept.set(path, asked);
      asked.catch(function () { kept.delete(path); });
      return asked.then(function (got) { cost.spent += got.bytes; return got.text; });
    }
    function isKept(path) { return kept.has(path); }

    async function learn(cost) {
      if (!places) places = parsePlaces(await load("places.txt.gz", cost));
      return places;
    }

    /* Shards of a family for a prefix, as many as the limit allows: { lines, complete, rows }. */
    async function shardsOf(family, prefix, limit, cost) {
      var root = span(directoryOf(await load(family + "/root.txt.gz", cost)), prefix), found = [], complete = true;
      for (var entry of root) {
        var middle = fileOf(family, "m", entry.file);
        if (cost.spent + entry.size > (found.length ? limit : MOST) && !isKept(middle)) { complete = false; break; }
        found = found.concat(span(directoryOf(await load(middle, cost)), prefix));
        if (rowsOf(found) > 20000) { complete = root.length === 1 || entry === root[root.length - 1]; break; }
      }
      return { shards: found, complete: complete };
    }
    async function linesFor(family, prefix, limit, cost) {
      var reach = await shardsOf(family, prefix, limit, cost), planned = cost.spent, wanted = [];
      for (var shard of reach.shards) {
        var path = fileOf(family, "s", shard.file), size = isKept(path) ? 0 : shard.size;
        /* The first two even beyond the limit: what is sought may only begin with the second. */
        if (planned + size > (wanted.length > 1 ? limit : MOST)) { reach.complete = false; break; }
        planned += size;
        wanted.push(path);
      }
      var texts = await Promise.all(wanted.map(function (path) { return load(path, cost); }));
      return { lines: texts.flatMap(linesOf), complete: reach.complete };
    }
    async function weigh(word, cost) {
      return rowsOf(span(directoryOf(await load("names/root.txt.gz", cost)), cut(word)));
    }
    function cut(word) { return Array.from(word).slice(0, 9).join(""); }

    async function findNames(words, wanted, limit, cost) {
      var none = { hits: [], complete: true };
      var keys = words.filter(function (word) { return Array.from(word).length > 1; });
      var plain = keys.filter(function (word) { return !/^[0-9][0-9A-Z]+$/.test(word); });
      if (plain.length) keys = plain;
      if (!keys.length) return none;
      var isForm = function (word) { return places.forms.some(function (form) { return form.includes(word); }); };
      var rarest = keys[0], weight = Infinity;
      for (var key of keys) {
        var heavy = keys.length > 1 ? await weigh(key, cost) + (isForm(key) ? 1e9 : 0) : 0;
        if (heavy < weight) { rarest = key; weight = heavy; }
      }
      var got = await linesFor("names", cut(rarest), limit, cost), seen = new Set(), hits = [];
      for (var line of got.lines) {
        if (seen.has(line)) continue;
        seen.add(line);
        var hit = organisation(line), folded = hit.folded || level(hit.name);
        if (folded.includes(rarest) && words.every(function (word) { return folded.includes(word) || hit.code.startsWith(word); })) {
          hit.folded = folded;
          if (wanted(hit.facets)) hits.push(hit);
        }
      }
      var rank = function (hit) { var at = hit.folded.indexOf(rarest); return hit.folded === rarest ? -1 : at; };
      hits.sort(function (a, b) { return rank(a) - rank(b) || a.folded.length - b.folded.length || compare(a.name, b.name); });
      return { hits: hits, complete: got.complete && !isForm(rarest) };
    }
    async function findCodes(code, wanted, limit, cost) {
      if (!/^[0-9A-Z]{2,18}$/.test(code)) return { hits: [], complete: true };
      var got = await linesFor("codes", code, limit, cost);
      var hits = got.lines.map(organisation).filter(function (hit) { return hit.code.startsWith(code) && wanted(hit.facets); });
      return { hits: hits, complete: got.complete };
    }
    async function findDocuments(whole, wanted, limit, cost) {
      var key = whole.replace(/^第+/, "").replace(/号+$/, "");
      if (Array.from(key).length < 2) return { hits: [], complete: true };
      var got = await linesFor("documents", key, limit, cost), hits = [];
      for (var line of got.lines) {
        var cells = line.split("|"), own = (cells[4] || level(cells[0])).replace(/^第+/, "").replace(/号+$/, "");
        if (own.startsWith(key) && wanted([cells[3]])) {
          hits.push({ number: cells[0], name: cells[1], record: cells[2], facets: [cells[3]], folded: own });
        }
      }
      hits.sort(function (a, b) { return (a.folded !== key) - (b.folded !== key) || compare(a.folded, b.folded); });
      return { hits: hits, complete: got.complete };
    }
    function organisation(line) {
      var cells = line.split("|"), facets = [], width = places.width;
      for (var at = 0; at < cells[2].length; at += width) facets.push(cells[2].slice(at, at + width));
      var isCode = /^[0-9A-Z]{18}$/.test(cells[1]);
      return { name: cells[0], code: isCode ? cells[1] : cells[4] || "", record: isCode ? "" : cells[1], facets: facets, folded: cells[3] || "" };
    }

    /* { names, codes, documents } each { hits, complete }; words; bytes spent; short where there is nothing to look for. */
    async function find(query, filter) {
      var cost = purse();
      await learn(cost);
      var table = places.few;
      if (!isOrdinary(query.normalize("NFKC"))) {
        if (!large) large = tableOf(await load("characters.txt.gz", cost));
        table = large;
      }
      var folded = function (text) { return simplify(level(text), table); };
      var words = query.split(/\s+/).map(folded).filter(Boolean), whole = folded(query);
      if (Array.from(whole).length < 2) return { short: true, words: words, bytes: cost.spent };
      var wanted = places.wants(filter || {}), isCoded = /^[0-9A-Z()/.\-]+$/.test(whole);
      var families = isCoded ? ["codes", "documents", "names"] : ["names", "documents"];
      await Promise.all(families.map(function (family) { return load(family + "/root.txt.gz", cost); }));
      var nothing = { hits: [], complete: true }, codes = nothing, documents, names;
      if (isCoded) {
        codes = await findCodes(whole, wanted, cost.spent + RESERVE, cost);
        documents = await findDocuments(whole, wanted, cost.spent + RESERVE, cost);
        names = await findNames(words, wanted, BUDGET, cost);
      } else {
        names = await findNames(words, wanted, BUDGET - RESERVE, cost);
        documents = await findDocuments(whole, wanted, BUDGET, cost);
      }
      return { names: names, codes: codes, documents: documents, words: words, bytes: cost.spent };
    }
    return { find: find, places: async function () { return learn(purse()); }, forget: function () { kept.clear(); places = large = null; } };
  }

  function parsePlaces(text) {
    var tables = { d: [], p: [], y: [], r: [], f: [], t: [] };
    linesOf(text).forEach(function (line) { var cells = line.split("|"); tables[cells[0]].push([cells[1], cells[2]]); });
    var widths = [tables.d, tables.p, tables.y].map(function (table) { return table.length > 52 ? 2 : 1; });
    var starts = [0, widths[0], widths[0] + widths[1]];
    var regions = new Map(tables.r);
    function index(facet, part) { return number(facet.slice(starts[part], starts[part] + widths[part])); }
    return {
      datasets: tables.d, departments: tables.p, years: tables.y,
      forms: tables.f.map(function (one) { return one[1]; }),
      few: tableOf(tables.t.map(function (one) { return one[1]; }).join("")),
      width: widths[0] + widths[1] + widths[2],
      region: function (code) { return regions.get(code.slice(2, 8)) || regions.get(code.slice(2, 4)) || ""; },
      lists: function (facets) {
        var own = new Set(facets.map(function (one) { return index(one, 0); }));
        return tables.d.filter(function (_, place) { return own.has(place); }).map(function (one) { return one[1]; });
      },
      wants: function (filter) {
        var chosen = [filter.list, filter.department, filter.year];
        return function (facets) {
          return facets.some(function (facet) {
            return [tables.d, tables.p, tables.y].every(function (table, part) {
              return !chosen[part] || table[index(facet, part)][0] === chosen[part];
            });
          });
        };
      }
    };
  }

  async function fetchText(path) {
    var answer = await fetch("/search/" + path, /^places|root/.test(path.split("/").pop()) ? { cache: "no-cache" } : {});
    if (!answer.ok) throw new Error("search " + answer.status);
    var bytes = new Uint8Array(await answer.arrayBuffer());
    var isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b; /* some servers unpack .gz by themselves */
    var text = isPacked
      ? await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text()
      : new TextDecoder().decode(bytes);
    return { text: text, bytes: bytes.length };
  }

  window.gongshi = { makeFinder: makeFinder, fetchText: fetchText, level: level };

  /* ---------- the page ---------- */
  var FAMILIES = ["names", "codes", "documents"];
  var form, box, status, results, filters, finder, words, turn = 0, timer;

  /* What is said stands in the page, in its language; values stand in braces. */
  function say(name, values) {
    return words[name].replace(/\{(\w+)\}/g, function (_, value) { return values[value]; });
  }
  function isChinese() { return document.documentElement.lang.startsWith("zh"); }
  /* Data are Chinese, whatever the language of the page. */
  function data(made) {
    if (!isChinese()) made.lang = "zh-CN";
    return made;
  }

  function make(tag, words, className) {
    var made = document.createElement(tag);
    if (words) made.textContent = words;
    if (className) made.className = className;
    return made;
  }
  /* A name with the words of the query marked; where folding changed its length, unmarked. */
  function marked(parent, text, words) {
    var folded = level(text), at = -1, word = "";
    if (Array.from(folded).length === Array.from(text).length && folded.length === text.length) {
      words.forEach(function (one) { var place = folded.indexOf(one); if (place >= 0 && one.length > word.length) { at = place; word = one; } });
    }
    if (at < 0) { parent.append(text); return; }
    parent.append(text.slice(0, at), make("mark", text.slice(at, at + word.length)), text.slice(at + word.length));
  }
  function addressOf(hit) {
    return !hit.record ? "/subject/" + hit.code.slice(-2) + "/" + hit.code + ".html" : "/record/" + hit.record.slice(0, 2) + "/" + hit.record + ".html";
  }
  function organisationItem(hit, parts, places) {
    var item = make("li"), link = data(make("a")), about = make("p");
    link.href = addressOf(hit);
    marked(link, hit.name, parts);
    if (hit.code) {
      about.append(say("tail", { tail: hit.code.slice(-6) }), "　");
      if (places.region(hit.code)) about.append(data(make("span", places.region(hit.code))), "　");
    }
    about.append(data(make("span", places.lists(hit.facets).join(say("comma")))));
    item.append(link, about);
    return item;
  }
  function documentItem(hit, parts, places) {
    var item = make("li"), link = data(make("a")), about = data(make("p"));
    link.href = addressOf({ record: hit.record });
    marked(link, hit.number, parts);
    about.textContent = hit.name + "　" + places.lists(hit.facets).join(say("comma"));
    item.append(link, about);
    return item;
  }
  function summary(family, found, query, shown) {
    var how = !found.complete ? "-cut" : found.hits.length === shown ? "-all" : "-some";
    return say(family + how, { query: query, count: found.hits.length, shown: shown });
  }
  function group(family, found, query, parts, places) {
    var section = make("section", "", "sec"), body = make("div"), list = make("ol", "", "hits");
    var hits = found.hits.slice(0, filters ? SHOWN : FIRST), item = family === "documents" ? documentItem : organisationItem;
    section.append(make("h2", say(family)), body);
    var line = summary(family, found, query, hits.length);
    body.append(make("p", line));
    hits.forEach(function (hit) { list.append(item(hit, parts, places)); });
    if (hits.length) body.append(list);
    if (!filters && hits.length < found.hits.length) {
      var all = make("a", say("all"));
      all.href = say("search-address") + "?" + new URLSearchParams({ q: query });
      body.append(make("p", "", "cut"));
      body.lastChild.append(all);
    } else if (!found.complete || hits.length < found.hits.length) {
      var rest = make("p", "", "cut");
      var around = words.narrow.split("{link}"), link = make("a", say("download"));
      link.href = say("download-address");
      rest.append(make("b", say("cut")), around[0], link, around[1]);
      body.append(rest);
    }
    results.append(section);
    return line;
  }
  function nothing(query) {
    var section = make("section", "", "sec"), body = make("div"), note = make("div", "", "note"), inner = make("div"), list = make("ul");
    ["none-hint-1", "none-hint-2", "none-hint-3"].forEach(function (hint) { list.append(make("li", say(hint))); });
    inner.append(make("p", say("none-means")));
    note.append(make("b", say("none-title")), inner);
    body.append(make("p", say("none-found", { query: query })), list, note);
    section.append(make("h2", say("none")), body);
    results.append(section);
    return say("none-said");
  }
  function chosen() {
    var data = new FormData(form);
    return { list: data.get("list") || "", department: data.get("department") || "", year: data.get("year") || "" };
  }
  function remember(query, filter) {
    if (!filters) return;
    var asked = new URLSearchParams();
    if (query) asked.set("q", query);
    Object.keys(filter).forEach(function (name) { if (filter[name]) asked.set(name, filter[name]); });
    history.replaceState(null, "", asked.size || query ? "?" + asked : location.pathname);
  }
  async function answer(query, filter, isSecond) {
    try {
      return [await finder.find(query, filter), await finder.places()];
    } catch (error) {
      if (isSecond) throw error;
      finder.forget(); /* the site was made anew while this page was open */
      return answer(query, filter, true);
    }
  }
  async function run() {
    var mine = ++turn, query = box.value.trim(), filter = chosen(), said = "", found, places;
    remember(query, filter);
    if (!query) { results.replaceChildren(); status.textContent = ""; return; }
    try {
      [found, places] = await answer(query, filter, false);
    } catch (error) {
      if (mine === turn) { results.replaceChildren(); status.className = ""; status.textContent = say("failed"); }
      return;
    }
    if (mine !== turn) return;
    results.replaceChildren();
    if (found.short) { status.className = ""; status.textContent = say("short"); return; }
    FAMILIES.forEach(function (one) {
      var family = found[one];
      if (family.hits.length || !family.complete) said += group(one, family, query, found.words, places);
    });
    status.className = said ? "unseen" : ""; /* each list says the same above itself */
    status.textContent = said || nothing(query);
  }
  function later() { clearTimeout(timer); timer = setTimeout(run, 150); }
  function step(event) {
    var links = Array.from(results.querySelectorAll(".hits a")), at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && at >= 0) { box.focus(); event.preventDefault(); return; }
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || (at < 0 && document.activeElement !== box)) return;
    var next = at + (event.key === "ArrowDown" ? 1 : -1);
    if (next < -1 || next >= links.length) return;
    event.preventDefault();
    (next < 0 ? box : links[next]).focus();
  }
  function offer(name, table, isNamed) {
    var select = form.elements[name];
    table.forEach(function (one) {
      if (!one[0]) return;
      var option = isNamed ? data(make("option", one[1])) : make("option", say("year", { year: one[0] }));
      option.value = one[0];
      select.append(option);
    });
  }
  function isStale() {
    var today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
    return document.getElementById("stale") && today > document.body.dataset.expires;
  }

  document.addEventListener("DOMContentLoaded", async function () {
    form = document.getElementById("search");
    if (!form) return;
    words = JSON.parse(document.getElementById("search-words").textContent);
    box = form.elements.q;
    status = document.getElementById("search-status");
    results = document.getElementById("search-results");
    filters = document.getElementById("search-filters");
    if (isStale() || typeof DecompressionStream === "undefined") {
      if (filters) status.textContent = say(isStale() ? "stale" : "old");
      return;
    }
    finder = makeFinder(fetchText);
    var asked = new URLSearchParams(location.search);
    box.value = asked.get("q") || "";
    if (filters) form.addEventListener("submit", function (event) { event.preventDefault(); clearTimeout(timer); run(); });
    box.addEventListener("input", function (event) { if (!event.isComposing) later(); });
    box.addEventListener("compositionend", later);
    document.addEventListener("keydown", step);
    if (filters) await offerFilters(asked);
    if (box.value) run();
  });

  async function offerFilters(asked) {
    try {
      var places = await finder.places();
      offer("list", places.datasets, true);
      offer("department", places.departments, true);
      offer("year", places.years, false);
      ["list", "department", "year"].forEach(function (name) {
        form.elements[name].value = asked.get(name) || "";
        form.elements[name].addEventListener("change", run);
      });
      filters.hidden = false;
    } catch (error) { /* the search itself will say so */ }
  }
})();
