/** The worker with the core that writes files of posts. */
import { answerRequests } from "../../core/worker-thread.js";
import { exportResponder } from "./responder.js";

void answerRequests("exporting", (core) => exportResponder(core));
