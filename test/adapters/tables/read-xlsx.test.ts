import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { createTableFiles } from '../../../services/adapters/tables/table-files.ts';
import { Files, text, WANTED, workbook, workbookParts } from './files.ts';

const files = new Files();
afterAll(() => files.remove());
const tables = createTableFiles();
const read = (bytes: Uint8Array) => tables.read(files.put(bytes), WANTED);

const HEAD = `<row r="1">${text('A1', 'Nombre')}${text('B1', 'Cédula')}${text('C1', 'Correo')}${text('D1', 'Fecha fin')}</row>`;

describe('a workbook', () => {
  it('is read with numbers in plain digits, dates as days, formulas by their value', async () => {
    const row = `<row r="2"><c r="A2" t="str"><f>UPPER("ana")</f><v>ANA</v></c><c r="B2"><v>1.052345678E9</v></c>${text('C2', 'a@e.example')}<c r="D2" s="1"><v>46371</v></c></row>`;
    expect(await read(workbook([HEAD + row]))).toMatchObject({
      ok: true,
      rows: [{ row: 2, cells: { name: 'ANA', id: '1052345678', email: 'a@e.example', end: '2026-12-15' } }],
      problems: [],
    });
  });

  it('may begin anywhere, with merged headings above headings', async () => {
    const rows = [
      `<row r="3">${text('C3', 'Titular')}${text('E3', 'Fecha')}</row>`,
      `<row r="4">${text('C4', 'Nombre')}${text('D4', 'Correo')}${text('E4', 'inicio')}${text('F4', 'fin')}</row>`,
      `<row r="7">${text('C7', 'Ana')}${text('D7', 'a@e.example')}${text('E7', '2026-01-01')}${text('F7', '2026-12-15')}</row>`,
    ];
    const merged = '<mergeCells count="2"><mergeCell ref="C3:D3"/><mergeCell ref="E3:F3"/></mergeCells>';
    expect(await read(workbook([rows.join('')], merged))).toMatchObject({
      ok: true,
      rows: [{ row: 7, cells: { name: 'Ana', email: 'a@e.example', end: '2026-12-15' } }],
      unknown: ['inicio'],
    });
  });

  it('is read from the first sheet that has the headings', async () => {
    const cover = `<row r="1">${text('A1', 'Instrucciones: llene la otra hoja')}</row>`;
    const row = `<row r="2">${text('A2', 'Ana')}${text('C2', 'a@e.example')}</row>`;
    expect(await read(workbook([cover, HEAD + row]))).toMatchObject({ ok: true, rows: [{ row: 2 }] });
    const titled = `<row r="1">${text('A1', 'Correo')}</row>`;
    const optional = WANTED.map(({ name, headings }) => ({ name, headings }));
    const found = await tables.read(files.put(workbook([titled, HEAD + row])), optional);
    expect(found).toMatchObject({ ok: true, rows: [{ cells: { name: 'Ana' } }] });
  });

  it('tells cells that are formulas without a value, or errors', async () => {
    const rows = [
      `<row r="2">${text('A2', 'Ana')}<c r="B2"><f>1+1</f></c>${text('C2', 'a@e.example')}</row>`,
      `<row r="3">${text('A3', 'Beto')}<c r="B3" t="e"><v>#REF!</v></c>${text('C3', 'b@e.example')}</row>`,
    ];
    expect(await read(workbook([HEAD + rows.join('')]))).toMatchObject({
      ok: true,
      rows: [{ cells: { id: '' } }, { cells: { id: '' } }],
      problems: [
        { row: 2, code: 'formula', heading: 'Cédula' },
        { row: 3, code: 'cell_error', heading: 'Cédula' },
      ],
    });
  });

  it('of 10,000 rows is read, one of more is refused', async () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, n) => {
        const at = n + 2;
        return `<row r="${at}">${text(`A${at}`, `P${n}`)}${text(`C${at}`, `p${n}@e.example`)}</row>`;
      }).join('');
    const table = await read(workbook([HEAD + rows(10_000)]));
    expect(table.ok && table.rows.length).toBe(10_000);
    expect(await read(workbook([HEAD + rows(10_001)]))).toMatchObject({ code: 'too_many_rows' });
  });
});

/** A zip that holds what it says, packed by hand so that its headers may lie. */
function withDirectory(bytes: Uint8Array, change: (bytes: Buffer, at: number) => void): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf('PK\u0001\u0002'); at >= 0; at = copy.indexOf('PK\u0001\u0002', at + 4))
    change(copy, at);
  return copy;
}

describe('an archive', () => {
  const bomb = (bytes: number) => ({
    ...workbookParts([HEAD]),
    'xl/sharedStrings.xml': Buffer.alloc(bytes, ' '),
  });

  it.each<[string, string, () => Uint8Array]>([
    ['that inflates a thousandfold', 'zip_bomb', () => zipSync(bomb(60 * 1024 * 1024), { level: 9 })],
    [
      'that inflates to more than it says',
      'damaged',
      () =>
        withDirectory(zipSync(bomb(60 * 1024 * 1024), { level: 9 }), (copy, at) => {
          if (copy.readUInt32LE(at + 24) > 1_000_000) copy.writeUInt32LE(1_000, at + 24);
        }),
    ],
    [
      'of more XML than any table has',
      'too_big',
      () =>
        zipSync(
          Object.assign(
            workbookParts([HEAD]),
            Object.fromEntries(
              Array.from({ length: 5 }, (_, n) => [`xl/x${n}.xml`, new Uint8Array(15 * 1024 * 1024)]),
            ),
          ),
          { level: 0 },
        ),
    ],
    [
      'of thousands of entries',
      'zip_bomb',
      () =>
        zipSync(
          Object.assign(
            workbookParts([HEAD]),
            Object.fromEntries(Array.from({ length: 2_500 }, (_, n) => [`xl/x${n}.bin`, new Uint8Array(1)])),
          ),
        ),
    ],
    [
      'with an entry that its directory does not name',
      'damaged',
      () => {
        const hidden = Buffer.from(zipSync({ 'xl/sharedStrings.xml': strToU8('<x/>') }));
        const local = hidden.subarray(0, hidden.indexOf('PK\u0001\u0002'));
        const whole = Buffer.from(workbook([HEAD]));
        const shifted = withDirectory(whole, (copy, at) =>
          copy.writeUInt32LE(copy.readUInt32LE(at + 42) + local.length, at + 42),
        );
        const end = shifted.lastIndexOf('PK\u0005\u0006');
        shifted.writeUInt32LE(shifted.readUInt32LE(end + 16) + local.length, end + 16);
        return Buffer.concat([local, shifted]);
      },
    ],
    [
      'with a cell at the far corner of the sheet',
      'too_many_columns',
      () => workbook([`${HEAD}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`]),
    ],
    [
      'with a cell far below',
      'too_many_rows',
      () => workbook([`${HEAD}<row r="1048576"><c r="D1048576"><v>1</v></c></row>`]),
    ],
    [
      'with a password',
      'encrypted',
      () => withDirectory(workbook([HEAD]), (copy, at) => copy.writeUInt16LE(1, at + 8)),
    ],
    ['cut off', 'damaged', () => workbook([HEAD]).subarray(0, 400)],
    ['of something else', 'not_a_table', () => zipSync({ 'word/document.xml': strToU8('<w/>') })],
    [
      'with a sheet that is no XML',
      'damaged',
      () =>
        zipSync({ ...workbookParts([HEAD]), 'xl/worksheets/sheet1.xml': strToU8('<row r="1"><c r="A1"') }),
    ],
  ])('%s is refused', async (_name, code, made) => {
    expect(await read(made())).toMatchObject({ ok: false, code });
  });
});
