import type * as Page from "../../www/pkg/archive_viewer.js";

export type { Archive, Folder } from "../../www/pkg/archive_viewer.js";

/** A post as it is written, and why it can't be opened. */
export interface Exported {
  text: string;
  failure: string | null;
}

export interface Library extends Page.Library {
  learn_volume(id: number): void;
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
  publish_archive(archive: Page.Archive, host: object): string;
  publish_folder(folder: Page.Folder, host: object): string;
  publish_file(host: object): string;
}

/** The page's core, and what `src/wasm/package.rs` adds. */
export type Bindings = Omit<typeof Page, "Library"> & {
  Library: new () => Library;
  Survey: new (asJson: boolean) => Survey;
  Publication: new (name: string, words: Record<string, string>) => Publication;
  folder_prefix(name: string): string;
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
