// `import type {} from "archive-viewer/react"` lets JSX have the elements.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { ArchivedPost, ArchivedPostAttributes, ArchiveViewer, ArchiveViewerAttributes } from "./index.js";

type Props<Element, Attributes> = Omit<DetailedHTMLProps<HTMLAttributes<Element>, Element>, keyof Attributes> & Attributes;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "archived-post": Props<ArchivedPost, ArchivedPostAttributes>;
      "archive-viewer": Props<ArchiveViewer, ArchiveViewerAttributes>;
    }
  }
}
