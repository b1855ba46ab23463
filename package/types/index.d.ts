/** `preventDefault()` cancels it. */
export type NavigateDetail = { kind: "link"; url: string } | { kind: "post"; key: string; title: string } | { kind: "list" };

export interface RenderedDetail {
  /** In an `<archive-viewer>`. */
  view?: "list" | "post";
  /** `src`, the text inside the element, that text as a fallback, or a file given to `open`. */
  from?: "src" | "content" | "fallback" | "file";
  title?: string;
  source?: { url: string; host: string } | null;
  /** Null for a published page, which has its record in it. */
  cleaned?: { removed: number; changed: number; entries: object[] } | null;
  [name: string]: unknown;
}

export interface ErrorDetail {
  /** Stable identifier, such as `not-fetched`. */
  code: string;
  /** A sentence in the element's language. */
  message: string;
  args: Record<string, string | number>;
  /** Whether something else is shown instead. */
  fallback: boolean;
}

/** What both elements have. */
declare class ViewerElement extends HTMLElement {
  src: string;
  /** `auto`, `light` or `dark`. */
  theme: string;
  /** `load`, `ask-others`, `ask` or `none`. */
  images: string;
  /** Of the post's headline among the page's headings, 1 to 6. */
  headingLevel: number;
  noTitle: boolean;
  discussion: "folded" | "open" | "none";
  /** Loads the content again. Whether it is shown. */
  render(): Promise<boolean>;
  /** Shows a URL, a file or several. */
  open(what: string | URL | Blob | Iterable<Blob>): Promise<boolean>;
}

/** `<archived-post>`: one post. `archive-viewer/define` registers it. */
export class ArchivedPost extends ViewerElement {}

/** `<archive-viewer>`: several posts, as a list that opens and searches them. `archive-viewer/define` registers it. */
export class ArchiveViewer extends ViewerElement {
  /** `hash` keeps the open post and the search in the page's fragment. */
  history: string;
}

/** Attributes of `<archived-post>`. */
export interface ArchivedPostAttributes {
  src?: string;
  theme?: "auto" | "light" | "dark";
  lang?: string;
  images?: "load" | "ask-others" | "ask" | "none";
  "heading-level"?: number | string;
  "no-title"?: boolean | "";
  discussion?: "folded" | "open" | "none";
}

/** Attributes of `<archive-viewer>`. */
export interface ArchiveViewerAttributes extends ArchivedPostAttributes {
  history?: "hash" | "none";
}

declare global {
  interface HTMLElementTagNameMap {
    "archived-post": ArchivedPost;
    "archive-viewer": ArchiveViewer;
  }
  interface HTMLElementEventMap {
    "archived-post-ready": CustomEvent<object>;
    "archived-post-rendered": CustomEvent<RenderedDetail>;
    "archived-post-error": CustomEvent<ErrorDetail>;
    "archived-post-navigate": CustomEvent<NavigateDetail>;
    "archive-viewer-ready": CustomEvent<object>;
    "archive-viewer-rendered": CustomEvent<RenderedDetail>;
    "archive-viewer-error": CustomEvent<ErrorDetail>;
    "archive-viewer-navigate": CustomEvent<NavigateDetail>;
    "archive-viewer-search": CustomEvent<object>;
  }
}
