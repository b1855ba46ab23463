/** The browser's own sanitizer, which by itself lets no picture through. */
import { marked } from "marked";
import { offer } from "../pages/passes.js";
import { postOf } from "./front-matter.js";

const sanitizer = new Sanitizer();
sanitizer.allowElement({ name: "img", attributes: ["src", "alt", "width", "height"] });

offer((_, bytes) => {
  const place = document.implementation.createHTMLDocument("").createElement("div");
  place.setHTML(marked.parse(postOf(bytes).body), { sanitizer });
  return document.adoptNode(place);
});
