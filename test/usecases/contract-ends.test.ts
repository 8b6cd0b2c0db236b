import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegisteredAccount } from '../../services/domain/account.ts';
import type { Bulletin, BulletinOf } from '../../services/domain/bulletin.ts';
import { scheduled } from '../../services/domain/contract-calendar.ts';
import { AppError } from '../../services/domain/errors.ts';
import { freshEntry } from '../../services/usecases/account-facts.ts';
import { sweepContracts } from '../../services/usecases/sweep-contracts.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const DAY = 86_400_000;

/** The register's entry of a person of the tenant, with an end of contract. */
async function registered(key: string, contractEnd: string, more: object = {}): Promise<string> {
  const id = desk.idOf(key);
  const now = desk.clock.deskNow();
  const fresh = freshEntry(id, `${key}@entidad.example`, key, now);
  const entry = {
    ...fresh,
    holderType: 'contractor' as const,
    supervisorId: desk.idOf('hernan'),
    contractEnd,
    ...more,
  };
  await desk.stores.register.put(scheduled(entry, desk.deps.procedure, now));
  return id;
}

/** The desk's clock at the close of that day, everything done that is then due. */
async function atClosingOf(day: string): Promise<void> {
  const now = Date.parse(desk.clock.deskNow());
  desk.clock.advanceDesk(Date.parse(`${day}T22:00:00.000Z`) - now);
  await sweep();
}

async function sweep(): Promise<void> {
  for (let rounds = 0; rounds < 20; rounds += 1) {
    const moved = await sweepContracts(desk.deps);
    await desk.settle();
    if (moved === 0) return;
  }
  throw new RangeError('the calendar does not come to rest');
}

async function cardOf(key: string): Promise<BulletinOf<'contract_end'>> {
  const [only, ...more] = await desk.stores.bulletins.standing(desk.idOf(key), 'contract_end', 5);
  expect(more).toEqual([]);
  if (!only) throw new TypeError(`no card for ${key}`);
  return only as Extract<Bulletin, { kind: 'contract_end' }>;
}

async function press(key: string, act: string, rows: Record<string, Record<string, string>> = {}) {
  const card = await cardOf(key);
  const said = { act, row: '', values: {}, rows };
  return desk.desk.pressBulletin(card._id, said, await desk.as(key), card.stage);
}

/** Ids of accounts that the directory does not have. */
const unknown = (n: number) => `5f0a1c00-0000-4000-8000-0000000099${String(n).padStart(2, '0')}`;

const casesOn = async (id: string) => {
  const found = [];
  for await (const one of desk.stores.cases.scan()) if (one.target?.id === id) found.push(one);
  return found;
};

describe('contracts that end', () => {
  it('are put to the supervisor on one card, which later ones replace', async () => {
    await registered('andres', '2026-12-31');
    await registered('juan', '2026-12-20');
    await registered('luisa', '2026-12-10', { holderType: 'official' });
    await atClosingOf('2026-12-01');
    const card = await cardOf('hernan');
    expect(card.data.rows.map((one) => [one.name, one.end])).toEqual([
      ['juan', '2026-12-20'],
      ['andres', '2026-12-31'],
    ]);
    await atClosingOf('2026-12-07');
    expect((await cardOf('hernan')).data.day).toBe('2026-12-07');
    const sent = desk.bulletins.filter((one) => one.how === 'sent');
    expect(sent.map((one) => one.bulletin.personId)).toEqual([desk.idOf('hernan'), desk.idOf('hernan')]);
  });

  it('confirmed by the supervisor, deactivate the account unattended at the close of the last day', async () => {
    const id = await registered('juan', '2026-11-30');
    await atClosingOf('2026-11-25');
    expect(await press('hernan', 'send', { [id]: { answer: 'confirm' } })).toMatchObject({
      ok: true,
      bulletin: { finished: true },
    });
    await atClosingOf('2026-11-29');
    expect((await desk.deps.directory.user(id))?.accountEnabled).toBe(true);
    await atClosingOf('2026-11-30');
    const [ended] = await casesOn(id);
    expect(ended).toMatchObject({ kind: 'deactivate', authorisedBy: { id: desk.idOf('hernan') } });
    expect(ended?.history[0]).toMatchObject({ what: 'open', relation: 'system' });
    expect(ended?.notes).toMatchObject([
      { by: { name: 'Mesa' }, text: expect.stringContaining('confirmó el fin') },
    ]);
    expect(await desk.deps.directory.user(id)).toMatchObject({ accountEnabled: false, licences: [] });
    expect(await desk.stores.register.get(id)).toMatchObject({ state: 'disabled', lastCase: ended?._id });
  });

  it('without an answer go to the manager once, and wait for a specialist at the end', async () => {
    const id = await registered('juan', '2026-12-10');
    await atClosingOf('2026-12-08');
    await sweep();
    expect((await cardOf('ricardo')).data.rows).toMatchObject([{ id, why: 'silent' }]);
    await atClosingOf('2026-12-10');
    const [waiting, ...more] = await casesOn(id);
    expect(more).toEqual([]);
    expect(waiting).toMatchObject({ kind: 'deactivate', requester: { id: desk.idOf('hernan') } });
    expect(waiting?.authorisedBy).toBeUndefined();
    expect(desk.told.some((one) => one.notice === 'decision' && one.about._id === waiting?._id)).toBe(true);
    expect((await desk.deps.directory.user(id))?.accountEnabled).toBe(true);
    expect((await cardOf('hernan')).data.rows).toMatchObject([{ status: 'ended', caseId: waiting?._id }]);
  });

  it('without an answer go to the desk leads at once where the profile says so', async () => {
    const id = await registered('juan', '2026-12-10');
    const { contracts } = desk.deps.procedure;
    const procedure = {
      ...desk.deps.procedure,
      contracts: contracts && { ...contracts, escalateTo: 'desk' as const },
    };
    await sweep();
    desk.clock.advanceDesk(19 * DAY);
    await sweepContracts({ ...desk.deps, procedure });
    for (const lead of ['ricardo', 'elena'])
      expect((await cardOf(lead)).data.rows).toMatchObject([{ id, why: 'silent' }]);
  });

  it('extended late turn the waiting deactivation down and move the date once approved', async () => {
    const id = await registered('juan', '2026-12-10');
    await atClosingOf('2026-12-10');
    await press('hernan', 'send', {
      [id]: { answer: 'extend', until: '2027-06-30', contract: 'CPS-078-2027' },
    });
    await desk.settle();
    const [ended, extension] = await casesOn(id);
    expect(ended).toMatchObject({ status: 'closed', outcome: 'rejected' });
    expect(extension).toMatchObject({ kind: 'modify', requester: { id: desk.idOf('hernan') } });
    await approve(extension?._id ?? '');
    expect(await desk.stores.register.get(id)).toMatchObject({
      contractEnd: '2027-06-30',
      contractNumber: 'CPS-078-2027',
      watch: { end: '2027-06-30', told: 0 },
    });
  });

  it('extended in time move the date, and nothing ends', async () => {
    const id = await registered('juan', '2026-12-10');
    await atClosingOf('2026-11-25');
    const first = await press('hernan', 'send', { [id]: { answer: 'extend' } });
    expect(first).toMatchObject({ ok: true, bulletin: { data: { rows: [{ status: 'extend' }] } } });
    await press('hernan', 'send', {
      [id]: { answer: 'extend', until: '2026-12-01', contract: 'CPS-1-2026' },
    });
    expect((await cardOf('hernan')).data.rows).toMatchObject([{ problem: 'date' }]);
    await press('hernan', 'send', { [id]: { until: '2027-01-31', contract: 'CPS-078-2026' } });
    await desk.settle();
    const [extension] = await casesOn(id);
    await approve(extension?._id ?? '');
    await atClosingOf('2026-12-10');
    expect(await casesOn(id)).toHaveLength(1);
    expect((await desk.deps.directory.user(id))?.contractEnd).toBe('2027-01-31');
  });

  it('after the deactivation was done bring the account back as it was', async () => {
    const id = await registered('juan', '2026-12-10');
    await atClosingOf('2026-12-10');
    const [ended] = await casesOn(id);
    await approve(ended?._id ?? '');
    expect((await desk.deps.directory.user(id))?.accountEnabled).toBe(false);
    await confirm(ended?._id ?? '');
    await press('hernan', 'send', {
      [id]: { answer: 'extend', until: '2027-06-30', contract: 'CPS-078-2027' },
    });
    await desk.settle();
    const back = (await casesOn(id)).find((one) => one.kind === 'activate');
    await approve(back?._id ?? '');
    const user = await desk.deps.directory.user(id);
    expect(user).toMatchObject({ accountEnabled: true, contractEnd: '2027-06-30' });
    expect(user?.licences).not.toEqual([]);
    expect(await desk.stores.register.get(id)).toMatchObject({ state: 'enabled', contractEnd: '2027-06-30' });
  });

  it('of somebody else’s people go to the desk leads, whose answer counts', async () => {
    const id = await registered('juan', '2026-11-30');
    await atClosingOf('2026-11-25');
    await press('hernan', 'send', { [id]: { answer: 'not_mine' } });
    expect((await cardOf('ricardo')).data.rows).toMatchObject([{ id, why: 'not_mine' }]);
    await press('ricardo', 'send', { [id]: { answer: 'confirm' } });
    expect((await desk.stores.bulletins.standing(desk.idOf('elena'), 'contract_end', 5))[0]).toBeUndefined();
    await atClosingOf('2026-11-30');
    expect((await desk.deps.directory.user(id))?.accountEnabled).toBe(false);
  });

  it('stand where the directory says a later end, or the holder is an official by now', async () => {
    const juan = await registered('juan', '2026-12-10');
    const luisa = await registered('luisa', '2026-12-10');
    await desk.deps.directory.updateUser(juan, { contractEnd: '2027-03-31' });
    await atClosingOf('2026-12-10');
    expect([...(await casesOn(juan)), ...(await casesOn(luisa))]).toEqual([]);
    expect(await desk.stores.register.get(juan)).toMatchObject({ differs: { contractEnd: '2027-03-31' } });
  });

  it('go to the manager in the directory where the register knows no supervisor, and note another one', async () => {
    const id = await registered('juan', '2026-12-10', { supervisorId: undefined });
    const other = await registered('andres', '2026-12-10', { supervisorId: desk.idOf('ricardo') });
    await sweep();
    await press('hernan', 'send', { [id]: { answer: 'confirm' } });
    expect(await desk.stores.register.get(id)).toMatchObject({
      supervisorId: desk.idOf('hernan'),
      watch: { answer: 'confirmed' },
    });
    expect((await desk.stores.register.get(other))?.differs).toEqual({ supervisorId: desk.idOf('hernan') });
  });

  it('go to whoever stands in for an absent supervisor', async () => {
    const id = await registered('juan', '2026-12-10');
    const today = desk.desk.today();
    await desk.desk.nameSubstitute(await desk.as('hernan'), {
      personId: desk.idOf('camila'),
      from: today,
      until: '2026-12-31',
    });
    await sweep();
    expect((await cardOf('camila')).data.rows).toMatchObject([{ id, why: 'absent' }]);
    await press('camila', 'send', { [id]: { answer: 'confirm' } });
    expect(await desk.stores.register.get(id)).toMatchObject({ watch: { answer: 'confirmed' } });
  });

  it('that the directory refuses to speak of hold up no other, and are looked at again in a day', async () => {
    const bad = await registered('juan', '2026-12-10');
    await registered('andres', '2026-12-10', { supervisorId: desk.idOf('ricardo') });
    const refusing = {
      ...desk.deps,
      directory: {
        ...desk.deps.directory,
        user: async (id: string) => {
          if (id === desk.idOf('hernan')) throw new AppError('directory_refused');
          return desk.deps.directory.user(id);
        },
      },
    };
    await sweepContracts(refusing);
    expect((await cardOf('ricardo')).data.rows).toMatchObject([{ name: 'andres' }]);
    const put = await desk.stores.register.get(bad);
    expect(put?.calendarAt).toBe(put?.watch?.heldUntil);
    desk.clock.advanceDesk(DAY + 1);
    await sweep();
    expect((await cardOf('hernan')).data.rows).toMatchObject([{ id: bad }]);
  });

  it('are done once by two replicas that sweep at the same time', async () => {
    const id = await registered('juan', '2026-12-10');
    await Promise.all([sweepContracts(desk.deps), sweepContracts(desk.deps)]);
    await desk.settle();
    expect(desk.bulletins.filter((one) => one.how === 'sent')).toHaveLength(1);
    desk.clock.advanceDesk(25 * DAY);
    await Promise.all([sweepContracts(desk.deps), sweepContracts(desk.deps), sweepContracts(desk.deps)]);
    await desk.settle();
    expect(await casesOn(id)).toHaveLength(1);
  });

  it('are told once, and end once, though the desk crashes before it has noted either', async () => {
    const id = await registered('juan', '2026-12-10');
    const crashing = {
      ...desk.deps,
      register: { ...desk.deps.register, put: () => Promise.reject(new AppError('store_unavailable')) },
    };
    await expect(sweepContracts(crashing)).rejects.toMatchObject({ code: 'store_unavailable' });
    await sweep();
    expect(desk.bulletins.filter((one) => one.how === 'sent')).toHaveLength(1);
    await press('hernan', 'send', { [id]: { answer: 'confirm' } });
    desk.clock.advanceDesk(25 * DAY);
    const later = {
      ...desk.deps,
      register: {
        ...desk.deps.register,
        put: async (account: RegisteredAccount) => {
          if (account.watch?.ended) throw new AppError('store_unavailable');
          return desk.deps.register.put(account);
        },
      },
    };
    await expect(sweepContracts(later)).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(await casesOn(id)).toHaveLength(1);
    await sweep();
    expect(await casesOn(id)).toHaveLength(1);
    expect((await desk.deps.directory.user(id))?.accountEnabled).toBe(false);
  });

  it('of sixty people fit one card, page by page', async () => {
    for (let n = 0; n < 60; n += 1)
      await desk.stores.register.put(
        scheduled(
          {
            ...freshEntry(unknown(n), `p${n}@entidad.example`, `Persona ${n}`, desk.clock.deskNow()),
            holderType: 'contractor',
            supervisorId: desk.idOf('hernan'),
            contractEnd: '2026-12-10',
          },
          desk.deps.procedure,
          desk.clock.deskNow(),
        ),
      );
    await sweep();
    expect((await cardOf('hernan')).data.rows).toHaveLength(60);
    await press('hernan', 'next');
    await press('hernan', 'all_end');
    const { data } = await cardOf('hernan');
    expect(data.rows.map((one) => one.status).slice(6, 18)).toEqual([
      ...Array(2).fill('open'),
      ...Array(8).fill('confirmed'),
      ...Array(2).fill('open'),
    ]);
  });
});

async function approve(code: string): Promise<void> {
  const outcome = await desk.desk.command(code, { name: 'approve' }, await desk.as('sofia'));
  expect(outcome).toMatchObject({ ok: true });
  await desk.settle();
}

async function confirm(code: string): Promise<void> {
  expect(await desk.desk.command(code, { name: 'confirm' }, await desk.as('hernan'))).toMatchObject({
    ok: true,
  });
  await desk.settle();
}
