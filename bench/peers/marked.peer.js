import DOMPurify from "dompurify";
import { marked } from "marked";
import { offer } from "../pages/passes.js";
import { postOf } from "./front-matter.js";

offer((_, bytes) => DOMPurify.sanitize(marked.parse(postOf(bytes).body), { RETURN_DOM_FRAGMENT: true }));
