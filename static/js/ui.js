/* Progressive enhancement only: every page works without this file. Words come from data attributes. */
(() => {
  const root = document.documentElement;
  const darkSheet = document.getElementById("dark-sheet");
  const stored = {
    get() { try { return localStorage.getItem("theme"); } catch { return null; } },
    set(value) { try { localStorage.setItem("theme", value); } catch { /* private window: lasts for this page */ } },
  };
  const systemDark = matchMedia("(prefers-color-scheme: dark)");

  // Theme: this file runs before the body is painted, so a stored choice never flashes.
  function showTheme(theme) {
    root.dataset.theme = theme || (systemDark.matches ? "dark" : "light");
    if (darkSheet && theme) darkSheet.media = theme === "dark" ? "screen" : "not all";
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
    }
  }
  showTheme(stored.get());
  systemDark.addEventListener("change", () => showTheme(stored.get()));

  function onClick(event) {
    if (event.target.closest("[data-theme-switch]")) {
      const theme = root.dataset.theme === "dark" ? "light" : "dark";
      stored.set(theme);
      showTheme(theme);
    }
    if (event.target.closest("[data-print]")) print();
    closeMenus(event.target);
  }

  function closeMenus(keep) {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(keep)) menu.open = false;
  }

  function onKey(event) {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  }

  // Bulk choice: one box ticks all, and the bar counts.
  function countPicked(scope) {
    const boxes = [...scope.querySelectorAll("input[data-pick]")];
    const picked = boxes.filter((box) => box.checked).length;
    for (const place of scope.querySelectorAll("[data-pick-count]")) place.textContent = picked;
    for (const all of scope.querySelectorAll("[data-pick-all]")) {
      all.checked = picked > 0 && picked === boxes.length;
      all.indeterminate = picked > 0 && picked < boxes.length;
    }
  }

  function onPick(box) {
    const scope = box.form || document;
    if (box.matches("[data-pick-all]")) {
      for (const one of scope.querySelectorAll("input[data-pick]")) one.checked = box.checked;
    }
    countPicked(scope);
  }

  // Characters left, counted as Django counts them (a line break is two characters when posted).
  function countLeft(area) {
    const place = document.querySelector(`[data-counter="${area.id}"]`);
    if (!place) return;
    const left = area.maxLength - area.value.replace(/\r?\n/g, "\r\n").length;
    place.textContent = (left < 0 ? place.dataset.over : place.dataset.left).replace("{n}", Math.abs(left));
    place.classList.toggle("over", left < 0);
  }

  // Autosave: docs/design-system.md states what the server answers.
  const drafts = new Map();
  const draftOf = (form) => drafts.get(form) || drafts.set(form, { timer: 0, busy: false, unsaved: false }).get(form);

  function tell(form, state, text) {
    const place = document.querySelector(`[data-autosave-status="${form.id}"]`);
    if (!place) return;
    place.dataset.state = state;
    place.textContent = text || place.dataset[state];
  }

  function touch(form, wait) {
    const draft = draftOf(form);
    draft.unsaved = true;
    clearTimeout(draft.timer);
    draft.timer = setTimeout(() => save(form), wait);
  }

  async function save(form) {
    const draft = draftOf(form);
    if (draft.busy) return touch(form, 500);
    draft.busy = true;
    draft.unsaved = false;
    tell(form, "saving");
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    let answer = {};
    try {
      const response = await fetch(form.dataset.autosave, {
        method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" },
      });
      answer = await response.json().catch(() => ({}));
      if (!response.ok || response.redirected) throw new Error(answer.message || "");
      for (const [name, value] of Object.entries(answer.fields || {})) form.elements[name].value = value;
      const clock = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
      const place = document.querySelector(`[data-autosave-status="${form.id}"]`);
      if (!draft.unsaved && place) tell(form, "saved", place.dataset.saved.replace("{time}", answer.saved_at || clock));
    } catch (failure) {
      tell(form, "failed", failure instanceof TypeError ? "" : failure.message);
      if (!draft.unsaved) touch(form, 15000);
    } finally {
      draft.busy = false;
    }
  }

  function onInput(event) {
    if (event.target.maxLength > 0) countLeft(event.target);
    const form = event.target.form;
    if (form && form.dataset.autosave && event.target.type !== "file") touch(form, event.type === "change" ? 0 : 1500);
  }

  function onChange(event) {
    if (event.target.matches("[data-pick], [data-pick-all]")) onPick(event.target);
    else onInput(event);
  }

  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("input", onInput);
  document.addEventListener("change", onChange);
  document.addEventListener("submit", (event) => {
    const draft = drafts.get(event.target);
    if (draft) { clearTimeout(draft.timer); draft.unsaved = false; }
  });
  addEventListener("beforeunload", (event) => {
    if ([...drafts.values()].some((draft) => draft.unsaved || draft.busy)) event.preventDefault();
  });
  document.addEventListener("DOMContentLoaded", () => {
    showTheme(stored.get());
    for (const area of document.querySelectorAll("[data-counter]")) countLeft(document.getElementById(area.dataset.counter));
    for (const all of document.querySelectorAll("[data-pick-all]")) countPicked(all.form || document);
    const here = document.querySelector(".nav [aria-current]");
    if (here) here.scrollIntoView({ block: "nearest", inline: "center" });
  });
})();
