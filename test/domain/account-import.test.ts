import { expect, it } from 'vitest';
import { readImportRow } from '../../services/domain/account-import.ts';

it.each([
  ['2026-01-15', '2026-12-31', {}],
  ['15/01/2026', '31/12/2026', {}],
  ['15-ene-2026', '31 de diciembre de 2026', {}],
])('dates as people write them, %s and %s, are read', (contractStart, contractEnd) => {
  expect(readImportRow({ contractStart, contractEnd })).toEqual({
    facts: { contractStart: '2026-01-15', contractEnd: '2026-12-31' },
    remarks: [],
  });
});

it.each([
  [{ contractEnd: '12/31/2026' }, 'end'],
  [{ contractEnd: 'indefinido' }, 'end'],
  [{ contractStart: '31/02/2026' }, 'start'],
  [{ contractStart: '31/12/2026', contractEnd: '01/02/2026' }, 'end_before_start'],
] as const)('%j is told and not taken over', (cells, remark) => {
  const { facts, remarks } = readImportRow(cells);
  expect(remarks).toEqual([remark]);
  expect(facts).not.toHaveProperty('contractEnd');
});
