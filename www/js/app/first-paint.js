// Applies the reader's look before the first paint, so that a dark page never flashes light. A classic script, since modules
// run after the page is parsed; settings.js later removes values that are no options.
try {
  for (const name of ["theme", "size", "font", "width", "leading", "justify", "writing"]) {
    const chosen = localStorage.getItem(`archive-viewer.${name}`);
    if (chosen) document.documentElement.dataset[name] = chosen;
  }
} catch {
  // Storage is blocked: the defaults apply.
}
