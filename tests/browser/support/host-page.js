// Pages of somebody else that embed a post: their markup, their policy, and the post.

/**
 * A page as somebody else writes it.
 * @param {string} viewer our site's address
 * @param {string} body
 * @param {string} [head]
 */
export function hostPage(viewer, body, head = "") {
  return `<!doctype html>
<meta charset="utf-8">
<title>Somebody’s page</title>${head}
<script type="module" src="${new URL("embed/define.js", viewer)}"></script>
${body}
`;
}

/** One of our samples, of the shape that posts of newspapers have: escaped as a whole, its caption beside the picture. */
export const POST = {
  path: "/posts/2021-03-14-守灯人：岬角上的最后一班.md",
  title: "守灯人：岬角上的最后一班",
  paragraphs: 7,
  /** @param {string | undefined} viewer */
  at: (viewer) => new URL(POST.path, viewer).href,
};

/**
 * The lines that docs/embedding.md tells a page to have, and nothing else.
 * @param {string} viewer
 */
export function strictPolicy(viewer) {
  const { origin } = new URL(viewer);
  return `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; img-src ${origin}`;
}
