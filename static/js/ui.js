/* Progressive enhancement only: every page works without this file. Words come from data attributes. */
(() => {
  const all = (selector, scope = document) => [...scope.querySelectorAll(selector)];
  const on = (names, act) => names.split(" ").forEach((name) => document.addEventListener(name, act));

  // Theme. This file runs before the body is painted, so a stored choice never flashes.
  const systemDark = matchMedia("(prefers-color-scheme: dark)");

  function chosenTheme() {
    try { return localStorage.getItem("theme"); } catch { return null; }
  }

  function showTheme(theme = chosenTheme()) {
    const dark = theme ? theme === "dark" : systemDark.matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    if (theme) document.getElementById("dark-sheet").media = dark ? "screen" : "not all";
    for (const button of all("[data-theme-switch]")) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(dark));
    }
  }

  function switchTheme() {
    const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", theme); } finally { showTheme(theme); } // without storage: for this page
  }

  // Menus built on <details> close on Escape and on a click elsewhere.
  function closeMenus(keep) {
    for (const menu of all("details.menu[open]")) {
      if (keep && menu.contains(keep)) continue;
      menu.open = false;
      if (!keep) menu.querySelector("summary").focus();
    }
  }

  // Bulk choice: one box ticks all, and the bar counts.
  function countPicked(box) {
    const scope = box.form || document;
    const boxes = all("input[data-pick]", scope);
    if (box.matches("[data-pick-all]")) for (const one of boxes) one.checked = box.checked;
    const picked = boxes.filter((box) => box.checked).length;
    for (const place of all("[data-pick-count]", scope)) place.textContent = picked;
    for (const head of all("[data-pick-all]", scope)) {
      head.checked = picked > 0 && picked === boxes.length;
      head.indeterminate = picked > 0 && picked < boxes.length;
    }
  }

  function countLeft(area) {
    const place = document.querySelector(`[data-counter="${area.id}"]`);
    if (!place) return;
    const left = place.dataset.limit - area.value.length;
    const number = Math.abs(left).toLocaleString(document.documentElement.lang);
    place.textContent = (left < 0 ? place.dataset.over : place.dataset.left).replace("{n}", number);
    place.classList.toggle("over", left < 0);
  }

  // Autosave: what the server answers is in docs/design-system.md.
  const drafts = new Map();

  function tell(form, state, { words, time } = {}) {
    const place = document.querySelector(`[data-autosave-status="${form.id}"]`);
    if (!place) return;
    place.dataset.state = state;
    place.textContent = (words || place.dataset[state]).replace("{time}", time);
  }

  function touch(form, wait) {
    const draft = drafts.get(form) || {};
    drafts.set(form, Object.assign(draft, { unsaved: true }));
    clearTimeout(draft.timer);
    draft.timer = setTimeout(() => save(form, draft), wait);
  }

  const signedOut = (form) => document.querySelector(`[data-autosave-status="${form.id}"]`)?.dataset.signedOut;

  // Signing in again elsewhere changes the token; the cookie has the present one.
  function freshToken({ elements: { csrfmiddlewaretoken: field } }) {
    const found = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
    if (field && found) field.value = found[1];
  }

  async function save(form, draft) {
    if (draft.busy || "held" in form.dataset) return touch(form, 500); // held: a file is being attached just now
    Object.assign(draft, { busy: true, unsaved: false });
    tell(form, "saving");
    freshToken(form);
    let response, answer = {};
    try {
      const body = new FormData(form);
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      response = await fetch(form.dataset.autosave, { method: "POST", body, headers: { Accept: "application/json" } });
      answer = await response.json();
    } catch { /* no connection, or the sign-in page instead of an answer: told below */ }
    draft.busy = false;
    for (const [name, value] of Object.entries(answer.fields || {})) form.elements[name].value = value;
    if (response && response.ok && !response.redirected) {
      tell(form, "saved", { time: answer.saved_at || new Date().toTimeString().slice(0, 5) });
      form.dispatchEvent(new Event("saved"));
    } else {
      tell(form, "failed", { words: answer.message || (response && response.redirected && signedOut(form)) });
      if (!answer.message) touch(form, 15000);
      draft.unsaved = true;
    }
    if (draft.waiting) form.requestSubmit(draft.waiting);
  }

  function onInput(event) {
    const { form, type } = event.target;
    if (event.target.matches("[data-pick], [data-pick-all]")) return countPicked(event.target);
    countLeft(event.target);
    // A field is left by pressing "Save", too: what is told meanwhile must not push that button from under the finger.
    if (form && form.dataset.autosave && type !== "file") touch(form, event.type === "change" ? 400 : 1500);
  }

  // A form that is being saved is sent afterwards, with the version that the save left.
  function onSubmit(event) {
    const draft = drafts.get(event.target);
    if (!draft) return;
    freshToken(event.target);
    clearTimeout(draft.timer);
    draft.unsaved = false;
    draft.waiting = draft.busy ? event.submitter : null;
    if (draft.waiting) event.preventDefault();
  }

  function start() {
    showTheme();
    for (const button of all("[data-reveal]")) button.hidden = false;
    for (const place of all("[data-counter]")) countLeft(document.getElementById(place.dataset.counter));
    new Map(all("[data-pick]").map((box) => [box.form, box])).forEach((box) => countPicked(box)); // once a form
    for (const here of all(".nav [aria-current]")) here.closest("ul").scrollLeft = here.offsetLeft - 24;
  }

  // A secret is shown while its button is pressed in; no form is sent with it in plain sight, or browsers keep it.
  function reveal(button, shown) {
    button.setAttribute("aria-pressed", String(shown));
    document.getElementById(button.dataset.reveal).type = shown ? "text" : "password";
  }

  // A fragment that cannot be had, or has become the sign-in page: go there as a whole page.
  function wholePage(event) {
    const { xhr, pathInfo, requestConfig } = event.detail;
    const path = new URL(pathInfo.finalRequestPath, location).pathname;
    if (requestConfig.verb !== "get" || (xhr.status === 200 && new URL(xhr.responseURL).pathname === path)) return;
    event.preventDefault();
    location.assign(pathInfo.finalRequestPath);
  }

  // Selected first: where the clipboard is closed to us, the reader's own Ctrl-C does it.
  function copy(area) {
    area.select();
    navigator.clipboard?.writeText(area.value).catch(() => {});
  }

  // "/" goes to the search box, unless somebody is typing.
  function seek(event) {
    const box = document.querySelector("[data-seek]");
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (!box || typing || event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  }

  // To press the button of a filter ends its field, changes it and sends it: three questions, of which one is asked. Each
  // answer exchanges the list, and a click that falls between two of them would be lost.
  function askOnce(event) {
    const form = event.detail.elt;
    if (!form.matches?.("form.filters")) return;
    const asked = new URLSearchParams(new FormData(form)).toString();
    if (form.dataset.asked === asked && event.timeStamp - form.dataset.askedAt < 1500) return event.preventDefault();
    Object.assign(form.dataset, { asked, askedAt: event.timeStamp });
  }

  showTheme();
  systemDark.addEventListener("change", () => showTheme());
  on("DOMContentLoaded htmx:afterSettle", start);
  on("click", ({ target }) => {
    if (target.closest("[data-theme-switch]")) switchTheme();
    if (target.closest("[data-print]")) print();
    const eye = target.closest("[data-reveal]");
    if (eye) reveal(eye, eye.getAttribute("aria-pressed") === "false");
    if (target.closest("[data-copy]")) copy(document.getElementById(target.closest("[data-copy]").dataset.copy));
    closeMenus(target);
  });
  on("keydown", (event) => event.key === "Escape" && closeMenus());
  on("keydown", seek);
  on("input change", onInput);
  on("submit", onSubmit);
  on("submit", ({ target }) => all("[data-reveal]", target).forEach((button) => reveal(button, false)));
  on("htmx:beforeSwap htmx:sendError", wholePage);
  on("htmx:beforeRequest", askOnce);
  addEventListener("beforeunload", (event) => {
    if (![...drafts.values()].some((draft) => draft.unsaved || draft.busy)) return;
    event.preventDefault();
    event.returnValue = ""; // Chrome 109 asks only with this
  });
})();
