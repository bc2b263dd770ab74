// A button beside each piece of code copies it. Without this file one marks the code and copies it oneself.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy-code]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.closest("details").querySelector("code").textContent);
    button.textContent = "Koden är kopierad";
  });
}
