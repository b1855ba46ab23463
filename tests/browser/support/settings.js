// Settings are in the popover of the "Aa" button.

/**
 * @param {import("@playwright/test").Page} page
 * @param {"pictures" | "language"} name
 * @returns {Promise<import("@playwright/test").Locator>} its control, shown
 */
export async function setting(page, name) {
  const control = page.locator(`.look select[name=${name}]`);
  if (!(await control.isVisible())) await page.locator(".look-button").click();
  return control;
}

/**
 * Chooses and closes the popover.
 * @param {import("@playwright/test").Page} page
 * @param {"pictures" | "language"} name
 * @param {string} value
 */
export async function chooseSetting(page, name, value) {
  const control = await setting(page, name);
  await control.selectOption(value);
  await page.locator(".look").evaluate((panel) => /** @type {HTMLElement} */ (panel).hidePopover());
}
