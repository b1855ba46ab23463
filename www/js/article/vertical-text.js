/**
 * An article that is written from top to bottom scrolls sideways. The wheel and the keys that turn pages turn them there too.
 */

/** Of a page that turns, as much of the last one stays in sight. */
const OVERLAP = 0.12;

/** @param {HTMLElement} article */
export function scrollByWriting(article) {
  let upright = false;
  // Whether it is: the style sheets say, by the reader's choice and the post's language.
  new ResizeObserver(() => {
    const now = getComputedStyle(article).writingMode.startsWith("vertical");
    if (now === upright) return;
    upright = now;
    // Who has no wheel and no finger scrolls by the arrow keys, which need the focus here.
    if (upright) article.tabIndex = 0;
    else article.removeAttribute("tabindex");
  }).observe(article);

  /** @param {number} by CSS pixels towards the end of the text, which is on the left */
  const goOn = (by) => {
    const before = article.scrollLeft;
    article.scrollBy({ left: -by });
    return article.scrollLeft !== before;
  };
  article.addEventListener(
    "wheel",
    (event) => {
      if (!upright || event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 20;
      // At its ends the page itself goes on.
      if (goOn(event.deltaY * unit)) event.preventDefault();
    },
    { passive: false },
  );
  article.addEventListener("keydown", (event) => {
    if (!upright || event.target !== article || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = article.clientWidth * (1 - OVERLAP);
    const way =
      event.key === "PageDown" || (event.key === " " && !event.shiftKey)
        ? page
        : event.key === "PageUp" || event.key === " "
          ? -page
          : event.key === "Home"
            ? -article.scrollWidth
            : event.key === "End"
              ? article.scrollWidth
              : 0;
    if (way !== 0 && goOn(way)) event.preventDefault();
  });
}
