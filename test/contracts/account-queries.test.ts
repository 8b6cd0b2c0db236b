import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RegisteredAccount } from '../../services/domain/account.ts';
import type { AccountQuery } from '../../services/domain/account-query.ts';
import { anAccount } from '../support/builders.ts';
import { onEveryStore } from './on-every-store.ts';

const T0 = '2026-09-01T10:00:00.000Z';
const at = (n: number) => `2026-12-${String((n % 31) + 1).padStart(2, '0')}`;

const ANA = anAccount({
  _id: 'ana',
  address: 'ana.nino@entidad.example',
  holderName: 'Ana Sofía Niño',
  department: 'Oficina Jurídica',
  supervisorId: 'hernan',
  contractNumber: 'CPS-045-2026',
  contractEnd: '2026-12-31',
});
const LUZ = anAccount({
  _id: 'luz',
  address: 'luz.diaz@entidad.example',
  holderName: 'Luz Díaz',
  holderType: 'operator',
  department: 'Secretaría de Hacienda',
  supervisorId: 'lucia',
  contractEnd: '2026-12-15',
  differs: { contractEnd: '2026-11-30' },
});
const EVA = anAccount({
  _id: 'eva',
  address: 'eva.paz@entidad.example',
  holderName: 'Eva Paz',
  holderType: 'official',
  department: 'Oficina Jurídica',
  state: 'disabled',
});

const QUERIES: readonly (readonly [string, AccountQuery, readonly string[]])[] = [
  ['everything, by end of contract', {}, ['luz', 'ana', 'eva']],
  ['a department as people call it', { department: 'juridica' }, ['ana', 'eva']],
  ['a department by its whole name', { wholeDepartment: 'oficina jurídica' }, ['ana', 'eva']],
  ['no department by a part of its name', { wholeDepartment: 'Jurídica' }, []],
  ['a type', { holderType: 'operator' }, ['luz']],
  ['a state', { state: 'disabled' }, ['eva']],
  ['ends between two days, both included', { endFrom: '2026-12-15', endTo: '2026-12-31' }, ['luz', 'ana']],
  ['ends from a day on', { endFrom: '2026-12-16' }, ['ana']],
  ['ends up to a day', { endTo: '2026-12-30' }, ['luz']],
  ['a supervisor', { supervisorId: 'hernan' }, ['ana']],
  ['words of a name', { text: 'nino sofia' }, ['ana']],
  ['an address', { text: 'Luz.Diaz@entidad.example' }, ['luz']],
  ['a contract', { text: 'CPS-045-2026' }, ['ana']],
  ['what the directory says otherwise', { differs: true }, ['luz']],
  ['all of it together', { department: 'jurídica', endTo: '2026-12-31', holderType: 'contractor' }, ['ana']],
  ['nobody by signs alone', { text: '...' }, []],
];

await onEveryStore('the lists of an account register', (bench) => {
  it.each(QUERIES)('find %s', async (_what, query, ids) => {
    const { register } = bench.stores;
    for (const one of [ANA, LUZ, EVA]) await register.put(one);
    await register.claim('claimed', 'nobody@entidad.example', 'MS-1', T0);
    const page = await register.query(query, { limit: 10 });
    expect(page.accounts.map((one) => one._id)).toEqual(ids);
    expect(page.next).toBeUndefined();
    expect(await register.count(query, 10)).toBe(ids.length);
  });

  it('follow what is written', async () => {
    const { register } = bench.stores;
    await register.put(ANA);
    const read = await register.get('ana');
    if (!read) throw new TypeError('not there');
    await register.put({ ...read, department: 'Secretaría de Hacienda', contractEnd: '2027-06-30' });
    const ids = async (query: AccountQuery) =>
      (await register.query(query, { limit: 5 })).accounts.map((one) => one._id);
    expect(await ids({ department: 'jurídica' })).toEqual([]);
    expect(await ids({ department: 'hacienda', endFrom: '2027-01-01' })).toEqual(['ana']);
    await register.record({
      ...ANA,
      lastCase: 'MS-1',
      state: 'disabled',
      updatedAt: T0.replace('2026', '2027'),
    });
    expect(await ids({ state: 'disabled' })).toEqual(['ana']);
  });

  it('are paged without losing or doubling anybody, in the same order', async () => {
    const { register } = bench.stores;
    const all = Array.from({ length: 25 }, (_, n) => anAccount({ _id: `p${n}`, contractEnd: at(n % 7) }));
    for (const one of [...all, EVA]) await register.put(one);
    const seen: RegisteredAccount[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await register.query({}, { limit: 4, ...(after && { after }) });
      seen.push(...page.accounts);
      after = page.next;
      more = after !== undefined;
    }
    expect(seen).toHaveLength(26);
    expect(new Set(seen.map((one) => one._id)).size).toBe(26);
    const ends = seen.map((one) => one.contractEnd ?? '9999');
    expect(ends).toEqual([...ends].sort());
    expect(await register.count({}, 10)).toBe(10);
  });

  it('agree with reading every entry, whatever is asked', async () => {
    const { register } = bench.stores;
    const all = Array.from({ length: 30 }, (_, n) =>
      anAccount({
        _id: `q${n}`,
        holderName: `Persona ${n % 3 ? 'Uno' : 'Dos'}`,
        holderType: n % 2 ? 'contractor' : 'operator',
        department: n % 5 ? 'Oficina Jurídica' : 'Hacienda',
        state: n % 4 ? 'enabled' : 'disabled',
        ...(n % 6 ? { contractEnd: at(n) } : {}),
      }),
    );
    for (const one of all) await register.put(one);
    const some = fc.record(
      {
        holderType: fc.constantFrom('contractor', 'operator'),
        department: fc.constantFrom('juridica', 'hacienda'),
        state: fc.constantFrom('enabled', 'disabled'),
        endFrom: fc.integer({ min: 0, max: 30 }).map(at),
        endTo: fc.integer({ min: 0, max: 30 }).map(at),
        text: fc.constantFrom('uno', 'dos persona'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(some, async (query) => {
        const found = await register.query(query as AccountQuery, { limit: 100 });
        expect(found.accounts.map((one) => one._id).sort()).toEqual(
          all
            .filter((one) => plainly(one, query as AccountQuery))
            .map((one) => one._id)
            .sort(),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('give what the calendar has to look at, earliest first', async () => {
    const { register } = bench.stores;
    await register.put({ ...ANA, calendarAt: '2026-12-01T13:00:00.000Z' });
    await register.put({ ...LUZ, calendarAt: '2026-11-15T13:00:00.000Z' });
    await register.put(EVA);
    const due = async (now: string) => (await register.calendarDue(now, 10)).map((one) => one._id);
    expect(await due('2026-11-01T00:00:00.000Z')).toEqual([]);
    expect(await due('2026-11-15T13:00:00.000Z')).toEqual(['luz']);
    expect(await due('2027-01-01T00:00:00.000Z')).toEqual(['luz', 'ana']);
  });
});

function plainly(one: RegisteredAccount, query: AccountQuery): boolean {
  const words = (query.text ?? '').split(' ').filter(Boolean);
  const dated = query.endFrom !== undefined || query.endTo !== undefined;
  const end = one.contractEnd ?? '';
  return (
    (query.holderType === undefined || one.holderType === query.holderType) &&
    (query.state === undefined || one.state === query.state) &&
    (query.department === undefined ||
      (query.department === 'hacienda') === (one.department === 'Hacienda')) &&
    words.every((word) => one.holderName.toLowerCase().includes(word)) &&
    (!dated || (end !== '' && end >= (query.endFrom ?? '') && end <= (query.endTo ?? '9')))
  );
}
