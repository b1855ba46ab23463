/** Our side: the worker cleans, the sink makes nodes; both are the page's own modules. */
import { createEngine } from "/js/core/engine.js";
import { inertNodes } from "/js/article/sink.js";
import { offer } from "./passes.js";

const engine = createEngine();

offer(async (name, bytes) => {
  const page = await engine.openBytes(name, bytes);
  const nodes = document.createDocumentFragment();
  for (const { html } of page.chunks) nodes.append(document.adoptNode(inertNodes(html, engine.sanitizer())));
  return nodes;
});
