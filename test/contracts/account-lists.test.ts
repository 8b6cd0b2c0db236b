import { expect, it } from 'vitest';
import type { AccountList, ListRow } from '../../services/domain/mass.ts';
import { onEveryStore } from './on-every-store.ts';

const HEAD: AccountList = {
  _id: 'draft-1',
  ownerId: 'ricardo',
  source: 'file',
  name: 'terminación "2026" ñ.xlsx',
  rows: 3,
  unread: 1,
  used: false,
  at: '2026-11-20T15:00:00.000Z',
};

const row = (n: number, id?: string): ListRow => ({
  n,
  line: n + 1,
  given: { address: `cuenta.${n}@entidad.example`, name: 'Íñigo Peña' },
  ...(id && {
    verdict: 'affected',
    target: {
      ...{ id, name: 'Íñigo Peña', email: 'i@entidad.example', userPrincipalName: 'i@entidad.example' },
      ...{ enabled: true, synchronised: false },
    },
  }),
});

await onEveryStore('lists of accounts', (bench) => {
  it('keep head and rows to the last value, and know nothing of others', async () => {
    const { lists } = bench.stores;
    await lists.putRows('draft-1', [row(1), row(2), row(3)]);
    await lists.putRows('draft-10', [row(1)]);
    await lists.put(HEAD);
    expect(await lists.get('draft-1')).toStrictEqual(HEAD);
    expect(await lists.get('draft-2')).toBeUndefined();
    expect(await lists.rows('draft-1', 1, 10)).toStrictEqual([row(1), row(2), row(3)]);
    expect(await lists.rows('draft-1', 2, 1)).toStrictEqual([row(2)]);
    expect(await lists.rows('draft-1', 4, 10)).toEqual([]);
    await lists.putRows('draft-1', []);
  });

  it('replace a row that is written again, and find the first row of an account', async () => {
    const { lists } = bench.stores;
    await lists.putRows('draft-1', [row(1), row(2), row(3, 'a')]);
    await lists.putRows('draft-1', [row(2, 'a')]);
    expect(await lists.rowOf('draft-1', 'a')).toStrictEqual(row(2, 'a'));
    expect(await lists.rowOf('draft-1', 'b')).toBeUndefined();
    expect(await lists.rowOf('draft-2', 'a')).toBeUndefined();
    expect(await lists.rowOf('draft-1', '')).toBeUndefined();
  });

  it('that no case was opened on are told once they are old', async () => {
    const { lists } = bench.stores;
    const head = (id: string, at: string, used: boolean) => lists.put({ ...HEAD, _id: id, at, used });
    await head('old', '2026-11-18T15:00:00.000Z', false);
    await head('older', '2026-11-17T15:00:00.000Z', false);
    await head('used', '2026-11-17T15:00:00.000Z', true);
    await head('new', '2026-11-20T15:00:00.000Z', false);
    expect(await lists.abandoned('2026-11-19T15:00:00.000Z', 9)).toEqual(['older', 'old']);
    expect(await lists.abandoned('2026-11-19T15:00:00.000Z', 1)).toEqual(['older']);
  });

  it('are dropped whole, and outlive the process', async () => {
    const { lists } = bench.stores;
    await lists.putRows('draft-1', [row(1)]);
    await lists.put(HEAD);
    const other = await bench.another();
    expect(await other.lists.rows('draft-1', 1, 10)).toHaveLength(1);
    await lists.drop('draft-1');
    await lists.drop('draft-1');
    expect(await other.lists.get('draft-1')).toBeUndefined();
    expect(await other.lists.rows('draft-1', 1, 10)).toEqual([]);
  });
});
