import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT_STATES, type AccountState, type RegisteredAccount } from '../../services/domain/account.ts';
import { syncPeople } from '../../services/usecases/sync-people.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const entry = (key: string, more: object = {}) => ({
  _id: desk.idOf(key),
  address: `${key}@entidad.example`,
  holderName: key,
  state: 'enabled' as const,
  lastCase: '',
  activeCaseId: '',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

describe('the directory’s changes', () => {
  it('write what the directory is the source of and show other differences beside the desk’s word', async () => {
    const id = desk.idOf('andres');
    await desk.stores.register.put(
      entry('andres', { contractEnd: '2026-12-31', department: 'Oficina Jurídica' }),
    );
    await desk.deps.directory.updateUser(id, { displayName: 'Andrés Peña', contractEnd: '2027-06-30' });
    await desk.deps.directory.blockSignIn(id);
    await syncPeople(desk.deps);
    const after = await desk.stores.register.get(id);
    expect(after).toMatchObject({
      holderName: 'Andrés Peña',
      state: 'disabled',
      contractEnd: '2026-12-31',
      differs: { contractEnd: '2027-06-30' },
      supervisorId: desk.idOf('hernan'),
    });
    await desk.deps.directory.updateUser(id, { contractEnd: '2026-12-31' });
    await syncPeople(desk.deps);
    expect((await desk.stores.register.get(id))?.differs).toBeUndefined();
  });

  it('add nobody to the register, and change nothing when nothing changed', async () => {
    await desk.deps.directory.updateUser(desk.idOf('luisa'), { jobTitle: 'Asesora' });
    await syncPeople(desk.deps);
    expect(await desk.stores.register.get(desk.idOf('luisa'))).toBeUndefined();
    await desk.stores.register.put(entry('luisa'));
    await syncPeople(desk.deps);
    const before = await desk.stores.register.get(desk.idOf('luisa'));
    await syncPeople(desk.deps);
    expect(await desk.stores.register.get(desk.idOf('luisa'))).toEqual(before);
  });

  it('mark an account that has vanished, and one that is back', async () => {
    const id = desk.idOf('luisa');
    await desk.stores.register.put(entry('luisa'));
    const page = await desk.deps.directory.changes(await desk.stores.settings.read('people.cursor'));
    const { followDirectory } = await import('../../services/usecases/follow-directory.ts');
    await followDirectory(desk.deps, { ...page, users: [], removed: [id] });
    expect(await desk.stores.register.get(id)).toMatchObject({ state: 'gone' });
    await followDirectory(desk.deps, { ...page, users: [{ id, jobTitle: 'Asesora' }], removed: [] });
    expect(await desk.stores.register.get(id)).toMatchObject({ state: 'enabled' });
  });
});

describe('a difference between register and directory', () => {
  const difference = () =>
    ({ account: desk.idOf('andres'), field: 'contractEnd', value: '2027-06-30' }) as const;
  const kept = () => desk.stores.register.get(desk.idOf('andres'));

  async function given(state: AccountState): Promise<RegisteredAccount | undefined> {
    const differs = { contractEnd: '2027-06-30', department: 'Hacienda' };
    const more = {
      state,
      contractEnd: '2026-12-31',
      department: 'Jurídica',
      holderType: 'contractor',
      differs,
    };
    const version = (await kept())?.version;
    await desk.stores.register.put(entry('andres', { ...more, ...(version && { version }) }));
    return kept();
  }

  it('is settled by a desk lead alone, whatever the account’s state, and says who did it', async () => {
    const everybody = ['camila', 'hernan', 'sofia', 'tomas', 'lucia', 'andres', 'ricardo', 'elena'];
    for (const state of ACCOUNT_STATES) {
      for (const key of everybody) {
        const before = await given(state);
        const outcome = await desk.desk.settleDifference(await desk.as(key), difference());
        const lead = key === 'ricardo' || key === 'elena';
        expect(outcome, `${state} ${key}`).toEqual(
          lead ? { ok: true } : { ok: false, code: 'settle_not_yours' },
        );
        const after = await kept();
        if (!lead) expect(after).toEqual(before);
        else
          expect(after).toMatchObject({
            ...{ state, contractEnd: '2027-06-30', differs: { department: 'Hacienda' } },
            settled: [
              { field: 'contractEnd', was: '2026-12-31', by: { id: desk.idOf(key) }, on: '2026-11-20' },
            ],
          });
        if (lead) expect(after?.differs).not.toHaveProperty('contractEnd');
      }
    }
  });

  it('is taken once, moves the contract’s calendar, and is not taken where it is no longer so', async () => {
    await given('enabled');
    const ricardo = await desk.as('ricardo');
    expect(await desk.desk.settleDifference(ricardo, difference())).toEqual({ ok: true });
    expect(await desk.desk.settleDifference(ricardo, difference())).toEqual({ ok: true });
    expect((await kept())?.settled).toHaveLength(1);
    expect((await kept())?.calendarAt).toMatch(/^2027-0[56]/);
    for (const other of [
      { ...difference(), value: '2028-01-01' },
      { ...difference(), field: 'supervisorId' as const, value: desk.idOf('lucia') },
      { ...difference(), account: 'nobody' },
    ])
      expect(await desk.desk.settleDifference(ricardo, other)).toEqual({
        ok: false,
        code: 'difference_gone',
      });
    expect(await kept()).toMatchObject({ contractEnd: '2027-06-30', differs: { department: 'Hacienda' } });
  });

  it('is not settled by a desk lead whose roles could not be read lately', async () => {
    await given('enabled');
    const stale = { ...(await desk.as('ricardo')), fresh: false };
    expect(await desk.desk.settleDifference(stale, difference())).toMatchObject({ code: 'directory_unread' });
  });
});

describe('whoever asks the register', () => {
  const seen = async (key: string, query = {}) => {
    const found = await desk.desk.accounts(await desk.as(key), query, { limit: 20 });
    return found.ok ? found.accounts.map((one) => one.holderName).sort() : found.code;
  };

  it('sees what is theirs to see', async () => {
    const people = [
      entry('andres', { department: 'Oficina Jurídica', supervisorId: desk.idOf('hernan') }),
      entry('jose', { department: 'Secretaría de Hacienda', supervisorId: desk.idOf('lucia') }),
      entry('carlos', { department: 'Secretaría de Hacienda', supervisorId: desk.idOf('hernan') }),
    ];
    for (const one of people) await desk.stores.register.put(one);
    expect(await seen('ricardo')).toEqual(['andres', 'carlos', 'jose']);
    expect(await seen('sofia')).toEqual(['andres', 'carlos', 'jose']);
    expect(await seen('lucia')).toEqual(['carlos', 'jose']);
    expect(await seen('hernan')).toEqual(['andres', 'carlos']);
    expect(await seen('camila')).toEqual([]);
    expect(await seen('camila', { supervisorId: desk.idOf('hernan') })).toBe('accounts_not_yours');
    expect(await seen('hernan', { department: 'hacienda' })).toEqual(['carlos']);
  });
});
