/** The same job as our page's in one script: fetches the post that the address names and shows it. */
import { show } from "./show.js";

const source = new URLSearchParams(location.search).get("src") ?? "";
const response = await fetch(source);
show(new Uint8Array(await response.arrayBuffer()));
