import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFileBackupStore } from '../../services/adapters/files/file-backup-store.ts';
import type { Case } from '../../services/domain/case.ts';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';
import { keepList } from '../../services/usecases/mass/keep-list.ts';
import { syncPeople } from '../../services/usecases/sync-people.ts';
import { verifyHistories } from '../../services/usecases/verify-histories.ts';
import { type Compiled, compile } from '../support/compiled.ts';
import { enterPeople } from '../support/registered.ts';
import { type RunningDesk, startDesk } from './harness.ts';
import { EffectLog, effectsIn, type Failing, MASS_TRIAL, playFaults, REASONS_TO_FAIL } from './mass-trial.ts';
import { type Death, drawsFrom, MortalDesk } from './mortal-desk.ts';

const ACCOUNTS = 500;
const KILLS = 20;
/** Of the accounts: 3 %. */
const FAILING = 15;
const EXTENDED = 5;

let program: Compiled;
let mortal: MortalDesk;
beforeAll(() => {
  program = compile('test/journeys/mortal-mass.ts');
});
afterAll(async () => {
  await mortal?.remove();
  program?.remove();
});

/** Deaths spread over the whole run: by calls of the directory, and by the clock in between. */
function* spreadDeaths(seed: number): Generator<Death> {
  const draw = drawsFrom(seed);
  for (let n = 0; n < KILLS; n += 1) {
    yield draw() < 0.8
      ? { after: 'directory', calls: 200 + Math.floor(draw() * 800) }
      : { after: 'time', ms: 100 + Math.floor(draw() * 900) };
  }
}

const here = (dataDir: string) => ({
  dataDir,
  connector: mortal.connector,
  installed: [],
  trial: MASS_TRIAL,
});

async function opened(desk: RunningDesk, users: readonly string[]): Promise<Case> {
  const asker = await desk.mesa.desk.whoIs(desk.ricardo.id);
  if (!asker) throw new TypeError('nobody asks');
  const list = { _id: 'trial', ownerId: desk.ricardo.id, source: 'file' as const, name: 'lista.csv' };
  await keepList(
    desk.mesa.deps,
    list,
    users.map((id) => ({ given: { id } })),
  );
  const fields = {
    accountList: { value: 'trial', shown: 'lista.csv' },
    guideline: { value: 'Circular 012 de 2026' },
    effectiveDate: { value: desk.mesa.desk.today() },
  };
  const outcome = await desk.mesa.desk.openCase(
    { draftId: 'trial', kind: 'bulk_deactivate', fields, locale: 'es-CO' },
    asker,
  );
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.mesa.worker.settled();
  return desk.caseOf(outcome.case._id);
}

/** The list is read and approved by a second person in one desk; what follows is for those that die. */
async function approved(): Promise<{
  code: string;
  users: readonly string[];
  failing: Failing;
  extended: readonly string[];
}> {
  const desk = await startDesk(here(mortal.dataDir));
  const { sandbox } = desk.mesa;
  if (!sandbox) throw new TypeError('no sandbox');
  const made = controlTenant(sandbox.tenant, {
    ...{ do: 'add-people', count: ACCOUNTS, employeeType: 'contractor', department: 'Oficina Jurídica' },
    ...{ managerKey: 'hernan', mailItems: 2 },
  });
  const users = (made as unknown as { userIds: readonly string[] }).userIds;
  await syncPeople(desk.mesa.deps);
  await enterPeople(desk.mesa.deps, users);
  const value = await opened(desk, users);
  expect(value.mass?.reading).toMatchObject({ affected: ACCOUNTS, excluded: {} });
  const each = FAILING / REASONS_TO_FAIL.length;
  const failing = Object.fromEntries(
    REASONS_TO_FAIL.map((one, at) => [one, users.slice(100 + at * each, 100 + (at + 1) * each)]),
  ) as unknown as Failing;
  const extended = users.slice(300, 300 + EXTENDED);
  writeFileSync(join(mortal.dataDir, 'trial.json'), JSON.stringify({ users, failing }));
  const sofia = await desk.mesa.desk.whoIs(desk.sofia.id);
  if (!sofia) throw new TypeError('nobody approves');
  await desk.mesa.worker.stop();
  for (const id of extended) await desk.mesa.deps.directory.updateUser(id, { contractEnd: '2030-12-31' });
  const said = await desk.mesa.desk.command(value._id, { name: 'approve' }, sofia, value.stage);
  expect(said.ok).toBe(true);
  await desk.stop();
  return { code: value._id, users, failing, extended };
}

/** One process after the other, each killed, then one in here that works off what is left. */
async function throughDeaths(code: string, users: readonly string[], failing: Failing): Promise<RunningDesk> {
  while (mortal.kills < KILLS) {
    await mortal.live();
    await mortal.connector.until(() => mortal.dead, 120_000);
  }
  await mortal.end();
  const effects = new EffectLog(mortal.dataDir);
  const left = await startDesk({
    ...here(mortal.dataDir),
    trial: {
      ...MASS_TRIAL,
      laterMs: 100 * 180_000,
      begin: (sandbox) => {
        effects.watch(sandbox, users);
        playFaults(sandbox, failing, 4242);
      },
      sandbox: { ...MASS_TRIAL.sandbox, onExchange: ({ url }) => effects.seen(url) },
    },
  });
  for (;;) {
    await left.settled();
    const value = await left.caseOf(code);
    if (value.mass?.run?.finishedAt) return left;
  }
}

const outcomeOf = (one: Case | undefined) => [one?.status, one?.outcome ?? one?.childState];

it('acts on each of 500 accounts once, whatever fails and however often the desk dies', {
  timeout: 1_800_000,
}, async () => {
  mortal = new MortalDesk(program.script, spreadDeaths(20261231));
  const { code, users, failing, extended } = await approved();
  const left = await throughDeaths(code, users, failing);
  const parent = await left.caseOf(code);
  const children = (await left.cases()).filter((one) => one.parentId === code);
  const byAccount = new Map(children.map((one) => [one.target?.id, one]));
  const failed = new Set(Object.values(failing).flat());
  const done = users.filter((id) => !failed.has(id) && !extended.includes(id));
  const effects = effectsIn(mortal.dataDir);
  const times = (id: string, what: string) => effects.filter((one) => one.user === id && one.what === what);

  // One case an account, and each account as its case says.
  expect(children).toHaveLength(ACCOUNTS);
  expect(byAccount.size).toBe(ACCOUNTS);
  for (const id of done) {
    expect(outcomeOf(byAccount.get(id)), id).toEqual(['closed', 'fulfilled']);
    expect(times(id, 'blocked'), id).toHaveLength(1);
    expect(times(id, 'unlicensed'), id).toHaveLength(1);
  }
  for (const id of extended) {
    expect(outcomeOf(byAccount.get(id)), id).toEqual(['closed', 'rejected']);
    expect(effects.filter((one) => one.user === id)).toEqual([]);
  }
  for (const id of failed) {
    expect(outcomeOf(byAccount.get(id)), id).toEqual(['needs_attention', 'failed']);
    expect(times(id, 'unlicensed'), id).toEqual([]);
    expect(times(id, 'blocked'), id).toHaveLength(
      failing.read.includes(id) || failing.block.includes(id) ? 0 : 1,
    );
  }
  expect(effects.filter((one) => one.what === 'enabled' || one.what === 'licensed')).toEqual([]);

  // No licence went before its copy was verified, and every copy is there as the ledger says.
  const backups = createFileBackupStore(join(mortal.dataDir, 'backups'));
  for (const id of done) {
    const child = byAccount.get(id);
    const gone = times(id, 'unlicensed')[0]?.at ?? '';
    expect(child?.backup?.verifiedAt && child.backup.verifiedAt <= gone, id).toBe(true);
    const lines: string[] = [];
    for await (const line of backups.readManifest(child?._id ?? '')) lines.push(line);
    expect(lines, id).toHaveLength(2);
  }

  // The mass case counts what is so, says it once, and nothing is owed any more.
  expect(parent.status).toBe('needs_attention');
  expect(parent.mass?.run?.tally).toMatchObject({
    ...{ running: 0, failed: FAILING, done: done.length, excluded: EXTENDED },
  });
  expect(children.flatMap((one) => one.work.map((work) => [one._id, work.type]))).toEqual([]);
  expect((await verifyHistories(left.mesa.deps)).altered).toEqual([]);
  expect(left.mesa.sandbox?.tenant.get('facts', 'tenant').deleteAttempts).toBe(0);
  expect(mortal.kills).toBe(KILLS);
  await left.stop();
});
