/** The worker with the whole core. */
import { onDownload } from "./remote-file.js";
import { responder } from "./responder.js";
import { answerRequests, send } from "./worker-thread.js";

onDownload((done, total) => send({ kind: "download", done, total }));
void answerRequests("whole", (core, onTexts) => responder(core, true, onTexts));
