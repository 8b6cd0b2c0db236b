import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditLines } from '../../bot/audit-lines.ts';
import type { Case } from '../../services/domain/case.ts';
import { verifyHistories } from '../../services/usecases/verify-histories.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

async function aClosedCase(draftId: string): Promise<Case> {
  const opened = await desk.desk.openCase(
    { draftId, kind: 'assistance', fields: { description: { value: draftId } }, locale: 'es-CO' },
    await desk.as('camila'),
  );
  if (!opened.ok) throw new TypeError(opened.code);
  await desk.settle();
  await desk.desk.command(
    opened.case._id,
    { name: 'step_by_hand', stepId: 'attend_person', note: 'hecho' },
    await desk.as('sofia'),
  );
  await desk.settle();
  const value = await desk.stores.cases.get(opened.case._id);
  if (!value) throw new TypeError('no case');
  return value;
}

async function alter(value: Case, change: (value: Case) => Case) {
  const altered = { ...change(value), revision: value.revision + 1 };
  expect(await desk.stores.cases.replace(altered, value.revision)).toBe(true);
}

it('finds every history as the desk wrote it', async () => {
  const value = await aClosedCase('a');
  await aClosedCase('b');
  const report = await verifyHistories(desk.deps);
  expect(report).toMatchObject({ cases: 2, altered: [] });
  expect(report.entries).toBeGreaterThanOrEqual(2 * value.history.length);
  expect(auditLines(report)[0]).toMatch(/every history is as the desk wrote it/);
});

it.each<[string, (value: Case) => Case, number, string]>([
  [
    'a changed fact',
    (value) => ({
      ...value,
      history: value.history.map((one) => (one.seq === 2 ? { ...one, facts: { forged: true } } : one)),
    }),
    2,
    'altered',
  ],
  [
    'a removed entry',
    (value) => ({ ...value, history: value.history.filter((one) => one.seq !== 2) }),
    2,
    'missing',
  ],
  ['a status that the history does not tell', (value) => ({ ...value, status: 'closed' }), 0, 'status'],
])('names the first altered entry: %s', async (_name, change, seq, why) => {
  const value = await aClosedCase('a');
  await alter(value, change);
  const report = await verifyHistories(desk.deps);
  expect(report.altered).toEqual([{ case: value._id, seq: seq || value.history.length, why }]);
  expect(auditLines(report)[1]).toContain(value._id);
});

it('does not take another case’s history for this one', async () => {
  const one = await aClosedCase('a');
  const other = await aClosedCase('b');
  await alter(one, (value) => ({ ...value, history: other.history }));
  expect((await verifyHistories(desk.deps)).altered).toEqual([
    { case: one._id, seq: 1, why: 'another case' },
  ]);
});

it('does not accept histories under another key', async () => {
  await aClosedCase('a');
  expect((await verifyHistories({ ...desk.deps, historyKey: 'another' })).altered).toMatchObject([
    { seq: 1, why: 'altered' },
  ]);
});
