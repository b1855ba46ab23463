/** The same job as our page's in one script: shows the post that is dropped on it. */
import { show } from "./show.js";

addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", async (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  if (file) show(new Uint8Array(await file.arrayBuffer()));
});
