import Defuddle from "defuddle";
import DOMPurify from "dompurify";
import { offer } from "../pages/passes.js";
import { documentOf } from "./cleaned.js";

offer((_, bytes) => {
  const article = new Defuddle(documentOf(bytes)).parse();
  return DOMPurify.sanitize(article.content, { RETURN_DOM_FRAGMENT: true });
});
