import { describe, expect, test } from 'vitest';
import { CASE_VERBS } from '../../cards/actions.ts';
import { renderCaseDetail } from '../../cards/case-detail.ts';
import { VIEWERS } from '../../cards/case-view.ts';
import { parseAction } from '../../cards/parse-action.ts';
import type { Card } from '../../cards/parts/card.ts';
import { renderNotice, renderPosted } from '../../cards/render-notice.ts';
import { NOTICES } from '../../services/domain/work.ts';
import { buttonsOf, flawsOf, inputsOf, partsOf } from './inspect.ts';
import { everyCase, sampleView } from './samples.ts';

/** Buttons that show something and decide nothing. */
const SHOWING = ['open_case', 'case_record', 'mass_file'];
const LOCALES = ['es-CO', 'en-US'] as const;

/** Every message and every look at every case, without repetitions. */
function everyMessage(locale: string) {
  const messages = new Map<
    string,
    { where: string; text?: string; card?: Card; allowed: ReadonlySet<string> }
  >();
  for (const about of everyCase()) {
    for (const viewer of VIEWERS) {
      const view = sampleView(about, viewer, locale);
      const drawn = [
        ...NOTICES.flatMap((notice) => [
          { ...renderNotice(notice, view), notice },
          { ...renderPosted(notice, view), notice },
        ]),
        { card: renderCaseDetail(view), notice: 'detail' },
      ];
      for (const { notice, ...one } of drawn) {
        const where = `${notice} ${about.kind} ${about.status} ${viewer}`;
        const key = JSON.stringify([one, [...view.allowed]]);
        messages.set(key, { where, ...one, allowed: view.allowed });
      }
    }
  }
  return [...messages.values()];
}

const MESSAGES = { 'es-CO': everyMessage('es-CO'), 'en-US': everyMessage('en-US') };

describe.each(LOCALES)('every card about a case, in %s', (locale) => {
  const cards = MESSAGES[locale].flatMap((one) => (one.card ? [{ ...one, card: one.card }] : []));

  test('is a card of version 1.5 with labels, words and no unresolved text', () => {
    const flaws = cards
      .map((one) => [one.where, flawsOf(one.card)] as const)
      .filter(([, found]) => found.length > 0);
    expect(flaws).toEqual([]);
  });

  test('offers only what the viewer may do, and at most six buttons beside each other', () => {
    for (const { where, card, allowed } of cards) {
      const verbs = buttonsOf(card).map((one) => String(one.verb));
      const others = verbs.filter((one) => !SHOWING.includes(one) && !allowed.has(one));
      expect(others, where).toEqual([]);
      for (const part of partsOf(card)) {
        expect(Array.isArray(part.actions) ? part.actions.length : 0, where).toBeLessThanOrEqual(6);
      }
    }
  });

  test('has at most one button that stands out, beside the one in an unfolded form', () => {
    for (const { where, card } of cards) {
      const standing = (card.actions ?? []).filter((one) => 'style' in one && one.style === 'positive');
      expect(standing.length, where).toBeLessThanOrEqual(1);
    }
  });

  test('sends data that the edge understands, with nothing in it but case and stage', () => {
    for (const { where, card } of cards) {
      for (const button of buttonsOf(card)) {
        expect(parseAction(button.verb, button.data), `${where} ${button.verb}`).toBeDefined();
        const names = Object.keys(button.data as object).filter((one) => one !== 'step');
        const more = button.verb === 'rate' ? ['score'] : [];
        const asked = SHOWING.includes(String(button.verb)) ? ['case'] : ['case', 'stage', ...more];
        expect(names, where).toEqual(asked);
      }
    }
  });

  test('says something short in the message itself, or leaves it to the card', () => {
    const words = MESSAGES[locale].flatMap((one) =>
      one.text === undefined ? [] : [{ ...one, text: one.text }],
    );
    const silent = ({ text, card, where }: (typeof words)[number]) =>
      text.trim() === '' && !(card && where.includes('status'));
    const bad = words.filter(
      (one) => silent(one) || /\{\{|\bnotice\.|\bcard\./.test(one.text) || one.text.length > 600,
    );
    expect(bad.map((one) => one.where)).toEqual([]);
  });

  test('reaches every button of a case from some card', () => {
    const verbs = new Set(cards.flatMap((one) => buttonsOf(one.card).map((button) => button.verb)));
    expect(CASE_VERBS.filter((one) => !verbs.has(one))).toEqual([]);
  });

  test('gives its inputs ids that are unique on the card', () => {
    for (const { where, card } of cards) {
      const ids = inputsOf(card).map((one) => one.id);
      expect(new Set(ids).size, where).toBe(ids.length);
    }
  });
});
