// What axe-core finds in the page as it stands: by every rule in one theme, and in the others by the rule that colours decide.

import AxeBuilder from "@axe-core/playwright";

/** Those that a reader may choose; "auto" is one of them by the system's choice. */
const [FIRST, ...OTHERS] = ["light", "paper", "dark", "black"];

/**
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<string[]>} each with its rule, and its theme where it is by colour
 */
export async function axeFaults(page) {
  // Colours that are on their way to others are neither.
  await page.emulateMedia({ reducedMotion: "reduce" });
  // As before version 4.3: what is found in frames is put together in the page, not in one that is opened for each run.
  const builder = () => new AxeBuilder({ page }).setLegacyMode();
  const chosen = await page.evaluate(() => document.documentElement.dataset.theme);
  const show = (/** @type {string} */ theme) =>
    page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
  await show(FIRST);
  const found = await analyzed(builder());
  for (const theme of OTHERS) {
    await show(theme);
    const pale = await analyzed(builder().withRules(["color-contrast"]));
    found.push(...pale.map((fault) => `${theme}: ${fault}`));
  }
  await page.evaluate((name) => {
    if (name === undefined) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
  }, chosen);
  return found;
}

/** @param {AxeBuilder} builder @returns {Promise<string[]>} */
async function analyzed(builder) {
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}
