import type * as Page from "../../www/pkg/archive_viewer.js";

import type { LibraryRow } from "../../www/js/core/boundary.js";

export type { Archive, Folder } from "../../www/pkg/archive_viewer.js";

/** A post as it is written, and why it can't be opened. */
export interface Exported {
  text: string;
  failure: string | null;
}

export interface Library extends Page.Library {
  learn_volume(id: number): void;
  selected(query: string, by: string): LibraryRow[];
}

export interface Survey {
  add(packed: Uint8Array): string;
  add_unopened(path: string, code: string, message: string): string;
  add_problem(path: string, code: string, message: string): string;
  missing_in_archive(archive: Page.Archive): string;
  missing_in_folder(folder: Page.Folder): string;
  findings(): number;
  report(): string;
}

/** What is going to be published; `src/wasm/publish.rs` says what a host is. */
export interface Publication {
  add_text(path: string, bytes: Uint8Array, isPost: boolean): void;
  add_viewer_file(path: string, bytes: Uint8Array): void;
  less_effort(path: string, times: number): void;
  skip(path: string): void;
  take_archive(archive: Page.Archive): void;
  take_folder(folder: Page.Folder): void;
  publish(host: object): string;
  pages(host: object): Pages;
}

/** Posts as pages, each made when it is asked for. */
export interface Pages {
  file(path: string): Uint8Array | undefined;
}

/** What is different, as it is printed. */
export interface Differences {
  text: string;
  is_same: boolean;
}

export interface Manifest {
  add(path: string, sum: Uint8Array): boolean;
  text(folder: string): string;
  differences(found: Manifest, own: string | undefined, asJson: boolean): Differences;
}

export interface Version {
  add(path: string, packed: Uint8Array): string | undefined;
  unwrap_archive(archive: Page.Archive): void;
  unwrap_folder(folder: Page.Folder): void;
  differences(after: Version, single: string | undefined, asJson: boolean): Differences;
}

/** What the command says of a file of posts; all but the title is of a book. */
export interface FileWords {
  title: string;
  author: string[];
  publisher?: string;
  rights?: string;
  by: string;
  vertical: boolean;
}

/** A file of posts, one after the other: see `src/wasm/export.rs`. */
export interface PostsFile {
  post(number: number, path: string, page: string): { links: string[]; pictures: string[] };
  link(link: string, number: number): void;
  picture(name: string, key: string, path: string, bytes: Uint8Array): void;
  end_post(): Uint8Array;
  unread(number: number, post: object, reason: string): void;
  finish(): Uint8Array;
}

/** Files of Markdown and their pictures, and a zip of them. */
export interface MarkdownFiles {
  post(path: string): string;
  picture(path: string): boolean;
  deflate(path: string, bytes: Uint8Array): Uint8Array;
  store(path: string, bytes: Uint8Array): Uint8Array;
  finish(): Uint8Array;
}

/** A post on its way into a file. */
export interface ExportedThread {
  text: string;
  pictures: string[];
  failure: string | null;
}

/** The page's core, and what `src/wasm/package.rs` adds. */
export type Bindings = Omit<typeof Page, "Library" | "PostsFile"> & {
  Library: new () => Library;
  Survey: new (asJson: boolean) => Survey;
  Publication: new (name: string, words: Record<string, string>) => Publication;
  Manifest: { new (): Manifest; parse(bytes: Uint8Array): Manifest };
  Version: new () => Version;
  PostsFile: { of_words(form: string, words: FileWords, posts: object[], discussion: boolean): PostsFile };
  MarkdownFiles: new () => MarkdownFiles;
  exported_thread(
    path: string,
    bytes: Uint8Array,
    effort: number,
    evidence: Uint8Array | undefined,
    parts: object[],
    form: string,
    discussion: boolean,
  ): ExportedThread;
  bag(): { manifest: string; payload: string; declaration: string };
  compared(path: string, bytes: Uint8Array, effort: number): Uint8Array;
  folder_prefix(name: string): string;
  page_policy(path: string): string | undefined;
  site_url(text: string): string;
  site_base(text: string): string;
  clean_json(
    path: string,
    name: string,
    bytes: Uint8Array,
    effort: number,
    keep: Uint32Array,
    evidence?: Uint8Array,
  ): string;
  export_post(
    path: string,
    name: string,
    bytes: Uint8Array,
    effort: number,
    form: string,
    evidence?: Uint8Array,
  ): Exported;
  export_unopened(path: string, code: string, message: string, form: string): Exported;
  list_line(path: string, bytes: Uint8Array, asJson: boolean): Exported;
  index_for_evidence(bytes: Uint8Array, texts: object[]): Uint8Array;
  examine(path: string, name: string, bytes: Uint8Array, effort: number): Uint8Array;
};

/** Fresh bindings of the core: one that trapped can't be used again. `cargo xtask release` writes the module. */
export function makeBindings(): Bindings;
