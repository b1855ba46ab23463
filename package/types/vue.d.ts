// `import type {} from "archive-viewer/vue"` lets templates have the elements.
import type { DefineComponent } from "vue";
import type { ArchivedPostAttributes, ArchiveViewerAttributes } from "./index.js";

declare module "vue" {
  interface GlobalComponents {
    "archived-post": DefineComponent<ArchivedPostAttributes>;
    "archive-viewer": DefineComponent<ArchiveViewerAttributes>;
  }
}
