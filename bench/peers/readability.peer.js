import { Readability } from "@mozilla/readability";
import DOMPurify from "dompurify";
import { offer } from "../pages/passes.js";
import { documentOf } from "./cleaned.js";

offer((_, bytes) => {
  const parsed = documentOf(bytes);
  // It gives nothing for a post that it takes for no article; that one is shown as it is.
  const whole = parsed.body.innerHTML;
  const article = new Readability(parsed).parse();
  return DOMPurify.sanitize(article?.content ?? whole, { RETURN_DOM_FRAGMENT: true });
});
