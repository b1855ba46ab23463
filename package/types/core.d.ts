import type { CleanedPost, Unopened } from "../../www/js/core/boundary.js";

export type { CleanedComment, CleanedPost, Change, ChangeKind, Embed, Figure, Problem, Reason, Unopened } from "../../www/js/core/boundary.js";

/** A post: its bytes in any encoding, or its text. */
export type Input = string | Uint8Array | ArrayBuffer | Blob;

/** Bytes that are read by ranges, of an archive that is nowhere whole. */
export interface Ranges {
  /** The file's name, by which archives of one file are told. */
  name: string;
  /** In bytes. */
  size: number;
  /** Fewer bytes are the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close?(): Promise<void>;
}

/** An archive: a path (where there are files) or a URL, its bytes, or what reads them. */
export type Source = string | URL | Uint8Array | ArrayBuffer | Blob | Ranges;

export interface CleanOptions {
  /** The file's name: a post may be dated by it, and errors name it. */
  name?: string;
  /** Indices in `removed` of entries that stay in the article. */
  keep?: number[];
  /** What repeats in the post's source. */
  evidence?: Uint8Array | null;
}

export interface ArchiveOptions {
  /** The archive's name, where the source has none. */
  name?: string;
  /**
   * Whether all of the archive is read once before the first post comes, so that what repeats around the articles of a source
   * goes too, as in the viewer. False without it.
   */
  learn?: boolean;
}

/** Why a file can't be opened. */
export class ArchiveViewerError extends Error {
  name: "ArchiveViewerError";
  /** Stable identifier: `empty`, `binary`, `too-large`, `archive-damaged`, `unreadable`, … */
  code: string;
  /** The file, or the path in its archive. */
  file: string;
}

/**
 * Cleans one post: the object of the command `archive-viewer clean`. Rejects with an `ArchiveViewerError` where the file is no
 * post.
 */
export function clean(input: Input, options?: CleanOptions): Promise<CleanedPost>;

/**
 * The posts of a zip, a tar, a tar.gz or a gzip, cleaned one after the other; the archive is never read whole. A post that
 * can't be opened comes as an `Unopened`, and the others go on. Rejects with an `ArchiveViewerError` where the archive can't be
 * read.
 */
export function openArchive(source: Source, options?: ArchiveOptions): AsyncGenerator<CleanedPost | Unopened>;
