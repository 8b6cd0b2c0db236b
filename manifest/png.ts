import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A picture in memory: 8-bit RGBA, not premultiplied, row by row from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CHANNELS: Readonly<Record<number, 3 | 4 | undefined>> = { 2: 3, 6: 4 };

/** The picture as a PNG file (RFC 2083): RGBA, no filter, not interlaced. */
export function encodePng({ width, height, rgba }: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width * 4 + 1));
  for (let y = 0; y < height; y += 1) {
    rows.set(rgba.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1);
  }
  const body = deflateSync(rows, { level: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', body),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The picture in a PNG file of 8-bit RGB or RGBA, or undefined where the bytes are anything else. */
export function decodePng(file: Uint8Array): Picture | undefined {
  const bytes = Buffer.from(file);
  const chunks = chunksOf(bytes);
  const header = chunks?.find(({ type }) => type === 'IHDR')?.data;
  if (chunks === undefined || header === undefined || header.length !== 13) return undefined;
  const channels = CHANNELS[header[9] ?? 0];
  if (channels === undefined || header[8] !== 8 || header[12] !== 0) return undefined;
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const raw = inflated(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  if (raw === undefined || raw.length !== height * (width * channels + 1)) return undefined;
  return { width, height, rgba: withAlpha(unfiltered(raw, width * channels, channels), channels) };
}

function chunksOf(bytes: Buffer): { type: string; data: Buffer }[] | undefined {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (at + 12 + length > bytes.length) return undefined;
    const checked = bytes.subarray(at + 4, at + 8 + length);
    if (bytes.readUInt32BE(at + 8 + length) !== crc32(checked)) return undefined;
    chunks.push({ type: checked.toString('latin1', 0, 4), data: checked.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

function inflated(data: Buffer): Buffer | undefined {
  try {
    return inflateSync(data);
  } catch {
    return undefined;
  }
}

/** Undoes the five row filters of PNG. */
function unfiltered(raw: Buffer, stride: number, step: number): Uint8Array {
  const out = new Uint8Array((raw.length / (stride + 1)) * stride);
  for (let at = 0; at < out.length; at += 1) {
    const x = at % stride;
    const row = (at - x) / stride;
    const left = x < step ? 0 : (out[at - step] ?? 0);
    const up = row === 0 ? 0 : (out[at - stride] ?? 0);
    const corner = x < step || row === 0 ? 0 : (out[at - stride - step] ?? 0);
    const filter = raw[row * (stride + 1)] ?? 0;
    const value = raw[row * (stride + 1) + 1 + x] ?? 0;
    out[at] = value + predicted(filter, left, up, corner);
  }
  return out;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function withAlpha(samples: Uint8Array, channels: 3 | 4): Uint8Array {
  if (channels === 4) return samples;
  const rgba = new Uint8Array((samples.length / 3) * 4).fill(255);
  for (let pixel = 0; pixel * 3 < samples.length; pixel += 1) {
    rgba.set(samples.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  }
  return rgba;
}

/** A chunk of a PNG file: length, type, data, checksum. */
export function chunk(type: string, data: Buffer): Buffer {
  const checked = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(checked), 4);
  return Buffer.concat([ends.subarray(0, 4), checked, ends.subarray(4)]);
}
