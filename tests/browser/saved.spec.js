// What is saved as Markdown opens again to the same article and discussion: the posts of all publishing systems that we know of, and every
// case of an article.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "./support/test.js";

const TESTS = fileURLToPath(new URL("../", import.meta.url));

/** @param {string} folder @returns {{ name: string, text: string }[]} */
function posts(folder) {
  return readdirSync(join(TESTS, folder)).flatMap((name) => {
    const path = join(TESTS, folder, name);
    if (name.endsWith(".md")) return [{ name, text: readFileSync(path, "utf8") }];
    return existsSync(join(path, "post.md"))
      ? [{ name: `${name}.md`, text: readFileSync(join(path, "post.md"), "utf8") }]
      : [];
  });
}

/** @param {{ name: string, text: string }[]} all @returns {typeof all} posts whose comments have the bodies of others */
const discussing = (all) =>
  all.map(({ name, text }) => {
    const content = text.replace(/^---\n[\s\S]*?\n---\n/, "");
    const replies = [{ author: "Ann", votes: "3", content }];
    return {
      name,
      text: `---\ncomments: ${JSON.stringify([{ authorID: "7", date: "2021-05-03", content, replies }])}\n---\n\nText.\n`,
    };
  });

for (const folder of ["labelled/posts", "fixtures/posts"]) {
  test(`posts of ${folder} are the same when they come back from Markdown`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto("/");
    const outcomes = await page.evaluate(
      async (all) => {
        const [{ createEngine }, { cleanedNodes }, { markdownOf }, { savedDiscussion }] = await Promise.all([
          import(`${location.origin}/js/core/engine.js`),
          import(`${location.origin}/js/lazy/cleaned.js`),
          import(`${location.origin}/js/lazy/markdown.js`),
          import(`${location.origin}/js/lazy/saved-discussion.js`),
        ]);
        const engine = createEngine();
        /** @param {DocumentFragment} nodes */
        const html = (nodes) => {
          const holder = nodes.ownerDocument.createElement("div");
          holder.append(nodes);
          return holder;
        };
        const words = (/** @type {Element} */ holder) => holder.textContent?.replace(/\s+/g, "") ?? "";
        const links = (/** @type {Element} */ holder) =>
          [...holder.querySelectorAll('a[href]:not([href^="#"])')].map((a) => a.getAttribute("href")).join();
        const pictures = (/** @type {Element} */ holder) =>
          [...holder.querySelectorAll("img")].map((img) => img.getAttribute("src")).join();
        /** @param {any} page @returns {Promise<any[]>} */
        const comments = (page) => savedDiscussion(page, null, engine.sanitizer(), null, true);
        /** @param {any[]} comments @returns {string} */
        const discussed = (comments) =>
          JSON.stringify(
            comments.map(({ author, authorId, date, extra, nodes, replies }) => {
              const holder = html(nodes);
              const within = [...holder.querySelectorAll('[id], a[href^="#"]')].map((node) => node.outerHTML);
              return [
                author,
                authorId,
                date?.iso,
                extra,
                words(holder),
                links(holder),
                pictures(holder),
                within,
                discussed(replies),
              ];
            }),
          );
        /** @type {{ name: string, problem: string }[]} */
        const outcomes = [];
        for (const { name, text } of all) {
          const page = await engine.openText(name, text);
          if (page.plain) continue;
          const markdown = markdownOf(
            page,
            await cleanedNodes(page, engine.sanitizer(), null, true),
            await comments(page),
          );
          const again = await engine.openText(`saved-${name}`, markdown);
          const [one, other] = [
            html(await cleanedNodes(page, engine.sanitizer(), null, true)),
            html(await cleanedNodes(again, engine.sanitizer(), null, true)),
          ];
          const alone = html(await cleanedNodes(page, engine.sanitizer(), null)).innerHTML;
          const [talk, talkAgain] = [discussed(await comments(page)), discussed(await comments(again))];
          let problem = "";
          if (words(one) !== words(other)) {
            const [before, after] = [words(one), words(other)];
            let at = 0;
            while (before[at] === after[at]) at += 1;
            problem = `words: …${before.slice(Math.max(0, at - 10), at + 30)}… became …${after.slice(Math.max(0, at - 10), at + 30)}…`;
          } else if (pictures(one) !== pictures(other))
            problem = `pictures: ${pictures(one).slice(0, 200)} became ${pictures(other).slice(0, 200)}`;
          else if (links(one) !== links(other))
            problem = `links: ${links(one).slice(0, 200)} became ${links(other).slice(0, 200)}`;
          else if ((alone + markdown).includes("av-post:") && !text.includes("av-post:"))
            problem = "the sign of links among posts is saved";
          else if (
            page.title !== again.title ||
            page.date?.iso !== again.date?.iso ||
            page.author !== again.author ||
            page.lang !== again.lang
          ) {
            problem = `facts: ${[page.title, page.date?.iso, page.author, page.lang]} became ${[again.title, again.date?.iso, again.author, again.lang]}`;
          }
          if (!problem && talk !== talkAgain) problem = `discussion: ${talk} became ${talkAgain}`;
          if (problem) outcomes.push({ name, problem });
        }
        return outcomes;
      },
      posts(folder).concat(folder === "fixtures/posts" ? discussing(posts(folder)) : []),
    );
    expect(posts(folder).length).toBeGreaterThan(50);
    expect(outcomes.map(({ name, problem }) => `${name} ${problem}`)).toEqual([]);
  });
}
