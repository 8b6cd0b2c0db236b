/** Files between the desk and people: what it gives them, and what they attach. */

/** A file that the desk has made for one person. */
export interface FileToGive {
  /** As the person will see it, with its ending: `indicadores-2026-T3.xlsx`. Cleaned of path signs by the adapter. */
  readonly name: string;
  readonly mimeType: string;
  /** The content: at once, or piece by piece where it is long. */
  readonly content: Buffer | AsyncIterable<Uint8Array>;
}

/** A file that waits to be taken by the person whom it is for. */
export interface OfferedFile {
  /** Random, not to be guessed. */
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  /** SHA-256 of the content, hex. */
  readonly sha256: string;
  readonly personId: string;
  /** Real instant after which it is gone. */
  readonly until: string;
}

/** A file that a person attached to a message, as the channel names it; nothing of it has been read. */
export interface AttachedFile {
  readonly name: string;
  /** Address to fetch it from; only ever followed to allowed hosts. */
  readonly url: string;
}

/** An attached file that was fetched: it lies on this machine for a day, for whoever attached it. */
export interface IncomingFile {
  /** Random; what a dialog keeps in its state. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Where it lies. Not to be shown. */
  readonly path: string;
  readonly personId: string;
}

/** `too_big`: over `MAX_INCOMING_BYTES`; `host`: not a place that the desk fetches from; `unreachable`: try again. */
export type FetchProblem = 'too_big' | 'host' | 'unreachable' | 'empty';

/** Largest file that is taken from a person, in bytes: 50 MB. */
export const MAX_INCOMING_BYTES = 50 * 1024 * 1024;

/**
 * Where files lie between the desk and people. Everything is private to its person: asked for by somebody else, it
 * is not there. Throws `AppError('file_failed')` where the disk fails.
 */
export interface FileDesk {
  /** Keeps a file for a person to take: how it is offered in the chat is the messages' business. */
  offer(file: FileToGive, personId: string): Promise<OfferedFile>;
  /** The file on offer; undefined where it is not this person's, was taken or declined, or its time is over. */
  offered(id: string, personId: string): Promise<OfferedFile | undefined>;
  /**
   * Takes the file off the shelf, so that nobody takes it twice; undefined as in `offered`. `read` gives its bytes
   * (from `start`, up to `end`, both included); `done` forgets it, `back` puts it on the shelf again.
   */
  take(id: string, personId: string): Promise<TakenFile | undefined>;
  /** Forgets an offer that was declined. */
  drop(id: string, personId: string): Promise<void>;

  /** Fetches what a person attached, streamed to disk. */
  fetch(
    file: AttachedFile,
    personId: string,
  ): Promise<
    | { readonly ok: true; readonly file: IncomingFile }
    | { readonly ok: false; readonly problem: FetchProblem }
  >;
  /** A file fetched earlier; undefined where it is not this person's or its day is over. */
  incoming(id: string, personId: string): Promise<IncomingFile | undefined>;
  /** Removes what is past its time. */
  sweep(): Promise<void>;
}

export interface TakenFile extends OfferedFile {
  read(start?: number, end?: number): AsyncIterable<Uint8Array>;
  done(): Promise<void>;
  back(): Promise<void>;
}
