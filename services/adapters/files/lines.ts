import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

const LINE_FEED = 0x0a;
const BLOCK = 64 * 1024;

/**
 * The lines of a file in UTF-8, streamed; what follows the last line feed is left out. Lines end at line feeds
 * alone: readers of the platform also end them at U+2028, which JSON leaves as it is.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  let pieces: Buffer[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: BLOCK }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      pieces.push(chunk.subarray(from, end));
      yield Buffer.concat(pieces).toString('utf8');
      pieces = [];
      from = end + 1;
    }
    if (from < chunk.length) pieces.push(chunk.subarray(from));
  }
}

/** Bytes up to and with the last line feed: where a line torn by a crash begins. */
export async function endOfLastLine(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  const block = Buffer.alloc(BLOCK);
  for (let end = size; end > 0; ) {
    const from = Math.max(0, end - BLOCK);
    const { bytesRead } = await file.read(block, 0, end - from, from);
    const at = block.subarray(0, bytesRead).lastIndexOf(LINE_FEED);
    if (at >= 0) return from + at + 1;
    end = from;
  }
  return 0;
}
