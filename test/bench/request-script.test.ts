import { expect, test } from 'vitest';
import type { Heard } from './channel.ts';
import { answerTo, endedWell, openingOf, wishNumber } from './request-script.ts';

const says = (text: string, activity: Heard['activity'] = {}): Heard => ({ edit: false, text, activity });
const confirmed = wishNumber(2);
const cancelled = wishNumber(3);

test('every second wish is confirmed, and no two ask for the same document', () => {
  expect([confirmed.confirmed, cancelled.confirmed]).toEqual([true, false]);
  expect(new Set([1, 2, 3, 500].map((n) => openingOf(wishNumber(n)))).size).toBe(4);
});

test('the last question of what was said is answered, and a card that waits for a confirmation before any', () => {
  const asked = [says('Anoté el cargo. ¿A qué correo personal se le puede escribir?')];
  expect(answerTo(asked, confirmed)).toMatch(/@correo\.example$/);
  const summary = says('¿Todo bien?', {
    attachments: [{ content: { actions: [{ verb: 'draft_confirm' }] } }],
  });
  expect([answerTo([summary], confirmed), answerTo([summary], cancelled)]).toEqual(['sí', 'cancelar']);
  expect(answerTo([says('¿Le gusta el cine?')], confirmed)).toBeUndefined();
});

test('a request has ended only once its last word was answered', () => {
  const hint = [says('Puede escribir cancelar cuando quiera. ¿Qué cargo tendrá?')];
  expect(endedWell('desde el 1 de febrero', hint, cancelled)).toBe(false);
  const sure = [says('¿Cancelo esta solicitud? Se pierde lo que llevamos.')];
  expect([endedWell('cancelar', sure, cancelled), answerTo(sure, cancelled)]).toEqual([false, 'sí']);
  expect(endedWell('sí', [says('Listo, no registré nada.')], cancelled)).toBe(true);
  expect(endedWell('no', [says('Listo, la cancelé.')], cancelled)).toBe(true);
  expect(endedWell('sí', [says('Quedó registrada como MS-2026-000012.')], confirmed)).toBe(true);
  expect(endedWell('sí', [says('No se pudo.')], confirmed)).toBe(false);
});
