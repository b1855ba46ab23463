import { runStories } from "./support/run.js";

runStories("chromium");
