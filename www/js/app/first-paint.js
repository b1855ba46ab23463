// Applies the reader's look before the first paint, so that a dark page never flashes light, and asks for what opens a kept archive,
// which the published page names. A classic script, since modules run after the page is parsed; settings.js later removes values that
// are no options.
try {
  for (const name of ["theme", "size", "font", "width", "leading", "justify", "writing"]) {
    const chosen = localStorage.getItem(`archive-viewer.${name}`);
    if (chosen) document.documentElement.dataset[name] = chosen;
  }
  const parts = document.currentScript?.dataset.kept;
  if (parts && location.hash.startsWith("#/a/") && localStorage.getItem("archive-viewer.kept"))
    for (const href of parts.split(" "))
      document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
} catch {
  // Storage is blocked: the defaults apply.
}
