import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Compiled, compile } from '../../support/compiled.ts';
import { Files, text, workbook, workbookParts } from './files.ts';

const MB = 1024 * 1024;
const files = new Files();
let reader: Compiled;
beforeAll(() => {
  reader = compile('test/adapters/tables/read-one.ts');
});
afterAll(() => {
  reader.remove();
  files.remove();
});

interface Read {
  readonly outcome: string;
  readonly mb: number;
}
const read = (path: string) =>
  JSON.parse(execFileSync(process.execPath, [reader.script, path], { encoding: 'utf8' })) as Read;

/** A CSV of so many bytes whose rows are each as long as told. */
function csvOf(bytes: number, rowLength: number): string {
  const path = join(files.folder, `big-${rowLength}.csv`);
  const out = openSync(path, 'w');
  let written = writeSync(out, 'Nombre;Correo;Nota\n');
  for (let row = 0; written < bytes; row += 1)
    written += writeSync(out, `P${row};p${row}@e.example;${'ñ'.repeat(rowLength / 2)}\n`);
  closeSync(out);
  return path;
}

const HEAD = `<row r="1">${text('A1', 'Nombre')}${text('B1', 'Correo')}${text('C1', 'Nota')}</row>`;
const rows = (count: number, note: () => string) =>
  Array.from({ length: count }, (_, n) => {
    const at = n + 2;
    return `<row r="${at}">${text(`A${at}`, `P${n}`)}${text(`B${at}`, `p${n}@e`)}${text(`C${at}`, note())}</row>`;
  }).join('');
const noise = (bytes: number) => randomBytes((bytes * 3) / 4).toString('base64');

describe('the memory that a file takes to be read', () => {
  it('stays small for 50 MB of short rows, which are refused at the 10,001st', () => {
    const { outcome, mb } = read(csvOf(49.9 * MB, 20));
    expect(outcome).toBe('too_many_rows');
    expect(mb).toBeLessThan(160);
  });

  it('stays small for 50 MB of long rows, which are read', () => {
    const { outcome, mb } = read(csvOf(49.9 * MB, 5_300));
    expect(outcome).toMatch(/^9\d{3} rows$/);
    expect(mb).toBeLessThan(160);
  });

  it('is bounded for a workbook of 45 MB that does not pack', () => {
    const { outcome, mb } = read(files.put(workbook([HEAD + rows(9_000, () => noise(6_000))])));
    expect(outcome).toBe('9000 rows');
    expect(mb).toBeLessThan(450);
  });

  it('is bounded for a workbook of half a megabyte that would be 400', () => {
    const parts = workbookParts([HEAD + rows(3, () => 'x')]);
    const bomb = zipSync({ ...parts, 'xl/sharedStrings.xml': Buffer.alloc(400 * MB, ' ') }, { level: 9 });
    const { outcome, mb } = read(files.put(bomb));
    expect(outcome).toBe('zip_bomb');
    expect(mb).toBeLessThan(140);
  });

  it('over 50 MB is refused unread', () => {
    expect(read(csvOf(50.1 * MB, 2_000)).outcome).toBe('too_big');
  });
});
