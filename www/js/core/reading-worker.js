/** The worker that opens single posts. */
import { postResponder } from "./post-responder.js";
import { answerRequests } from "./worker-thread.js";

void answerRequests("reading", (core) => postResponder(core, true));
