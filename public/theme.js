// Before the first paint: the colours that the person chose. Kept by app/src/page/local.rs under the same key.
try {
  const theme = localStorage.getItem("canihasashowplz.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // No storage: as the system has it.
}
