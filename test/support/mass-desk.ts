import type { Case, Fields } from '../../services/domain/case.ts';
import type { Procedure } from '../../services/domain/procedure.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';
import { type GivenRow, keepList } from '../../services/usecases/mass/keep-list.ts';
import { syncPeople } from '../../services/usecases/sync-people.ts';
import type { DeskHarness } from './desk-harness.ts';
import { enterPeople } from './registered.ts';

/** The procedure with a mass deactivation that is not held up by its size. */
export function withMass(mass: Partial<Procedure['mass']>): Procedure {
  return { ...unidadVictimas, mass: { ...unidadVictimas.mass, brake: { share: 1, most: 10_000 }, ...mass } };
}

/** Contractors of Hernán whose contracts end with the year, in the directory and the register; their ids. */
export async function plant(desk: DeskHarness, count: number, mailItems = 2): Promise<readonly string[]> {
  const made = controlTenant(desk.sandbox.tenant, {
    do: 'add-people',
    count,
    employeeType: 'contractor',
    department: 'Oficina Jurídica',
    managerKey: 'hernan',
    contractEnd: '2026-12-31',
    mailItems,
  });
  if (!made.done) throw new TypeError(made.reason);
  await syncPeople(desk.deps);
  const ids = made.userIds as readonly string[];
  await enterPeople(desk.deps, ids);
  return ids;
}

let lists = 0;

/** A mass deactivation of these rows, as the conversation leaves it. */
export async function askedMass(
  desk: DeskHarness,
  by: string,
  rows: readonly GivenRow[],
  fields: Fields = {},
): Promise<Case> {
  lists += 1;
  const draftId = `mass-${lists}`;
  await keepList(
    desk.deps,
    { _id: draftId, ownerId: desk.idOf(by), source: 'file', name: 'lista.xlsx' },
    rows,
  );
  const opened = await desk.desk.openCase(
    {
      draftId,
      kind: 'bulk_deactivate',
      fields: {
        accountList: { value: draftId, shown: `lista.xlsx (${rows.length})` },
        guideline: { value: 'Circular 012 de 2026' },
        effectiveDate: { value: '2026-12-31' },
        ...fields,
      },
      locale: 'es-CO',
    },
    await desk.as(by),
  );
  if (!opened.ok) throw new TypeError(opened.code);
  return opened.case;
}

/** The case as it is now. */
export async function nowOf(desk: DeskHarness, { _id }: Pick<Case, '_id'>): Promise<Case> {
  const value = await desk.stores.cases.get(_id);
  if (!value) throw new TypeError('no case');
  return value;
}

/** Every account's own case, by code. */
export async function childrenOf(desk: DeskHarness, { _id }: Pick<Case, '_id'>): Promise<readonly Case[]> {
  const found: Case[] = [];
  for await (const one of desk.stores.cases.scan()) if (one.parentId === _id) found.push(one);
  return found;
}
