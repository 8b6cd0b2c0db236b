import { afterEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../services/sandbox/create-sandbox.ts';
import { given } from './given.ts';
import { CAST, personOf, type RunningDesk, startDesk, TRIAL } from './harness.ts';
import { wordsOf } from './person.ts';

const SPANISH = {
  locale: 'es-CO',
  toDo: /falta un paso que se hace a mano/,
  handOver: 'Pasar el caso',
  given: /ahora está a cargo de Sofía/,
  left: /Lo atiende Sofía/,
} as const;
const ENGLISH = {
  locale: 'en-GB',
  toDo: /a step is to be done by hand/,
  handOver: 'Hand the case over',
  given: /is now with Sofía/,
  left: /Sofía Ibáñez León is dealing with it/,
} as const;

let desk: RunningDesk;
afterEach(() => desk.stop());

/** Sofía's mailbox answers that she is away. */
function sofiaIsAway({ tenant }: Sandbox): void {
  const mailbox = tenant.get('mailbox', personOf('sofia').id);
  if (!mailbox) throw new TypeError('no mailbox');
  const settings = { ...mailbox.settings, automaticRepliesSetting: { status: 'alwaysEnabled' } };
  tenant.commit([{ put: 'mailbox', row: { ...mailbox, settings } }]);
}

const isAway = async () =>
  (await desk.mesa.deps.people.get(personOf('sofia').id))?.standing?.absence !== undefined;

/** Asks for a person; answers whom the case was given to, once it was. */
async function assigned(locale: string): Promise<{ readonly code: string; readonly to?: string }> {
  const fields = { description: { value: 'orientación' } };
  const { _id: code } = await given(desk, 'camila', 'assistance', fields, locale);
  await desk.settled();
  return { code, to: (await desk.caseOf(code)).assignee?.id };
}

describe.each([SPANISH, ENGLISH])('a case, in $locale,', ({ locale, ...said }) => {
  it('goes to the specialist with the fewest, who alone has a card of it', async () => {
    desk = await startDesk({ locale, installed: CAST });
    const { sofia, tomas } = desk;
    const cases = [await assigned(locale), await assigned(locale)];
    expect(cases.map((one) => one.to)).toEqual([sofia.id, tomas.id]);
    for (const [n, person] of [sofia, tomas].entries()) {
      const shown = await person.shows(said.toDo);
      expect(shown).toContain(cases[n]?.code);
      expect(person.messages.map(wordsOf).filter((one) => said.toDo.test(one))).toHaveLength(1);
    }
  });

  it('goes to nobody who answers that they are away; handed over, it keeps its history', async () => {
    desk = await startDesk({ locale, installed: CAST, trial: { ...TRIAL, begin: sofiaIsAway } });
    await expect.poll(isAway, { timeout: 15_000 }).toBe(true);
    const { code, to } = await assigned(locale);
    expect([to, (await assigned(locale)).to]).toEqual([desk.tomas.id, desk.tomas.id]);
    await desk.tomas.presses(said.handOver, {
      on: new RegExp(code),
      typed: { hand_over_to: 'Sofía Ibáñez León' },
    });
    await desk.sofia.shows(said.given);
    await desk.tomas.shows(said.left);
    const { assignee, history } = await desk.caseOf(code);
    expect(assignee?.id).toBe(desk.sofia.id);
    expect(history.map((one) => one.what)).toEqual(
      expect.arrayContaining(['open', 'prepared', 'assign', 'hand_over']),
    );
  });
});
