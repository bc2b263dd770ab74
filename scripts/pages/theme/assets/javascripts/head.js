// Runs before the page is drawn, so that the colours that were chosen are there from the start.
try {
  const chosen = localStorage.getItem("scheme");
  if (chosen) document.documentElement.dataset.scheme = chosen;
} catch {
  // Storage may be refused; the colours are then those of the system.
}
