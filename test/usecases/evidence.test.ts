import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditLines, isClean } from '../../bot/audit-lines.ts';
import type { Case } from '../../services/domain/case.ts';
import type { EvidenceLine } from '../../services/domain/evidence.ts';
import { dailyRounds } from '../../services/usecases/daily-rounds.ts';
import { verifyHistories } from '../../services/usecases/verify-histories.ts';
import { writeEvidence } from '../../services/usecases/write-evidence.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

const DAY = 24 * 3_600_000;

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

async function aCase(draftId: string): Promise<Case> {
  const opened = await desk.desk.openCase(
    { draftId, kind: 'assistance', fields: { description: { value: draftId } }, locale: 'es-CO' },
    await desk.as('camila'),
  );
  if (!opened.ok) throw new TypeError(opened.code);
  await desk.settle();
  return current(opened.case._id);
}

const current = (code: string) => desk.caseOf(code);

const closes = async (value: Case) => {
  const command = { name: 'step_by_hand', stepId: 'attend_person', note: 'hecho' } as const;
  await desk.desk.command(value._id, command, await desk.as('sofia'));
  await desk.settle();
  return current(value._id);
};

async function putBack(value: Case): Promise<void> {
  const { revision } = await current(value._id);
  expect(await desk.stores.cases.replace({ ...value, revision: revision + 1 }, revision)).toBe(true);
}

const path = () => join(desk.dataDir, 'evidence/heads.jsonl');
const lines = () =>
  readFileSync(path(), 'utf8')
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one) as EvidenceLine);
const audit = () => verifyHistories(desk.deps);

describe('the evidence of a day', () => {
  it('is one line a day with the histories that changed, chained and sealed', async () => {
    const one = await aCase('a');
    const two = await aCase('b');
    await writeEvidence(desk.deps, '2026-11-20');
    await writeEvidence(desk.deps, '2026-11-20');
    desk.clock.advanceDesk(DAY);
    await writeEvidence(desk.deps, '2026-11-21');
    desk.clock.advanceDesk(2 * DAY);
    const later = await closes(two);
    await writeEvidence(desk.deps, '2026-11-23');
    desk.clock.advanceDesk(2 * DAY);
    await writeEvidence(desk.deps, '2026-11-25');
    desk.clock.advanceDesk(2 * DAY);
    await writeEvidence(desk.deps, '2026-11-27');
    const head = (value: Case) => [value._id, value.history.length, value.history.at(-1)?.mac];
    const [first, second, third, fourth] = lines();
    // A day is looked at once more, since the desk's clock may have stepped back.
    expect(lines()).toMatchObject([
      { n: 1, day: '2026-11-20', since: '', count: 2, heads: [head(one), head(two)], prev: '' },
      { n: 2, day: '2026-11-21', count: 2, prev: first?.mac },
      { n: 3, day: '2026-11-23', count: 1, heads: [head(later)], prev: second?.mac },
      { n: 4, day: '2026-11-25', count: 1, heads: [head(later)], prev: third?.mac },
      { n: 5, day: '2026-11-27', count: 0, heads: [], prev: fourth?.mac },
    ]);
    const report = await audit();
    expect(isClean(report)).toBe(true);
    expect(auditLines(report)[0]).toContain('5 lines of evidence: every history is as the desk wrote it');
  });

  it('is written by the daily rounds, by one of two replicas', async () => {
    await aCase('a');
    await Promise.all([dailyRounds(desk.deps)(), dailyRounds(desk.deps)()]);
    expect(lines()).toHaveLength(1);
    expect(lines()[0]?.day).toBe('2026-11-20');
  });

  it('broken off in the middle is written again behind it, and a torn line is no line', async () => {
    await aCase('a');
    await writeEvidence(desk.deps, '2026-11-20');
    const [whole] = lines();
    if (!whole) throw new TypeError('no line');
    appendFileSync(path(), '{"n":2,"day":"2026-11-21","since":"2026');
    await aCase('b');
    await writeEvidence(desk.deps, '2026-11-21');
    expect(lines().map((one) => [one.n, one.day, one.count])).toEqual([
      [1, '2026-11-20', 1],
      [2, '2026-11-21', 2],
    ]);
    expect(isClean(await audit())).toBe(true);
  });

  it('waits for whoever holds the file, and takes it from somebody who is gone', async () => {
    await aCase('a');
    await writeEvidence(desk.deps, '2026-11-20');
    const lock = join(desk.dataDir, 'evidence/heads.lock');
    writeFileSync(lock, '');
    await expect(writeEvidence(desk.deps, '2026-11-21')).rejects.toMatchObject({ code: 'file_failed' });
    utimesSync(lock, new Date(0), new Date(0));
    await writeEvidence(desk.deps, '2026-11-21');
    expect(lines()).toHaveLength(2);
  });
});

describe('the audit names', () => {
  it('a case put back to an earlier copy of itself, which its own history does not show', async () => {
    const before = await aCase('a');
    await closes(before);
    await writeEvidence(desk.deps, '2026-11-20');
    await putBack(before);
    const report = await audit();
    expect(report.altered).toEqual([]);
    expect(report.lost).toMatchObject([{ case: before._id, why: 'put_back', day: '2026-11-20' }]);
    expect(auditLines(report).at(-1)).toMatch(/cut, or put back to an earlier copy/);
  });

  it('a case deleted whole', async () => {
    const value = await aCase('a');
    await aCase('b');
    await writeEvidence(desk.deps, '2026-11-20');
    const rest = { ...desk.deps.cases, scan: () => without(value._id) };
    const report = await verifyHistories({ ...desk.deps, cases: rest });
    expect(report).toMatchObject({ cases: 1, lost: [{ case: value._id, why: 'deleted' }] });
    expect(isClean(report)).toBe(false);
  });

  it('an evidence file that was changed, or cut short', async () => {
    await aCase('a');
    await writeEvidence(desk.deps, '2026-11-20');
    await aCase('b');
    await writeEvidence(desk.deps, '2026-11-21');
    const text = readFileSync(path(), 'utf8');
    writeFileSync(path(), text.replace('"count":1', '"count":0'));
    expect((await audit()).evidence).toEqual({ lines: 0, flaw: { n: 1, why: 'altered' } });
    const [first, second] = text.trim().split('\n');
    writeFileSync(path(), `${first}\n`);
    expect((await audit()).evidence).toEqual({ lines: 1, flaw: { n: 2, why: 'cut' } });
    writeFileSync(path(), `${second}\n`);
    expect((await audit()).evidence).toMatchObject({ flaw: { n: 1, why: 'missing' } });
    writeFileSync(path(), 'nonsense\n');
    expect((await audit()).evidence).toMatchObject({ flaw: { n: 1, why: 'unreadable' } });
    writeFileSync(path(), '');
    expect((await audit()).evidence).toMatchObject({ flaw: { n: 1, why: 'cut' } });
  });
});

async function* without(code: string): AsyncGenerator<Case> {
  for await (const one of desk.deps.cases.scan()) if (one._id !== code) yield one;
}
