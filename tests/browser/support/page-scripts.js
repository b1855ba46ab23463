// The scripts that the page names, whatever they are called where it is published.

/**
 * Patterns for `page.route`: the script that runs before anything is painted, and the page's own module.
 * @param {import("@playwright/test").Page} page
 */
export async function pageScripts(page) {
  const html = await (await page.request.get("/")).text();
  const scripts = [...html.matchAll(/<script( type="module")? src="([^"]+)"/g)];
  const pattern = (/** @type {RegExpExecArray | undefined} */ script) => {
    if (!script) throw new Error("the page names no such script");
    return `**/${script[2]}`;
  };
  return {
    firstPaint: pattern(scripts.find(([, isModule]) => !isModule)),
    page: pattern(scripts.findLast(([, isModule]) => isModule)),
  };
}
