/** The same job as our page's in one script: fetches the post that the address names and shows it. */
import DOMPurify from "dompurify";
import { marked } from "marked";
import { postOf } from "./front-matter.js";

const source = new URLSearchParams(location.search).get("src") ?? "";
const response = await fetch(source);
const { keys, body } = postOf(new Uint8Array(await response.arrayBuffer()));
const heading = document.createElement("h1");
heading.textContent = String(keys.title ?? "");
document.title = heading.textContent;
const place = document.querySelector("article");
place?.append(heading, DOMPurify.sanitize(marked.parse(body), { RETURN_DOM_FRAGMENT: true }));
