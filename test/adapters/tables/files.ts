import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { WantedColumn } from '../../../services/domain/table.ts';

/** Columns as the import of accounts wants them. */
export const WANTED = [
  { name: 'name', headings: ['Nombre', 'Nombre completo', 'Titular', 'Name'], required: true },
  { name: 'id', headings: ['Cédula', 'Número de cédula', 'Documento'] },
  { name: 'email', headings: ['Correo institucional', 'Correo', 'E-mail'], required: true },
  { name: 'end', headings: ['Fecha de terminación', 'Fecha fin', 'Fin'] },
] as const satisfies readonly WantedColumn<string>[];

/** Files of one test, in a folder of their own. */
export class Files {
  readonly folder = mkdtempSync(join(tmpdir(), 'mesa-tables-'));
  #made = 0;

  put(bytes: Uint8Array | string): string {
    this.#made += 1;
    const path = join(this.folder, `f${this.#made}`);
    writeFileSync(path, bytes);
    return path;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATED = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A cell of text. */
export const text = (at: string, value: string) =>
  `<c r="${at}" t="inlineStr"><is><t>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`;

/** The parts of a workbook with these sheets, each the XML between `sheetData` tags. */
export function workbookParts(sheets: readonly string[], after = ''): Record<string, Uint8Array> {
  const each = sheets.map((_, n) => n + 1);
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook ${NS} xmlns:r="${RELATED}"><sheets>${each.map((n) => `<sheet name="Hoja${n}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.map((n) => `<Relationship Id="rId${n}" Type="${RELATED}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId99" Type="${RELATED}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<?xml version="1.0"?><styleSheet ${NS}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map((rows, n) => [
        `xl/worksheets/sheet${n + 1}.xml`,
        `<?xml version="1.0"?><worksheet ${NS}><sheetData>${rows}</sheetData>${after}</worksheet>`,
      ]),
    ),
  };
  return Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]));
}

/** A workbook's bytes. */
export const workbook = (sheets: readonly string[], after = '') => zipSync(workbookParts(sheets, after));
