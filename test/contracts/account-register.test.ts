import { describe, expect, it } from 'vitest';
import type { RegisteredAccount } from '../../services/domain/account.ts';
import { anAccount, aPerson } from '../support/builders.ts';
import { onEveryStore } from './on-every-store.ts';

const T0 = '2026-09-01T10:00:00.000Z';
const T1 = '2026-09-01T11:00:00.000Z';
const T2 = '2026-09-01T12:00:00.000Z';

/** The entry without the version that the store gives it. */
function plain(account: RegisteredAccount | undefined) {
  if (!account) return undefined;
  const { version: _version, ...rest } = account;
  return rest;
}

await onEveryStore('an account register', (bench) => {
  it('gives an account to one case at a time', async () => {
    const { register } = bench.stores;
    expect(await register.claim('acc', 'Ana@entidad.example', 'MS-1', T0)).toBe(true);
    expect(await register.claim('acc', 'ana@entidad.example', 'MS-1', T0)).toBe(true);
    expect(await register.claim('acc', 'ana@entidad.example', 'MS-2', T0)).toBe(false);
    expect(await register.get('acc')).toMatchObject({
      address: 'ana@entidad.example',
      activeCaseId: 'MS-1',
      lastCase: '',
    });
  });

  it('gives it to one of many that ask at once from two processes', async () => {
    const other = (await bench.another()).register;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? other : bench.stores.register).claim('acc', 'a@b.example', `MS-${n}`, T0),
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect((await other.get('acc'))?.activeCaseId).toBe(`MS-${answers.indexOf(true)}`);
  });

  it('records what the case did and frees the account', async () => {
    const { register } = bench.stores;
    const account = anAccount({ lastCase: 'MS-1', activeCaseId: 'MS-1', updatedAt: T0 });
    await register.claim(account._id, account.address, 'MS-1', T0);
    await register.record(account);
    expect(plain(await register.get(account._id))).toStrictEqual({ ...account, activeCaseId: '' });
    await register.record(account);
    expect(await register.claim(account._id, account.address, 'MS-2', T1)).toBe(true);
    expect(plain(await register.get(account._id))).toStrictEqual({
      ...account,
      activeCaseId: 'MS-2',
      updatedAt: T1,
    });
  });

  it('records an account that nobody had claimed', async () => {
    const account = anAccount();
    await bench.stores.register.record(account);
    expect(plain(await bench.stores.register.get(account._id))).toStrictEqual(account);
  });

  it('lets a record that is repeated late change nothing', async () => {
    const { register } = bench.stores;
    const first = anAccount({ lastCase: 'MS-1', updatedAt: T0 });
    await register.claim(first._id, first.address, 'MS-1', T0);
    await register.record(first);
    await register.claim(first._id, first.address, 'MS-2', T1);
    await register.record(first);
    expect((await register.get(first._id))?.activeCaseId).toBe('MS-2');
    const second = { ...first, lastCase: 'MS-2', state: 'disabled' as const, updatedAt: T2 };
    await register.record(second);
    await register.record(first);
    expect(plain(await register.get(first._id))).toStrictEqual(second);
  });

  it('frees a claim for its own case only', async () => {
    const { register } = bench.stores;
    const account = anAccount({ updatedAt: T0 });
    await register.record(account);
    await register.claim(account._id, account.address, 'MS-1', T1);
    await register.release(account._id, 'MS-2');
    expect((await register.get(account._id))?.activeCaseId).toBe('MS-1');
    await register.release(account._id, 'MS-1');
    expect(plain(await register.get(account._id))).toStrictEqual({ ...account, updatedAt: T1 });
  });

  it('keeps an entry that no case has worked on when a claim comes to nothing', async () => {
    const { register } = bench.stores;
    const account = anAccount({ lastCase: '', updatedAt: T0 });
    expect(await register.put(account)).toBe(true);
    await register.claim(account._id, account.address, 'MS-1', T1);
    await register.release(account._id, 'MS-1');
    expect(plain(await register.get(account._id))).toStrictEqual({ ...account, updatedAt: T1 });
  });

  it('puts an entry only over the version that was read', async () => {
    const { register } = bench.stores;
    const settled = [{ field: 'department', was: '', by: aPerson(), at: T0, on: '2026-09-01' }] as const;
    const account = anAccount({ updatedAt: T0, settled });
    expect(await register.put(account)).toBe(true);
    expect(await register.put(account)).toBe(false);
    const read = await register.get(account._id);
    expect(read?.settled).toEqual(settled);
    if (!read) throw new TypeError('not there');
    expect(await register.put({ ...read, contractEnd: '2026-12-31' })).toBe(true);
    expect(await register.put({ ...read, contractEnd: '2027-01-31' })).toBe(false);
    expect(await register.get(account._id)).toMatchObject({ contractEnd: '2026-12-31' });
    await register.claim(account._id, account.address, 'MS-9', T1);
    const claimed = await register.get(account._id);
    expect(await register.record({ ...account, lastCase: 'MS-9', updatedAt: T2 }, 'another')).toBe(false);
    expect(await register.record({ ...account, lastCase: 'MS-9', updatedAt: T2 }, claimed?.version)).toBe(
      true,
    );
  });

  it('keeps no entry of a claim that came to nothing', async () => {
    const { register } = bench.stores;
    await register.claim('acc', 'ana@entidad.example', 'MS-1', T0);
    await register.release('acc', 'MS-1');
    expect(await register.get('acc')).toBeUndefined();
  });
});

await onEveryStore('an address book', (bench) => {
  it('keeps an address for the case that claimed it, whatever its case', async () => {
    const { addresses } = bench.stores;
    expect(await addresses.ownerOf('ana@entidad.example')).toBeUndefined();
    expect(await addresses.claim('Ana@entidad.example', 'MS-1', T0)).toBe(true);
    expect(await addresses.claim('ana@Entidad.example', 'MS-1', T1)).toBe(true);
    expect(await addresses.claim('ana@entidad.example', 'MS-2', T1)).toBe(false);
    expect(await addresses.ownerOf('ANA@entidad.example')).toBe('MS-1');
  });

  it('takes many at once and leaves those that are taken with whoever has them', async () => {
    const { addresses } = bench.stores;
    await addresses.claim('ana@entidad.example', 'MS-1', T0);
    await addresses.claimAll(
      ['Ana@entidad.example', 'LUZ@entidad.example', 'luz@entidad.example'],
      'import',
      T1,
    );
    await addresses.claimAll([], 'import', T1);
    await addresses.claimAll(['luz@entidad.example'], 'directory', T1);
    expect(await addresses.ownerOf('ana@entidad.example')).toBe('MS-1');
    expect(await addresses.ownerOf('luz@entidad.example')).toBe('import');
  });

  it('gives it to one of many that ask at once from two processes', async () => {
    const other = (await bench.another()).addresses;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? other : bench.stores.addresses).claim('a@b.example', `MS-${n}`, T0),
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await other.ownerOf('a@b.example')).toBe(`MS-${answers.indexOf(true)}`);
  });
});

await onEveryStore('a settings store', (bench) => {
  it('keeps a value under its name and writes over it', async () => {
    const { settings } = bench.stores;
    expect(await settings.read('cursor')).toBeUndefined();
    await settings.write('cursor', 'https://graph.example/delta?$token=ñ.$x');
    await settings.write('other', '');
    expect(await settings.read('cursor')).toBe('https://graph.example/delta?$token=ñ.$x');
    expect(await settings.read('other')).toBe('');
    await settings.write('cursor', 'b');
    expect(await (await bench.another()).settings.read('cursor')).toBe('b');
  });

  it('lets exactly one of many that read the same value write another', async () => {
    const other = await bench.another();
    const tries = (expected: string | undefined, value: string) =>
      Promise.all(
        [0, 1, 2, 3].map((n) =>
          (n % 2 ? other : bench.stores).settings.replace('lease', expected, `${value}${n}`),
        ),
      );
    expect((await tries(undefined, 'a')).filter(Boolean)).toHaveLength(1);
    const held = await bench.stores.settings.read('lease');
    expect((await tries(held, 'b')).filter(Boolean)).toHaveLength(1);
    expect(await tries(held, 'c')).toEqual([false, false, false, false]);
    expect(await other.settings.read('lease')).toMatch(/^b/);
  });
});

await onEveryStore('stores', (bench) => {
  describe('opened and closed', () => {
    it('answer a ping while open, and keep what was written', async () => {
      const account = anAccount();
      await bench.stores.register.record(account);
      await bench.stores.ping();
      await bench.stores.close();
      const again = await bench.another();
      await again.ping();
      expect(plain(await again.register.get(account._id))).toStrictEqual(account);
    });

    it('say that they are unavailable once closed, and can be closed twice', async () => {
      await bench.stores.close();
      await bench.stores.close();
      const closed = { code: 'store_unavailable', retryable: true };
      await expect(bench.stores.ping()).rejects.toMatchObject(closed);
      await expect(bench.stores.settings.read('a')).rejects.toMatchObject(closed);
      await expect(bench.stores.settings.write('a', 'b')).rejects.toMatchObject(closed);
      await expect(bench.stores.cases.claimDue(T0, T1)).rejects.toMatchObject(closed);
    });
  });
});
