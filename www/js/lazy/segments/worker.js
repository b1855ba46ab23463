/** The worker with the core that searches a published archive. */
import { answerRequests } from "../../core/worker-thread.js";
import { segmentsResponder } from "./responder.js";

void answerRequests("searching", (core) => segmentsResponder(core));
