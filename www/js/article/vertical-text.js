/**
 * An article in vertical text scrolls sideways; the wheel and the page keys do so too.
 */

/** Share of the last page that stays visible. */
const OVERLAP = 0.12;

/** @param {HTMLElement} article */
export function scrollVerticalText(article) {
  let isVertical = false;
  // The style sheets decide, by the reader's setting and the post's language.
  new ResizeObserver(() => {
    const now = getComputedStyle(article).writingMode.startsWith("vertical");
    if (now === isVertical) return;
    isVertical = now;
    // Scrolling by the arrow keys needs the focus here.
    if (isVertical) article.tabIndex = 0;
    else article.removeAttribute("tabindex");
  }).observe(article);

  /** @param {number} by px towards the end of the text, on the left @returns {boolean} whether it scrolled */
  const scrollOn = (by) => {
    const before = article.scrollLeft;
    article.scrollBy({ left: -by });
    return article.scrollLeft !== before;
  };
  article.addEventListener(
    "wheel",
    (event) => {
      if (!isVertical || event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 20;
      // At the text's ends the page scrolls.
      if (scrollOn(event.deltaY * unit)) event.preventDefault();
    },
    { passive: false },
  );
  article.addEventListener("keydown", (event) => {
    if (!isVertical || event.target !== article || event.ctrlKey || event.metaKey || event.altKey) return;
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
    if (way !== 0 && scrollOn(way)) event.preventDefault();
  });
}

/**
 * Scrolls an article in vertical text, and again as pictures make it long enough, until the reader moves.
 * @param {HTMLElement} article
 * @param {number} along in px, negative
 */
export function scrollAlong(article, along) {
  const moved = new AbortController();
  const scroll = () => {
    article.scrollTo({ left: along });
    if (!article.isConnected || Math.abs(article.scrollLeft - along) < 1) moved.abort();
  };
  scroll();
  if (moved.signal.aborted) return;
  const growing = new ResizeObserver(scroll);
  moved.signal.addEventListener("abort", () => growing.disconnect());
  for (const part of article.children) growing.observe(part);
  // While capturing, so that the key that led here doesn't count.
  const options = { signal: moved.signal, passive: true, capture: true };
  for (const input of ["wheel", "pointerdown", "keydown"]) window.addEventListener(input, () => moved.abort(), options);
}
