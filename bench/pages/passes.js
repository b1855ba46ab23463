/**
 * What every side does in its page: keeps the posts' bytes, renders one after the other into the page, and notes
 * how long each took from its bytes to its nodes. The place is not displayed, so that nobody pays for layout.
 */

/** @type {{ name: string, bytes: Uint8Array }[]} */
let posts = [];

/** @param {(name: string, bytes: Uint8Array) => Node | Promise<Node>} render gives the nodes of a post */
export function offer(render) {
  const place = document.createElement("div");
  place.style.display = "none";
  document.body.append(place);
  globalThis.bench = {
    /** @param {string[]} names */
    async load(names) {
      posts = await Promise.all(
        names.map(async (name, index) => {
          const response = await fetch(`/bench/posts/${index}`);
          return { name, bytes: new Uint8Array(await response.arrayBuffer()) };
        }),
      );
    },
    /** @param {number} times how often to go over all posts */
    async pass(times) {
      const took = [];
      const failed = new Set();
      let nodes = 0;
      const start = performance.now();
      for (let time = 0; time < times; time += 1) {
        for (const { name, bytes } of posts) {
          // The worker takes the bytes away; the next pass needs them again.
          const own = bytes.slice();
          const begun = performance.now();
          try {
            place.replaceChildren(await render(name, own));
          } catch (error) {
            failed.add(`${name}: ${error?.message ?? error}`);
            continue;
          }
          took.push(performance.now() - begun);
          nodes += place.getElementsByTagName("*").length;
        }
      }
      const wall = performance.now() - start;
      place.replaceChildren();
      return { took, wall, nodes: nodes / times, failed: [...failed] };
    },
  };
}
