// Reading aloud: sentence by sentence, each marked, by the voices that the browser has, and plainly said where it has none. What
// a machine has of voices varies, so most stories put voices of their own in the browser's place, which say what they are given.

import { axeFaults } from "./support/axe.js";
import { dropFiles } from "./support/drop.js";
import { postText, zip } from "./support/pack.js";
import { expect, test } from "./support/test.js";
import { written } from "./support/openers.js";
import { VOICES, withVoices } from "./support/voices.js";

test.use({ allowHosts: ["img.example"] });

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").TestInfo} Info */

const TEXT = `The ferry left at 9.30 a.m. sharp. Dr. Low was on board!

<figure><img src="https://img.example/quay.jpg" alt="The quay"><figcaption>The quay at dawn.</figcaption></figure>

<p><span lang="fr">Bonsoir, dit-il.</span></p>

- First <button>press me</button> point
- <ruby>漢<rt>kan</rt></ruby>`;

/** @param {Page} page @param {Info} info @param {string} [text] @param {string} [more] */
async function openPost(page, info, text = TEXT, more = "lang: en\n") {
  await page.goto("/");
  const posts = [
    { name: "_posts/2021-03-01-a.md", bytes: postText("The Ferry", text, more) },
    { name: "_posts/2021-03-02-b.md", bytes: postText("Another", "Words.") },
  ];
  await dropFiles(page, [written(info, "quay.zip", zip(posts))]);
  await page.getByRole("link", { name: "The Ferry" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The Ferry");
}

const heard = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).heard.slice());
const end = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).endSentence());
const isSpeaking = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).isSpeaking());
const marked = (/** @type {Page} */ page) =>
  page.evaluate(() => [.../** @type {any} */ (CSS.highlights.get("aloud") ?? [])].map(String).join());
const listen = (/** @type {Page} */ page) => page.getByRole("button", { name: "Listen", exact: true });
const bar = (/** @type {Page} */ page) => page.getByRole("region", { name: "Read aloud" });

test("sentences are read in order, each marked, in its language, without what is no text", async ({ page }, info) => {
  await withVoices(page, VOICES);
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await openPost(page, info);
  expect(asked.filter((url) => url.includes("/lazy/aloud/"))).toEqual([]);
  await listen(page).click();
  const sentences = [
    ["Ann 1: The Ferry", "The Ferry"],
    ["Ann 1: The ferry left at 9.30 a.m. sharp.", "The ferry left at 9.30 a.m. sharp."],
    ["Ann 1: Dr. Low was on board!", "Dr. Low was on board!"],
    ["Ann 1: The quay at dawn.", "The quay at dawn."],
    ["Claire 1: Bonsoir, dit-il.", "Bonsoir, dit-il."],
    ["Ann 1: First point", "First point"],
    ["Ann 1: 漢", "漢"],
  ];
  for (const [said, text] of sentences) {
    await expect.poll(async () => (await heard(page)).at(-1)).toBe(said);
    expect((await marked(page)).replace(/\s+/g, " ")).toBe(text);
    await end(page);
  }
  expect(await heard(page)).toEqual(sentences.map(([said]) => said));
  await expect(bar(page)).toHaveCount(0);
  expect(await marked(page)).toBe("");
});

test("it pauses, goes on, steps, hurries and changes its voice, by keyboard too", async ({ page }, info) => {
  await withVoices(page, VOICES);
  await openPost(page, info);
  await page.keyboard.press("l");
  await expect(bar(page).getByRole("button", { name: "Pause" })).toBeFocused();
  await expect.poll(() => heard(page)).toEqual(["Ann 1: The Ferry"]);
  await end(page);
  await page.keyboard.press("l");
  expect(await isSpeaking(page)).toBe(false);
  await bar(page).getByRole("button", { name: "Go on" }).click();
  // A pause repeats its sentence.
  expect((await heard(page)).slice(1)).toEqual(Array(2).fill("Ann 1: The ferry left at 9.30 a.m. sharp."));
  await bar(page).getByRole("button", { name: "Next sentence" }).click();
  expect((await heard(page)).at(-1)).toBe("Ann 1: Dr. Low was on board!");
  await bar(page).getByRole("combobox", { name: "Speed" }).selectOption("1.5");
  expect((await heard(page)).at(-1)).toBe("Ann 1.5: Dr. Low was on board!");
  // No voice of a server is offered unless the reader asks for it.
  const voice = bar(page).getByRole("combobox", { name: "Voice" });
  await expect(voice.getByRole("option")).toHaveText(["Ann", "Bob"]);
  await voice.selectOption("Bob");
  expect((await heard(page)).at(-1)).toBe("Bob 1.5: Dr. Low was on board!");
  await bar(page).getByRole("checkbox", { name: "Also voices that send the text to a server" }).check();
  await expect(voice.getByRole("option")).toHaveText(["Far (sends the text to a server)", "Ann", "Bob"]);
  expect(await axeFaults(page)).toEqual([]);
  await bar(page).getByRole("button", { name: "Stop" }).click();
  expect(await isSpeaking(page)).toBe(false);
  await expect(listen(page)).toBeFocused();
  // Speed and voice are remembered.
  await page.keyboard.press("l");
  await expect.poll(async () => (await heard(page)).at(-1)).toBe("Bob 1.5: The Ferry");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("Read aloud, pause, go on");
});

test("it begins where the reader is, and ends when the post is left", async ({ page }, info) => {
  await withVoices(page, VOICES);
  await openPost(page, info, Array.from({ length: 80 }, (_, at) => `This is paragraph ${at}.`).join("\n\n"));
  await page.getByText("This is paragraph 40.").evaluate((node) => node.scrollIntoView());
  await page.keyboard.press("l");
  await expect.poll(() => heard(page)).toEqual(["Ann 1: This is paragraph 40."]);
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Another|The Ferry/);
  await expect.poll(() => isSpeaking(page)).toBe(false);
  await expect(bar(page)).toHaveCount(0);
  expect(await marked(page)).toBe("");
});

test("a voice of a server alone is used when the reader says so", async ({ page }, info) => {
  await withVoices(page, VOICES.slice(0, 1));
  await openPost(page, info);
  await listen(page).click();
  await expect(bar(page).getByRole("status")).toContainText("no voice of its own for this language: English");
  expect(await heard(page)).toEqual([]);
  await bar(page).getByRole("checkbox").check();
  await expect.poll(() => heard(page)).toEqual(["Far 1: The Ferry"]);
});

for (const [locale, sentence] of /** @type {const} */ ([
  ["en-GB", "This browser has no voice for this language: Traditional Chinese."],
  ["zh-CN", "这个浏览器没有这种语言的语音：繁体中文。"],
  ["zh-TW", "這個瀏覽器沒有這種語言的語音：繁體中文。"],
]))
  test.describe(locale, () => {
    test.use({ locale });

    test("where there is no voice for a language, it says so", async ({ page }, info) => {
      await withVoices(page, VOICES);
      await openPost(page, info, "渡船晚了十一分鐘才開。碼頭上沒有人說一句話。", "lang: zh-Hant\n");
      await page.locator(".tool-listen").click();
      await expect(page.locator(".aloud-told")).toHaveText(sentence);
      await expect(page.locator(".aloud-stop")).toBeFocused();
      expect(await axeFaults(page)).toEqual([]);
    });
  });

test("Chinese is read by sentences, by a voice of its region", async ({ page }, info) => {
  const voices = ["zh-CN", "cmn-TW", "zh-HK"].map((lang) => ({ name: lang, lang, localService: true }));
  await withVoices(page, voices);
  await openPost(page, info, "渡船晚了十一分鐘才開。碼頭上沒有人說「早安」。", "lang: zh-Hant-TW\n");
  await page.keyboard.press("l");
  for (let at = 1; at < 3; at += 1) {
    await expect.poll(() => heard(page)).toHaveLength(at);
    await end(page);
  }
  expect(await heard(page)).toEqual([
    "cmn-TW 1: The Ferry",
    "cmn-TW 1: 渡船晚了十一分鐘才開。",
    "cmn-TW 1: 碼頭上沒有人說「早安」。",
  ]);
});

test("the browser's own speech is asked, with whatever voices it has", async ({ page }, info) => {
  await openPost(page, info);
  const voices = await page.evaluate(() => speechSynthesis.getVoices().filter(({ lang }) => /^en/.test(lang)).length);
  await listen(page).click();
  await expect(bar(page)).toBeVisible();
  if (voices > 0) await expect(bar(page).getByRole("button", { name: "Pause" })).toBeVisible();
  else await expect(bar(page).getByRole("status")).toHaveText("This browser has no voice for this language: English.");
  await bar(page).getByRole("button", { name: "Stop" }).click();
  await expect(listen(page)).toBeFocused();
});
