// Before anything is painted: the look that the reader chose, so that a dark page never flashes light. A classic script, since
// modules wait for the whole page; settings.js, which knows what there is to choose, puts right what is no choice.
try {
  for (const name of ["theme", "size", "font", "width", "writing"]) {
    const chosen = localStorage.getItem(`archive-viewer.${name}`);
    if (chosen) document.documentElement.dataset[name] = chosen;
  }
} catch {
  // Without storage nothing was chosen.
}
