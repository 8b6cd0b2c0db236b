import { expect, it } from 'vitest';
import { aCase, aPerson } from '../support/builders.ts';
import { onEveryStore } from './on-every-store.ts';

await onEveryStore('a case store', (bench) => {
  it('counts what a list would give, and gives those with an untreated non-conformity', async () => {
    const { cases } = bench.stores;
    const [sofia, tomas] = [aPerson(), aPerson()];
    const made = [
      { assignee: sofia },
      { assignee: sofia, open: false },
      { assignee: tomas, untreated: true },
      { untreated: true, open: false },
    ].map((one) => aCase(one));
    for (const one of made) await cases.insert(one);
    const of = (personId: string, open: boolean) => cases.count({ by: 'assignee', personId, open });
    expect([
      await of(sofia.id, true),
      await of(sofia.id, false),
      await of(tomas.id, true),
      await of('x', true),
    ]).toEqual([1, 1, 1, 0]);
    expect([await cases.count({ by: 'open' }), await cases.count({ by: 'untreated' })]).toEqual([2, 2]);
    const { cases: listed } = await cases.list({ by: 'untreated' }, { limit: 5 });
    expect(listed.map((one) => one._id)).toEqual([made[3]?._id, made[2]?._id]);
  });
});
