import { describe, expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import { AppError } from '../../services/domain/errors.ts';
import type { CaseFilter, CaseStore } from '../../services/ports/case-store.ts';
import { aCase, aLostMail, aPerson } from '../support/builders.ts';
import { onEveryStore } from './on-every-store.ts';

const T0 = '2026-09-01T10:00:00.000Z';
const T1 = '2026-09-01T10:01:00.000Z';
const T2 = '2026-09-01T10:02:00.000Z';
const T3 = '2026-09-01T10:03:00.000Z';

async function given(cases: CaseStore, ...overrides: Partial<Case>[]): Promise<Case[]> {
  const made = overrides.map((each) => aCase(each));
  for (const one of made) await cases.insert(one);
  return made;
}

async function given1(cases: CaseStore, overrides: Partial<Case>): Promise<Case> {
  const { case: made } = await cases.insert(aCase(overrides));
  return made;
}

const entry = (seq: number): Case['history'][number] => ({
  seq,
  at: T0,
  by: aPerson(),
  relation: 'system',
  what: 'open',
  from: null,
  to: 'in_review',
  facts: {},
  prev: '',
  mac: `m${seq}`,
});

const codes = (cases: readonly Case[]): string[] => cases.map((each) => each._id);

await onEveryStore('a case store', (bench) => {
  describe('keeping a case', () => {
    it('gives back what was inserted, to the last value', async () => {
      const whole = aCase({
        target: {
          ...aPerson(),
          userPrincipalName: 'ana@entidad.example',
          enabled: true,
          synchronised: false,
        },
        steps: [
          {
            id: 'a',
            kind: 'a',
            mode: 'automatic',
            state: 'running',
            attempts: 2,
            cursor: { page: 3, at: [1.5, null, false, '', -7, 9007199254740991] },
          },
        ],
        lostMails: [aLostMail()],
        work: [
          {
            type: 'notice',
            notice: 'status',
            to: 'requester',
            sentTo: ['x'],
            id: 'w',
            notBefore: T0,
            attempts: 0,
          },
        ],
      });
      expect(await bench.stores.cases.insert(whole)).toEqual({ inserted: true, case: whole });
      expect(await bench.stores.cases.get(whole._id)).toStrictEqual(whole);
      expect(await bench.stores.cases.byDraft(whole.draftId)).toStrictEqual(whole);
    });

    it('keeps keys and texts of any shape in free data', async () => {
      const odd = aCase({
        steps: [
          {
            id: 's',
            kind: 's',
            mode: 'automatic',
            state: 'done',
            attempts: 1,
            evidence: { 'a.b': 1, $set: { $inc: 2 }, 'ñ "q"': '\u0000\u2028\n<b>', long: 'x'.repeat(70_000) },
          },
        ],
      });
      await bench.stores.cases.insert(odd);
      expect(await bench.stores.cases.get(odd._id)).toStrictEqual(odd);
    });

    it('knows nothing of a code or draft that was never given', async () => {
      expect(await bench.stores.cases.get('MS-2026-999999')).toBeUndefined();
      expect(await bench.stores.cases.byDraft('')).toBeUndefined();
    });

    it('answers the same case to a second insert of the draft', async () => {
      const first = await given1(bench.stores.cases, {});
      const second = await bench.stores.cases.insert(aCase({ draftId: first.draftId }));
      expect(second).toEqual({ inserted: false, case: first });
      expect(await bench.stores.cases.insert(first)).toEqual({ inserted: false, case: first });
    });

    it('makes one case of a draft that many insert at once from two processes', async () => {
      const other = (await bench.another()).cases;
      const draftId = 'the-one-draft';
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 ? other : bench.stores.cases).insert(aCase({ draftId }))),
      );
      expect(answers.filter((answer) => answer.inserted)).toHaveLength(1);
      expect(new Set(answers.map((answer) => answer.case._id)).size).toBe(1);
    });

    it('takes a code given twice for the fault that it is', async () => {
      const first = await given1(bench.stores.cases, {});
      const thief = aCase({ _id: first._id });
      await expect(bench.stores.cases.insert(thief)).rejects.toMatchObject({ code: 'unexpected' });
      await expect(bench.stores.cases.insert(thief)).rejects.toBeInstanceOf(AppError);
      expect(await bench.stores.cases.get(first._id)).toEqual(first);
    });

    it('tells where the histories end of the cases changed from an instant on, in the order of their changes', async () => {
      const { cases } = bench.stores;
      const history = [1, 2, 3].map((seq) => ({ ...entry(seq) }));
      await given(cases, { _id: 'MS-2026-000001', updatedAt: T2, history });
      await given(cases, { _id: 'MS-2026-000002', updatedAt: T1, history: history.slice(0, 1) });
      await given(cases, { _id: 'MS-2026-000003', updatedAt: T0, history: history.slice(0, 2) });
      const from = async (since: string) => {
        const seen: unknown[] = [];
        for await (const each of cases.heads(since)) seen.push(each);
        return seen;
      };
      expect(await from(T1)).toEqual([
        { case: 'MS-2026-000002', seq: 1, mac: 'm1' },
        { case: 'MS-2026-000001', seq: 3, mac: 'm3' },
      ]);
      expect(await from('')).toHaveLength(3);
      expect(await from(T3)).toEqual([]);
    });

    it('tells them all over many pages, also of cases changed at one instant', async () => {
      const made = Array.from({ length: 1_100 }, (_, n) => ({ updatedAt: n % 2 === 0 ? T0 : T1 }));
      await given(bench.stores.cases, ...made);
      const seen = new Set<string>();
      for await (const each of bench.stores.cases.heads('')) seen.add(each.case);
      expect(seen.size).toBe(1_100);
    });

    it('streams every case by code', async () => {
      const made = await given(bench.stores.cases, ...Array.from({ length: 450 }, () => ({})));
      const seen: string[] = [];
      for await (const each of bench.stores.cases.scan()) seen.push(each._id);
      expect(seen).toEqual(codes(made).sort());
    });
  });

  describe('numbering', () => {
    it('counts each prefix and year from 1', async () => {
      const { cases } = bench.stores;
      expect([await cases.nextNumber('MS', 2026), await cases.nextNumber('MS', 2026)]).toEqual([1, 2]);
      expect(await cases.nextNumber('MS', 2027)).toBe(1);
      expect(await cases.nextNumber('SI', 2026)).toBe(1);
    });

    it('gives no number twice and leaves none out when two processes ask at once', async () => {
      const other = (await bench.another()).cases;
      const given = await Promise.all(
        Array.from({ length: 200 }, (_, n) => (n % 2 ? other : bench.stores.cases).nextNumber('MS', 2026)),
      );
      expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
    });
  });

  describe('replacing', () => {
    it('writes where the revision is the expected one, and refuses where it is not', async () => {
      const { cases } = bench.stores;
      const before = await given1(cases, {});
      const after: Case = { ...before, revision: 2, remark: 'nuevo', status: 'awaiting_data' };
      expect(await cases.replace(after, 1)).toBe(true);
      expect(await cases.replace({ ...after, remark: 'tarde' }, 1)).toBe(false);
      expect(await cases.get(before._id)).toStrictEqual(after);
    });

    it('refuses a case that is not there', async () => {
      expect(await bench.stores.cases.replace(aCase(), 1)).toBe(false);
    });

    it('drops what the new document no longer has', async () => {
      const before = await given1(bench.stores.cases, { remark: 'se va', activeAccountId: 'acc' });
      const { remark: _gone, ...rest } = before;
      await bench.stores.cases.replace({ ...rest, revision: 2, activeAccountId: '' }, 1);
      expect(await bench.stores.cases.get(before._id)).not.toHaveProperty('remark');
      expect(await bench.stores.cases.openOnAccount('acc')).toEqual([]);
    });

    it('lets exactly one of many that read the same revision win', async () => {
      const other = (await bench.another()).cases;
      const before = await given1(bench.stores.cases, {});
      const won = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          (n % 2 ? other : bench.stores.cases).replace({ ...before, revision: 2, remark: `${n}` }, 1),
        ),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await other.get(before._id))?.remark).toBe(`${won.indexOf(true)}`);
    });
  });

  describe('leasing', () => {
    it('gives the case that fell due first, raises its fence and leaves its revision', async () => {
      const { cases } = bench.stores;
      const [late, early] = await given(cases, { dueAt: T1 }, { dueAt: T0 }, { dueAt: T3 }, {});
      expect(await cases.claimDue(T2, T3)).toStrictEqual({ ...early, leaseUntil: T3, fence: 1 });
      expect(await cases.claimDue(T2, T3)).toMatchObject({ _id: late?._id, fence: 1, revision: 1 });
      expect(await cases.claimDue(T2, T3)).toBeUndefined();
    });

    it('gives a case again once its lease has run out, with a higher fence', async () => {
      const { cases } = bench.stores;
      await given(cases, { dueAt: T0 });
      await cases.claimDue(T0, T1);
      expect(await cases.claimDue('2026-09-01T10:00:59.999Z', T3)).toBeUndefined();
      expect(await cases.claimDue(T1, T3)).toMatchObject({ fence: 2, leaseUntil: T3 });
    });

    it('never gives the same case to two workers', async () => {
      const other = (await bench.another()).cases;
      await given(bench.stores.cases, ...Array.from({ length: 30 }, () => ({ dueAt: T0 })));
      const claimed = await Promise.all(
        Array.from({ length: 40 }, (_, n) => (n % 2 ? other : bench.stores.cases).claimDue(T1, T2)),
      );
      const got = claimed.filter((each) => each !== undefined);
      expect(got).toHaveLength(30);
      expect(new Set(codes(got)).size).toBe(30);
    });

    it('keeps a lease that was taken after a command read the case', async () => {
      const { cases } = bench.stores;
      const read = await given1(cases, { dueAt: T0 });
      await cases.claimDue(T0, T2);
      expect(await cases.replace({ ...read, revision: 2, remark: 'dicho' }, 1)).toBe(true);
      expect(await cases.get(read._id)).toMatchObject({ remark: 'dicho', leaseUntil: T2, fence: 1 });
      expect(await cases.claimDue(T1, T3)).toBeUndefined();
    });

    it('frees the case when the worker that holds it settles', async () => {
      const { cases } = bench.stores;
      await given(cases, { dueAt: T0 });
      const held = await cases.claimDue(T0, T2);
      if (!held) return expect.fail('nothing was due');
      expect(await cases.replace({ ...held, revision: 2, dueAt: T1, leaseUntil: '' }, 1, held.fence)).toBe(
        true,
      );
      expect(await cases.claimDue(T1, T3)).toMatchObject({ _id: held._id, fence: 2 });
    });

    it('lets a worker settle on top of a command that came meanwhile', async () => {
      const { cases } = bench.stores;
      const read = await given1(cases, { dueAt: T0 });
      const held = await cases.claimDue(T0, T2);
      await cases.replace({ ...read, revision: 2, remark: 'dicho' }, 1);
      expect(await cases.replace({ ...read, revision: 2, fence: 1, leaseUntil: '' }, 1, held?.fence)).toBe(
        false,
      );
      const again = await cases.get(read._id);
      if (!again) return expect.fail('the case is gone');
      expect(await cases.replace({ ...again, revision: 3, leaseUntil: '', dueAt: '' }, 2, held?.fence)).toBe(
        true,
      );
      expect(await cases.get(read._id)).toMatchObject({ remark: 'dicho', leaseUntil: '', dueAt: '' });
    });

    it('refuses the settling of a worker whose lease another has taken over', async () => {
      const { cases } = bench.stores;
      await given(cases, { dueAt: T0 });
      const slow = await cases.claimDue(T0, T1);
      const quick = await cases.claimDue(T1, T3);
      if (!slow || !quick) return expect.fail('nothing was due');
      expect(await cases.replace({ ...slow, revision: 2, leaseUntil: '' }, 1, slow.fence)).toBe(false);
      expect(await cases.get(quick._id)).toEqual(quick);
      expect(await cases.replace({ ...quick, revision: 2, leaseUntil: '' }, 1, quick.fence)).toBe(true);
    });

    it('says when there will be something to claim', async () => {
      const { cases } = bench.stores;
      expect(await cases.nextDue()).toBe('');
      const [first] = await given(cases, { dueAt: T1 }, { dueAt: T3 }, {});
      expect(await cases.nextDue()).toBe(T1);
      await cases.claimDue(T1, T2);
      expect(await cases.nextDue()).toBe(T2);
      const held = await cases.get(first?._id ?? '');
      if (!held) return expect.fail('the case is gone');
      await cases.replace({ ...held, revision: 2, leaseUntil: '', dueAt: '' }, 1, held.fence);
      expect(await cases.nextDue()).toBe(T3);
    });

    it('puts off a leased case that falls due after its lease', async () => {
      const { cases } = bench.stores;
      await given(cases, { dueAt: T0 });
      const held = await cases.claimDue(T0, T1);
      if (!held) return expect.fail('nothing was due');
      await cases.replace({ ...held, revision: 2, dueAt: T3 }, 1, held.fence);
      expect(await cases.nextDue()).toBe(T3);
    });
  });

  describe('lists', () => {
    const ana = aPerson();
    const filters: [string, CaseFilter, Partial<Case>][] = [
      ['of a requester', { by: 'requester', personId: ana.id }, { requesterId: ana.id, open: false }],
      ['of a supervisor, open', { by: 'supervisor', personId: ana.id, open: true }, { supervisorId: ana.id }],
      [
        'of a supervisor, closed',
        { by: 'supervisor', personId: ana.id, open: false },
        { supervisorId: ana.id, open: false },
      ],
      ['of an assignee, open', { by: 'assignee', personId: ana.id, open: true }, { assigneeId: ana.id }],
      [
        'of an assignee, closed',
        { by: 'assignee', personId: ana.id, open: false },
        { assigneeId: ana.id, open: false },
      ],
      ['of nobody yet', { by: 'assignee', personId: '', open: true }, { assigneeId: '' }],
      ['of what is open', { by: 'open' }, { assigneeId: 'x' }],
    ];

    it.each(filters)('pages %s, newest first', async (_name, filter, matching) => {
      const { cases } = bench.stores;
      const noise: Partial<Case> = {
        requesterId: 'b',
        supervisorId: 'b',
        assigneeId: 'b',
        open: filter.by !== 'open',
      };
      const flipped = { ...matching, open: !(matching.open ?? true) };
      const others = filter.by === 'requester' ? [noise] : [noise, flipped];
      const mine: string[] = [];
      for (let n = 0; n < 5; n += 1) {
        mine.unshift(...codes(await given(cases, matching)));
        await given(cases, ...others);
      }
      const first = await cases.list(filter, { limit: 2 });
      expect([codes(first.cases), first.next]).toEqual([mine.slice(0, 2), mine[1]]);
      const second = await cases.list(filter, { limit: 2, before: first.next });
      const third = await cases.list(filter, { limit: 2, before: second.next });
      expect(codes([...second.cases, ...third.cases])).toEqual(mine.slice(2));
      expect(third).not.toHaveProperty('next');
      expect(await cases.list(filter, { limit: 5 })).not.toHaveProperty('next');
    });

    it('gives the open cases on an account, oldest first', async () => {
      const { cases } = bench.stores;
      const [one, , two] = await given(
        cases,
        { activeAccountId: 'acc' },
        { activeAccountId: 'other' },
        { activeAccountId: 'acc' },
        {},
      );
      expect(codes(await cases.openOnAccount('acc'))).toEqual([one?._id, two?._id]);
      expect(await cases.openOnAccount('')).toEqual([]);
    });

    it('gives the deactivation of an account that was closed last with a snapshot', async () => {
      const { cases } = bench.stores;
      const target = { ...aPerson(), userPrincipalName: 'u', enabled: true, synchronised: false };
      const snapshot = { takenAt: T0, userPrincipalName: 'u', groups: [], licences: [] };
      const done: Partial<Case> = { kind: 'deactivate', open: false, target, snapshot };
      expect(await cases.lastSnapshotOf(target.id)).toBeUndefined();
      const [last] = await given(
        cases,
        { ...done, closedAt: T2 },
        { ...done, closedAt: T1 },
        { ...done, closedAt: T3, snapshot: undefined },
        { ...done, closedAt: T3, kind: 'activate' },
        { ...done, open: true },
        { ...done, closedAt: T3, target: { ...target, id: 'else' } },
      );
      expect((await cases.lastSnapshotOf(target.id))?._id).toBe(last?._id);
    });

    it('gives passed deadlines, earliest first, no more than asked for', async () => {
      const { cases } = bench.stores;
      const [second, first, third] = await given(
        cases,
        { deadlineAt: T1 },
        { deadlineAt: T0 },
        { deadlineAt: T2 },
        { deadlineAt: T3 },
        {},
      );
      expect(await cases.passedDeadlines(T2, 10)).toEqual([first?._id, second?._id, third?._id]);
      expect(await cases.passedDeadlines(T2, 2)).toEqual([first?._id, second?._id]);
      expect(await cases.passedDeadlines('2026-08-01T00:00:00.000Z', 2)).toEqual([]);
    });
  });
});
