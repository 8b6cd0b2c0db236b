import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { createTableFiles } from '../../../services/adapters/tables/table-files.ts';
import type { WrittenTable } from '../../../services/domain/table.ts';
import { Files } from './files.ts';

const files = new Files();
afterAll(() => files.remove());
const tables = createTableFiles();

const EVIL = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1+1', '=HYPERLINK("http://x","y")'];

const TABLE: WrittenTable = {
  title: 'Cuentas [2026]/*',
  columns: [
    { heading: 'Nombre', type: 'text', width: 30 },
    { heading: 'Casos', type: 'number' },
    { heading: 'Fin', type: 'date' },
    { heading: 'Cumplimiento', type: 'percent' },
  ],
  rows: [
    ['Ñungo; "Peña"', 1234.5, '2026-12-15', 0.915],
    ['=1+1', -3, null, null],
  ],
};

describe('a CSV that the desk writes', () => {
  it('opens in a spreadsheet in Spanish: mark, semicolons, decimal commas, no live formula', async () => {
    const { content, mimeType, ending } = await tables.write(TABLE, 'csv', 'es-CO');
    expect([mimeType, ending]).toEqual(['text/csv; charset=utf-8', 'csv']);
    expect(content.toString('utf8')).toBe(
      '\ufeffNombre;Casos;Fin;Cumplimiento\r\n"Ñungo; ""Peña""";1234,5;2026-12-15;91,5%\r\n\'=1+1;-3;;\r\n',
    );
  });

  it('opens in a spreadsheet in English', async () => {
    const { content } = await tables.write(TABLE, 'csv', 'en-GB');
    expect(content.toString('utf8')).toContain('"Ñungo; ""Peña""",1234.5,2026-12-15,91.5%');
  });

  it.each(EVIL)('leaves %j no formula', async (evil) => {
    const rows = [[evil, 1, null, null]];
    const { content } = await tables.write({ ...TABLE, rows }, 'csv', 'es');
    expect(content.toString('utf8').split('\n')[1]).toMatch(/^"?'/);
  });
});

describe('a workbook that the desk writes', () => {
  it('has typed cells and no formula, whatever the texts', async () => {
    const rows = [
      ...EVIL.map((evil) => [evil, 1, '2026-12-15', 0.5]),
      ['\u0000\ud800x'.repeat(3), 2, null, null],
    ];
    const { content } = await tables.write({ ...TABLE, rows }, 'xlsx', 'es-CO');
    const parts = unzipSync(content);
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).not.toMatch(/<f[\s>]/);
    expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toContain('Cuentas');
    const wanted = [
      { name: 'name', headings: ['Nombre'] },
      { name: 'end', headings: ['Fin'] },
      { name: 'share', headings: ['Cumplimiento'] },
    ] as const;
    const table = await tables.read(files.put(content), wanted);
    expect(table).toMatchObject({ ok: true });
    expect(table.ok && table.rows[0]?.cells).toEqual({ name: '=1+1', end: '2026-12-15', share: '0.5' });
  });
});

describe('what the desk writes', () => {
  it.each(['constructor', '__proto__', 'toString'])('may be called %s', async (name) => {
    const columns = [{ heading: name, type: 'text' }] as const;
    const file = await tables.write({ title: name, columns, rows: [[name], ['x']] }, 'xlsx', 'es');
    const read = await tables.read(files.put(file.content), [{ name: 'x', headings: [name] }]);
    expect(read).toMatchObject({ ok: true, rows: [{ row: 3, cells: { x: 'x' } }] });
  });

  it.each(['x\u{10fffe}y', 'x\u{1fffe}y', 'x\u{1f600}y', 'x\u{10fffd}y', 'x\u0085y'])(
    'comes back whole from a workbook: %j',
    async (text) => {
      const columns = [{ heading: 'A', type: 'text' }] as const;
      const file = await tables.write({ title: 't', columns, rows: [[text]] }, 'xlsx', 'es');
      const read = await tables.read(files.put(file.content), [{ name: 'a', headings: ['A'] }]);
      const letters = (one: string | undefined) => one?.match(/\p{L}/gu)?.join('');
      expect(read.ok && read.rows.map((row) => letters(row.cells.a))).toEqual(['xy']);
    },
  );

  const wanted = [
    { name: 'a', headings: ['A'], required: true },
    { name: 'b', headings: ['B'], required: true },
  ] as const;
  const cell = fc.string({ unit: 'binary', maxLength: 40 });

  it.each(['csv', 'xlsx'] as const)('as %s it reads again, whatever the texts', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), async (rows) => {
        const columns = [
          { heading: 'A', type: 'text' },
          { heading: 'B', type: 'text' },
        ] as const;
        const file = await tables.write({ title: 't', columns, rows }, format, 'es');
        const read = await tables.read(files.put(file.content), wanted);
        expect(read).toMatchObject({ ok: true });
        if (!read.ok) return;
        // Signs are what spreadsheets drop, escape or trim; letters and digits are what must come back.
        const shown = (text: string) =>
          text
            .normalize('NFC')
            .match(/[\p{L}\p{N}]/gu)
            ?.join('') ?? '';
        const all = new Set(rows.flat().map((one) => shown(one)));
        for (const row of read.rows)
          for (const value of Object.values(row.cells)) expect(all).toContain(shown(value ?? ''));
      }),
      { numRuns: format === 'csv' ? 300 : 40 },
    );
  });
});
