import { afterAll, describe, expect, it } from 'vitest';
import { createTableFiles } from '../../../services/adapters/tables/table-files.ts';
import { Files, WANTED } from './files.ts';

const files = new Files();
afterAll(() => files.remove());
const tables = createTableFiles();
const read = (bytes: Uint8Array | string) => tables.read(files.put(bytes), WANTED);

const LINES = 'Nombre;Cédula;Correo\r\nÑungo Peña, Inés;52345678;ines@entidad.example\r\n';
const INES = {
  row: 2,
  cells: { name: 'Ñungo Peña, Inés', id: '52345678', email: 'ines@entidad.example' },
};
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('a CSV', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(LINES)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${LINES}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${LINES}`, 'utf16le')],
    ['UTF-16 LE', Buffer.from(LINES, 'utf16le')],
    ['UTF-16 BE with a mark', utf16be(`\ufeff${LINES}`)],
    ['UTF-16 BE', utf16be(LINES)],
    ['Windows-1252', Buffer.from(LINES, 'latin1')],
    ['line feeds alone', Buffer.from(LINES.replaceAll('\r', ''))],
    ['carriage returns alone', Buffer.from(LINES.replaceAll('\n', ''))],
  ])('in %s is read with its accents', async (_name, bytes) => {
    expect(await read(bytes)).toMatchObject({ ok: true, rows: [INES], problems: [], unknown: [] });
  });

  it.each([
    ['comma', ',', 'Nombre,Correo\n"Peña, Inés",i@e.example\n'],
    ['semicolon', ';', 'Nombre;Correo\nPeña, Inés;i@e.example\n'],
    ['tab', '\t', 'Nombre\tCorreo\nPeña, Inés\ti@e.example\n'],
    ['bar', '|', 'Nombre|Correo\nPeña, Inés|i@e.example\n'],
    ['the one that the file names', '^', 'sep=^\nNombre^Correo\nPeña, Inés^i@e.example\n'],
  ])('parted by %s is read', async (_name, _sign, text) => {
    expect(await read(text)).toMatchObject({
      ok: true,
      rows: [{ row: 2, cells: { name: 'Peña, Inés', email: 'i@e.example' } }],
    });
  });

  it('may have blank and title rows first, empty rows between, repeated headings and its own order', async () => {
    const text = [
      ';;;',
      'LISTADO DE CONTRATISTAS;;;',
      ';;;',
      'N.º;E-MAIL;NOMBRE COMPLETO (apellidos);Observación',
      '1;a@e.example;Ana;x',
      ';;;',
      'N.º;E-MAIL;NOMBRE COMPLETO (apellidos);Observación',
      '2;b@e.example;Beto;y',
    ].join('\n');
    expect(await read(text)).toMatchObject({
      ok: true,
      columns: [
        { name: 'name', heading: 'NOMBRE COMPLETO (apellidos)' },
        { name: 'email', heading: 'E-MAIL' },
      ],
      unknown: ['N.º', 'Observación'],
      rows: [
        { row: 5, cells: { name: 'Ana' } },
        { row: 8, cells: { name: 'Beto' } },
      ],
    });
  });

  it('tells row by row what is wrong with it', async () => {
    const text = [
      'Nombre;Cédula;Correo',
      'Ana;="0012";a@e.example',
      'Beto;=1+1;b@e.example',
      'ANA;0012;A@e.example',
      `${'x'.repeat(3_000)};3;c@e.example`,
      'Eva;4;e@e.example;de más',
    ].join('\n');
    const table = await read(text);
    expect(table).toMatchObject({
      ok: true,
      rows: [{ row: 2, cells: { id: '0012' } }, { row: 3, cells: { id: '' } }, { row: 5 }, { row: 6 }],
      problems: [
        { row: 3, code: 'formula', heading: 'Cédula' },
        { row: 4, code: 'duplicate', of: 2 },
        { row: 5, code: 'cell_too_long', heading: 'Nombre' },
        { row: 6, code: 'too_many_cells' },
      ],
    });
  });

  it('prefers the heading that is named first, and refuses two that say the same', async () => {
    const both = 'Nombre;Correo;Correo institucional\nAna;personal@x.example;a@e.example\n';
    expect(await read(both)).toMatchObject({ rows: [{ cells: { email: 'a@e.example' } }] });
    expect(await read('Nombre;Correo;CORREO\nAna;a;b\n')).toEqual({
      ok: false,
      code: 'repeated_columns',
      params: { columns: '«Correo institucional»' },
    });
  });

  it('of one column is a table', async () => {
    const wanted = [{ name: 'email', headings: ['Correo'], required: true }] as const;
    const table = await tables.read(files.put('Correo\na@e.example\nb@e.example\n'), wanted);
    expect(table).toMatchObject({ ok: true, rows: [{ cells: { email: 'a@e.example' } }, {}] });
  });

  it.each([
    ['alone', 'Correo\na@e.example\nb@e.example\n'],
    ['below a title that is a heading too', 'Nombre\n\nArea;Correo\nX;a@e.example\nY;b@e.example\n'],
    ['with a title above that says nothing', 'Lista de 2026\nCorreo\na@e.example\nb@e.example\n'],
    ['repeated further down', 'Correo\na@e.example\nCorreo\nb@e.example\n'],
  ])('with one of the wanted columns, %s, is a table', async (_what, text) => {
    const wanted = [
      { name: 'name', headings: ['Nombre'] },
      { name: 'email', headings: ['Correo'] },
    ] as const;
    const table = await tables.read(files.put(text), wanted);
    expect(table.ok && table.rows.map(({ cells }) => cells)).toEqual([
      { email: 'a@e.example' },
      { email: 'b@e.example' },
    ]);
  });

  it('with one of the wanted columns keeps each row once, however many there are', async () => {
    const wanted = [
      { name: 'name', headings: ['Nombre'] },
      { name: 'email', headings: ['Correo'] },
    ] as const;
    const lines = Array.from({ length: 200 }, (_, n) => `p${n}@e.example`);
    const table = await tables.read(files.put(`Correo\n${lines.join('\n')}\n`), wanted);
    expect(table.ok && table.rows.map(({ row, cells }) => `${row} ${cells.email}`)).toEqual(
      lines.map((line, n) => `${n + 2} ${line}`),
    );
    expect(table).toMatchObject({ ok: true, problems: [] });
  });

  it('loses what cannot be seen', async () => {
    const table = await read('Nombre;Correo\n\u202eAna\u200b\u00a0 María ;\ufeff a@e.example\n');
    expect(table).toMatchObject({ ok: true, rows: [{ cells: { name: 'Ana María' } }] });
  });

  const many = (count: number) =>
    `Nombre;Correo\n${Array.from({ length: count }, (_, n) => `P${n};p${n}@e.example`).join('\n')}`;

  it.each<[string, string, Uint8Array | string, object?]>([
    ['nothing in it', 'empty', ''],
    ['blanks alone', 'empty', ';;\n;;\n'],
    [
      'no headings that are wanted',
      'no_headings',
      'a;b\n1;2\n',
      { columns: '«Nombre», «Correo institucional»' },
    ],
    ['a column missing', 'missing_columns', 'Nombre;Cédula\nAna;1\n', { columns: '«Correo institucional»' }],
    ['a picture in it', 'not_a_table', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['a web page in it', 'not_a_table', '<html><table><tr><td>Nombre</td></tr></table></html>'],
    ['an old Excel in it', 'old_excel', Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(600)}`, 'hex')],
    [
      'an Excel with a password in it',
      'encrypted',
      Buffer.concat([
        Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(600)}`, 'hex'),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    ],
    ['10,001 rows', 'too_many_rows', many(10_001), { limit: 10_000 }],
    ['a quote that is never closed', 'damaged', `Nombre;Correo\n"${many(30_000)}`],
    [
      'hundreds of columns',
      'too_many_columns',
      `Nombre;Correo;${Array.from({ length: 200 }, (_, n) => `c${n}`).join(';')}\nAna;a`,
      { limit: 100 },
    ],
  ])('with %s is refused', async (_name, code, bytes, params) => {
    expect(await read(bytes)).toEqual({ ok: false, code, ...(params && { params }) });
  });

  it('of 10,000 rows is read', async () => {
    const table = await read(many(10_000));
    expect(table.ok && table.rows.length).toBe(10_000);
  });
});
