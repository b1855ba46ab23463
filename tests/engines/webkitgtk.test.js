import { runStories } from "./support/run.js";

runStories("webkitgtk");
