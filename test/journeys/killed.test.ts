import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import { verifyHistories } from '../../services/usecases/verify-histories.ts';
import { type Compiled, compile } from '../support/compiled.ts';
import { cardOf, type Shown } from '../support/fake-connector.ts';
import { personOf, type RunningDesk, startDesk, TRIAL } from './harness.ts';
import { deaths, MortalDesk } from './mortal-desk.ts';
import { type Person, wordsOf } from './person.ts';

let program: Compiled;
const open: MortalDesk[] = [];
beforeAll(() => {
  program = compile('test/journeys/mortal-process.ts');
});
afterAll(async () => {
  await Promise.all(open.map((desk) => desk.remove()));
  program.remove();
});

function mortal(seed: number): MortalDesk {
  const desk = new MortalDesk(program.script, deaths(seed, 12));
  open.push(desk);
  return desk;
}

/** The newest message of a person that reads like all of these. */
const seenBy = (person: Person, ...patterns: readonly RegExp[]): Shown | undefined =>
  person.messages.findLast((one) => patterns.every((each) => each.test(wordsOf(one))));

const has = (message: Shown | undefined, button: string) =>
  message && JSON.stringify(cardOf(message) ?? '').includes(`"title":"${button}"`) ? message : undefined;

/** Presses the button if it is there. */
async function pressing(person: Person, subject: RegExp, button: string): Promise<void> {
  const card = has(seenBy(person, subject), button);
  if (card) await person.pressesOn(card, button);
}

/** Asks in the chat, confirms, and lets the specialist approve, however often the desk dies; answers the code. */
async function through(desk: MortalDesk, asker: Person, sentence: string, subject: RegExp): Promise<string> {
  const { sofia } = desk.people;
  await desk.reach(
    () => has(seenBy(asker, subject), 'Confirmar'),
    () => asker.says(sentence),
  );
  const code = await desk.reach(
    () => {
      const registered = seenBy(asker, subject, /MS-2026-\d{6}/);
      return registered && /MS-2026-\d{6}/.exec(wordsOf(registered))?.[0];
    },
    () => pressing(asker, subject, 'Confirmar'),
  );
  await desk.reach(() => has(seenBy(sofia, new RegExp(code)), 'Aprobar'));
  await desk.reach(
    () => seenBy(sofia, new RegExp(code), /en ejecución|✓ Hecho|◔ Hecho|hecho/) !== undefined,
    () => pressing(sofia, new RegExp(code), 'Aprobar'),
  );
  return code;
}

/** What is left once the killing is over: opened in this process, worked off to the end. */
async function afterwards(desk: MortalDesk): Promise<RunningDesk> {
  await desk.end();
  const left = await startDesk({
    dataDir: desk.dataDir,
    connector: desk.connector,
    installed: [],
    trial: { ...TRIAL, laterMs: 100 * 180_000 },
  });
  await left.settled();
  return left;
}

const owesNothing = (one: Case) => one.work.length === 0;

async function soundness(left: RunningDesk, cases: readonly Case[]): Promise<void> {
  expect(cases.filter((one) => !owesNothing(one)).map((one) => [one._id, one.work])).toEqual([]);
  expect(new Set(cases.map((one) => one.draftId)).size).toBe(cases.length);
  const report = await verifyHistories(left.mesa.deps);
  expect(report.altered).toEqual([]);
  expect(left.mesa.sandbox?.tenant.get('facts', 'tenant').deleteAttempts).toBe(0);
}

const NEW = ['Laura Inés Ñungo Pérez', 'Pedro José Gil Ríos', 'Ana Lucía Mora Díaz'];

describe.concurrent('the desk killed with no warning, time after time', { timeout: 240_000 }, () => {
  it('makes each account once and tells everybody who waits', async () => {
    const desk = mortal(7);
    const { camila, hernan, sofia } = desk.people;
    for (const person of [camila, hernan, sofia]) {
      await desk.reach(
        () => person.messages.length > 0,
        () => person.installs(),
      );
    }
    const codes: string[] = [];
    for (const [n, name] of NEW.entries()) {
      const sentence = `necesito un correo para ${name}, contratista, cc 5234567${n}, contrato CPS-10${n}-2026 desde el lunes hasta el 15 de diciembre, cargo abogado, correo personal persona${n}@correo.example`;
      codes.push(await through(desk, camila, sentence, new RegExp(name)));
    }
    for (const name of NEW)
      await desk.reach(() => has(seenBy(hernan, new RegExp(name), /Revelar acceso/), 'Revelar acceso'));
    const left = await afterwards(desk);
    const cases = await left.cases();
    expect(cases.map((one) => [one._id, one.status])).toEqual(codes.map((code) => [code, 'delivering']));
    await soundness(left, cases);
    const users = [...(left.mesa.sandbox?.tenant.rows('user') ?? [])];
    for (const one of cases) {
      const made = users.filter((user) => JSON.stringify(user).includes(`"${one._id}"`));
      expect(made.map((user) => user.id)).toEqual([one.account?.id]);
      expect(seenBy(camila, new RegExp(`${one.account?.email}`), /ya está lista/)).toBeDefined();
    }
    expect(desk.kills).toBeGreaterThanOrEqual(10);
    await left.stop();
  });

  it('ends each account once, with its backup verified before the licence goes', async () => {
    const desk = mortal(11);
    const { hernan, sofia } = desk.people;
    for (const person of [hernan, sofia]) {
      await desk.reach(
        () => person.messages.length > 0,
        () => person.installs(),
      );
    }
    const ending = ['andres', 'juan', 'luisa'] as const;
    const codes: string[] = [];
    for (const key of ending) {
      const { userPrincipalName, displayName } = personOf(key);
      const sentence = `inactiven la cuenta ${userPrincipalName} desde hoy porque renunció`;
      codes.push(await through(desk, hernan, sentence, new RegExp(displayName)));
    }
    for (const key of ending)
      await desk.reach(() => seenBy(hernan, new RegExp(personOf(key).displayName), /quedó inactiva/));
    const left = await afterwards(desk);
    const cases = await left.cases();
    expect(cases.map((one) => [one._id, one.status])).toEqual(codes.map((code) => [code, 'resolved']));
    await soundness(left, cases);
    for (const [n, key] of ending.entries()) {
      expect(await left.account(key)).toMatchObject({ accountEnabled: false, licences: [] });
      expect(cases[n]?.backup).toMatchObject({
        items: personOf(key).mailItems,
        verifiedAt: expect.any(String),
      });
      const order = cases[n]?.history.filter(
        (one) => one.what === 'step' && /"done"/.test(JSON.stringify(one.facts)),
      );
      const done = (order ?? []).map((one) => (one.facts as { step?: string }).step);
      expect(done.indexOf('verify_backup')).toBeLessThan(done.indexOf('remove_licence'));
    }
    expect(desk.kills).toBeGreaterThanOrEqual(10);
    await left.stop();
  });
});
