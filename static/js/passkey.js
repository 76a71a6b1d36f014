// Talks to the device's passkeys: a form with data-passkey="get" (show who one is) or "create" (add a key).
(() => {
  "use strict";

  function wire(form) {
    const button = form.querySelector("button");
    const failed = form.querySelector("[data-passkey-failed]");
    const data = JSON.parse(document.getElementById("passkey-data").textContent);
    const talk = form.dataset.passkey === "create"
      ? () => window.webauthnJSON.create(data.creation_options)
      : () => window.webauthnJSON.get(data.request_options);
    form.querySelector("[data-without-script]").hidden = true;
    button.hidden = false;
    button.addEventListener("click", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        form.elements.credential.value = JSON.stringify(await talk());
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }

  document.querySelectorAll("form[data-passkey]").forEach(wire);
})();
