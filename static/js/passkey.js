// Talks to the device's passkeys. A form with data-passkey="get" shows who one is, "create" adds a key, and "enter"
// signs in without a password: it asks its own address what to sign, when its button is pressed.
(() => {
  "use strict";

  const talks = {
    create: async () => window.webauthnJSON.create(written().creation_options),
    get: async () => window.webauthnJSON.get(written().request_options),
    enter: async (form) => {
      const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
      return window.webauthnJSON.get((await answer.json()).request_options);
    },
  };

  function written() {
    return JSON.parse(document.getElementById("passkey-data").textContent);
  }

  function wire(form) {
    const button = form.querySelector("button");
    const failed = form.querySelector("[data-passkey-failed]");
    const without = form.querySelector("[data-without-script]");
    if (without) {
      without.hidden = true;
    }
    button.hidden = form.dataset.passkey === "enter" && !window.PublicKeyCredential;
    button.addEventListener("click", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        form.elements.credential.value = JSON.stringify(await talks[form.dataset.passkey](form));
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }

  document.querySelectorAll("form[data-passkey]").forEach(wire);
})();
