import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listFromFile } from '../../services/usecases/mass/list-from-file.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

let desk: DeskHarness;
let folder: string;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mesa-list-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let lists = 0;
async function read(name: string, content: string | Uint8Array) {
  lists += 1;
  const path = join(folder, name);
  writeFileSync(path, content);
  const listId = `list-${lists}`;
  const outcome = await listFromFile(desk.deps, 'ricardo', { listId, path, name });
  return { outcome, rows: await desk.deps.lists.rows(listId, 1, 20_000) };
}

const SMALL = 'Dirección;Titular\r\npena@entidad.example;Íñigo Peña\r\n';

describe('a file of accounts', () => {
  it.each([
    ['UTF-8', Buffer.from(SMALL)],
    ['UTF-16', Buffer.from(`\ufeff${SMALL}`, 'utf16le')],
    ['Windows-1252', Buffer.from(SMALL, 'latin1')],
  ])('in %s is read with its letters', async (_name, content) => {
    const { rows } = await read('lista.csv', content);
    expect(rows.map((one) => one.given)).toEqual([{ address: 'pena@entidad.example', name: 'Íñigo Peña' }]);
  });

  it('of 10,000 rows is kept whole, one more is refused', async () => {
    const lines = Array.from({ length: 10_001 }, (_, n) => `c${n}@entidad.example`);
    const whole = await read('lista.csv', ['Cuenta', ...lines.slice(1)].join('\n'));
    expect(whole.outcome).toMatchObject({ ok: true, list: { rows: 10_000 } });
    expect(whole.rows).toHaveLength(10_000);
    const { outcome, rows } = await read('lista.csv', ['Cuenta', ...lines].join('\n'));
    expect(outcome).toMatchObject({ ok: false, code: 'too_many_rows' });
    expect(rows).toEqual([]);
  });

  it('tells row by row what it leaves out: nobody, repeated, no date', async () => {
    const file = [
      'Cuenta,Fecha de fin',
      'a@entidad.example,31/12/2026',
      ',31/12/2026',
      '',
      'b@entidad.example,pronto',
      'a@entidad.example,31/12/2026',
    ];
    const { outcome, rows } = await read('lista.csv', file.join('\n'));
    expect(rows.map((one) => [one.line, one.given.address, one.given.endDate])).toEqual([
      [2, 'a@entidad.example', '2026-12-31'],
      [5, 'b@entidad.example', undefined],
    ]);
    expect(outcome.ok && outcome.problems.map((one) => [one.row, one.code])).toEqual([
      [3, 'no_account'],
      [5, 'end_date'],
      [6, 'duplicate'],
    ]);
  });

  it('that names nobody is refused with what is missing', async () => {
    const undated = await read('lista.csv', 'Fecha de fin;Otra\n31/12/2026;x\n31/12/2027;y\n');
    expect(undated.outcome.ok).toBe(false);
    const { outcome } = await read('lista.csv', 'Cédula;Fecha de fin\n52123456;31/12/2026\n');
    expect(outcome).toMatchObject({ code: 'missing_columns', needs: 'more_than_national_id' });
  });

  it('may name contracts; where a row has a national id alone it says that it cannot search by it', async () => {
    const file = ['Cédula;Contrato;Nombre', '52123456;CPS-1-2026;', '52123457;;', ';;Ana Gómez'];
    const { outcome, rows } = await read('lista.csv', file.join('\n'));
    expect(rows.map((one) => one.given)).toEqual([
      { nationalId: '52123456', contractNumber: 'CPS-1-2026' },
      { name: 'Ana Gómez' },
    ]);
    expect(outcome).toMatchObject({ list: { unread: 1 }, problems: [{ row: 3, code: 'national_id' }] });
  });

  it('that is no table, or swells beyond measure, is refused and nothing is kept', async () => {
    const torn = await read('lista.xlsx', Buffer.from('PK\u0003\u0004 esto no es un libro'));
    expect(torn.outcome.ok).toBe(false);
    const sheet = `<worksheet><sheetData>${' '.repeat(120_000_000)}</sheetData></worksheet>`;
    const bomb = zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="a" sheetId="1"/></sheets></workbook>'),
      'xl/worksheets/sheet1.xml': strToU8(sheet),
    });
    const swollen = await read('lista.xlsx', bomb);
    expect(swollen.outcome.ok).toBe(false);
    expect([...torn.rows, ...swollen.rows]).toEqual([]);
  });
});
