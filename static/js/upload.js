/* Files in pieces over a poor line, as tus 1.0.0 says. Without this file the form takes them all the same. */
(() => {
  const PIECE = 256 * 1024; // what a broken line costs at most
  const LONGEST_WAIT = 30; // seconds between two tries
  const queues = new Map(); // of each form: what is being sent, one file after the other

  class Refused extends Error {} // the message is for the reader, and trying again would not help
  class Gone extends Error {} // the server has forgotten what had come

  const words = (zone, name, known = {}) =>
    (zone.dataset[name] || "").replace(/{(\w+)}/g, (_whole, key) => known[key]);

  const inBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
  const said = (name, text) => `${name} ${inBase64(new TextEncoder().encode(text))}`;

  function size(bytes) {
    const [value, unit] = bytes < 1048576 ? [bytes / 1024, "KB"] : [bytes / 1048576, "MB"];
    return `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: unit === "MB" ? 1 : 0 })} ${unit}`;
  }

  // Until the seconds are over, or the line is back.
  function pause(seconds) {
    return new Promise((go) => {
      const timer = setTimeout(go, seconds * 1000);
      addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
    });
  }

  async function ask(job, address, method, headers = {}, body) {
    const found = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
    const token = found ? found[1] : job.form.elements.csrfmiddlewaretoken.value;
    const meant = ["PATCH", "DELETE"].includes(method) ? { "X-HTTP-Method-Override": method } : {};
    const response = await fetch(address, {
      method: method === "HEAD" ? "HEAD" : "POST", body, signal: job.stop.signal,
      headers: { Accept: "application/json", "Tus-Resumable": "1.0.0", "X-CSRFToken": token, ...meant, ...headers },
    });
    if (response.redirected) throw new Refused(words(job.zone, "signedOut"));
    if (response.ok || response.status === 409) return response; // 409: the file stands elsewhere, and the answer says where
    if ([404, 410].includes(response.status) && job.where) throw new Gone();
    if (response.status >= 500 || [429, 460].includes(response.status)) throw new Error(response.status);
    const answer = await response.json().catch(() => ({}));
    throw new Refused(answer.message || words(job.zone, "refused"));
  }

  const offsetOf = (response) => Number(response.headers.get("Upload-Offset"));

  async function begin(job) {
    const { file, form } = job;
    const response = await ask(job, job.zone.dataset.upload, "POST", {
      "Upload-Length": String(file.size),
      "Upload-Metadata": [said("filename", file.name), said("kind", form.elements.file_kind.value),
        said("mark", String(file.lastModified))].join(","),
    });
    job.where = response.headers.get("Location");
    return offsetOf(response);
  }

  async function piece(job, offset) {
    const bytes = await job.file.slice(offset, offset + PIECE).arrayBuffer()
      .catch(() => { throw new Refused(words(job.zone, "unreadable")); });
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) };
    if (crypto.subtle) {
      headers["Upload-Checksum"] = `sha256 ${inBase64(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)))}`;
    }
    const response = await ask(job, job.where, "PATCH", headers, bytes);
    adopt(job.form, response.headers.get("Content-Version"));
    return offsetOf(response);
  }

  // The file is part of what the form is about. Its own version moves on, but only from the one before: what somebody
  // else wrote meanwhile must still be met.
  function adopt(form, version) {
    const field = form.elements.version;
    if (field && version && Number(version) === Number(field.value) + 1) field.value = version;
  }

  // The last piece changes what the form is about: it and a save by the form itself take turns.
  async function lastPiece(job, offset) {
    const status = document.querySelector(`[data-autosave-status="${job.form.id}"]`);
    while (status && status.dataset.state === "saving") await pause(0.2);
    job.form.dataset.held = "";
    try { return await piece(job, offset); } finally { delete job.form.dataset.held; }
  }

  async function send(job) {
    for (let tries = 0, offset = null; ;) {
      try {
        if (!job.where) offset = await begin(job);
        else if (offset === null) offset = offsetOf(await ask(job, job.where, "HEAD"));
        while (offset < job.file.size) {
          show(job, "sending", offset);
          const isLast = offset + PIECE >= job.file.size;
          const now = await (isLast ? lastPiece(job, offset) : piece(job, offset));
          if (now > offset) tries = 0;
          offset = now;
        }
        return;
      } catch (fault) {
        if (fault instanceof Refused || job.stop.signal.aborted) throw fault;
        if (fault instanceof Gone) job.where = "";
        show(job, "broken", offset || 0);
        offset = null;
        await pause(Math.min(2 ** tries++, LONGEST_WAIT));
      }
    }
  }

  function show(job, state, offset = 0) {
    job.row.dataset.state = state;
    job.row.querySelector("progress").value = offset / job.file.size;
    const place = job.row.querySelector("[data-upload-words]");
    place.setAttribute("aria-live", state === "sending" ? "off" : "polite"); // each piece read aloud would be noise
    place.textContent = words(job.zone, state, { done: size(offset), size: size(job.file.size) });
  }

  async function run(job) {
    try {
      await send(job);
      job.row.remove();
      await listAnew(job);
    } catch (fault) {
      if (job.stop.signal.aborted) {
        job.row.remove();
        if (job.where) fetchQuietly(job);
      } else {
        show(job, "failed");
        job.row.querySelector("[data-upload-words]").textContent = fault.message;
      }
    }
  }

  function fetchQuietly(job) {
    job.stop = new AbortController();
    ask(job, job.where, "DELETE").catch(() => {}); // else it expires
  }

  // The page's own list of files, and what stands beside the form.
  async function listAnew({ zone, form }) {
    const answer = await fetch(zone.dataset.page).catch(() => null);
    if (answer && answer.ok && !answer.redirected) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const [old, fresh] = [document, page].map((one) => one.querySelector(`[data-files="${zone.id}"]`));
      if (old && fresh) old.replaceWith(fresh);
    }
    form.dispatchEvent(new Event("saved"));
  }

  function take(zone, files) {
    const list = zone.querySelector("[data-upload-list]");
    const form = zone.closest("form");
    for (const file of files) {
      const row = zone.querySelector("template").content.firstElementChild.cloneNode(true);
      const job = { zone, form, file, row, where: "", stop: new AbortController() };
      row.querySelector("[data-upload-name]").textContent = file.name;
      row.querySelector("progress").setAttribute("aria-label", file.name);
      row.querySelector("button").addEventListener("click", () => {
        job.stop.abort();
        if (["failed", "waiting"].includes(row.dataset.state)) row.remove();
      });
      list.append(row);
      show(job, "waiting");
      const queue = queues.get(form) || { left: 0, last: Promise.resolve(), waiting: null };
      queues.set(form, queue);
      queue.left += 1;
      queue.last = queue.last.then(() => job.stop.signal.aborted || run(job)).then(() => ended(form, queue));
    }
  }

  function ended(form, queue) {
    queue.left -= 1;
    if (queue.left || !queue.waiting) return;
    const submitter = queue.waiting;
    queue.waiting = null;
    if (form.querySelector('[data-state="failed"]')) tell(form, "notSaved");
    else form.requestSubmit(submitter);
  }

  // "Save" waits for files that are still coming; pressed once more, it does not.
  function onSubmit(event) {
    const queue = queues.get(event.target);
    if (!queue || !queue.left || queue.waiting) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    queue.waiting = event.submitter;
    tell(event.target, "then");
  }

  function tell(form, name) {
    const zone = form.querySelector("[data-upload]");
    zone.querySelector("[data-upload-save]").textContent = words(zone, name);
  }

  const zoneOf = ({ target }) => target.closest?.("[data-upload]");

  document.addEventListener("change", (event) => {
    const zone = event.target.type === "file" && zoneOf(event);
    if (!zone) return;
    take(zone, [...event.target.files]);
    event.target.value = ""; // the form must not send them once more
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const zone = zoneOf(event);
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("is-over", name === "dragover");
      if (name === "drop") take(zone, [...event.dataTransfer.files]);
    });
  }
  addEventListener("submit", onSubmit, true);
  addEventListener("beforeunload", (event) => {
    if (![...queues.values()].some((queue) => queue.left)) return;
    event.preventDefault();
    event.returnValue = ""; // Chrome 109 asks only with this
  });
})();
