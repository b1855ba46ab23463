import DOMPurify from "dompurify";
import MarkdownIt from "markdown-it";
import { offer } from "../pages/passes.js";
import { postOf } from "./front-matter.js";

const markdown = new MarkdownIt({ html: true });

offer((_, bytes) => DOMPurify.sanitize(markdown.render(postOf(bytes).body), { RETURN_DOM_FRAGMENT: true }));
