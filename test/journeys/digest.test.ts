import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { given, LAURA } from './given.ts';
import { chatOf, type RunningDesk, startDesk } from './harness.ts';
import { nextMorning } from './office.ts';
import { wordsOf } from './person.ts';

let desk: RunningDesk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

const digestsOf = (key: 'sofia' | 'ricardo' | 'camila') =>
  desk[key].messages.map(wordsOf).filter((one) => /Su día:/.test(one));

describe('when the office opens', () => {
  it('the specialist and the desk lead have one message with what waits; yesterday’s is a line', async () => {
    const { _id: code } = await given(desk, 'camila', 'create', LAURA);
    await desk.sofia.card('Aprobar');
    await nextMorning(desk);
    const told = await desk.sofia.shows(/Su día:[\s\S]*Tiene un caso a su cargo\. Uno espera por usted\./);
    expect(told).toContain(`${code} · Cuenta nueva · Laura Inés Ñungo Pérez`);
    expect(await desk.ricardo.shows(/La mesa hoy/)).toContain('Hay un caso abierto.');
    expect(digestsOf('camila')).toEqual([]);
    await nextMorning(desk);
    await desk.sofia.shows(/Resumen del/);
    expect(digestsOf('sofia')).toHaveLength(1);
    const { text } = await desk.sofia.presses('Ver mis casos');
    expect(text).toContain(code);
  });

  it('it is in the language of the chat', async () => {
    const ricardo = chatOf(desk.connector, () => desk.url, 'ricardo', 'en-GB');
    await ricardo.says('hello');
    await given(desk, 'camila', 'create', LAURA);
    await desk.sofia.card('Aprobar');
    await nextMorning(desk);
    expect(await ricardo.shows(/The desk today/)).toContain('There is one open case.');
  });
});
