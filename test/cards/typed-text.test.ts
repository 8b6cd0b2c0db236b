import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderCaseDetail } from '../../cards/case-detail.ts';
import { renderCaseList } from '../../cards/case-list.ts';
import { renderDraftForm, renderDraftSummary } from '../../cards/draft-form.ts';
import { renderPeopleChoice } from '../../cards/people-choice.ts';
import { renderNotice } from '../../cards/render-notice.ts';
import { type Case, FIELD_IDS, type Fields, KINDS, type Status } from '../../services/domain/case.ts';
import { NOTICES } from '../../services/domain/work.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { faultsOf, partsOf, readingOf, textsOf } from './inspect.ts';
import { SOFIA, sampleCase, sampleView } from './samples.ts';

const HOSTILE =
  '**[pulse](https://malo.example)** <b>_x_</b> `c` {{DATE(2026-01-01T00:00:00Z)}} $t(card.title)';

/** The same text in every place where people's words stand. */
function filledWith(text: string): Partial<Case> {
  const fields: Fields = Object.fromEntries(FIELD_IDS.map((one) => [one, { value: text, shown: text }]));
  const person = { ...SOFIA, name: text };
  return {
    fields,
    requester: person,
    supervisor: person,
    assignee: person,
    remark: text,
    notes: Array.from({ length: 30 }, () => ({ at: '2026-11-20T14:40:00.000Z', by: person, text })),
    dataRequest: { fields: FIELD_IDS, note: text, by: person, at: '2026-11-20T14:40:00.000Z' },
    proposal: {
      address: text,
      passedOver: Array.from({ length: 40 }, () => ({ address: text, why: 'in_use' as const })),
    },
    unrestored: Array.from({ length: 60 }, () => ({
      what: 'group' as const,
      name: text,
      why: 'gone' as const,
    })),
  };
}

function everyCard(rest: Partial<Case>) {
  const told: readonly Status[] = [
    'in_review',
    'awaiting_data',
    'scheduled',
    'needs_attention',
    'delivering',
  ];
  const cases = KINDS.flatMap((kind) => told.map((status) => sampleCase(kind, status, rest)));
  return cases.flatMap((about) =>
    (['requester', 'specialist'] as const).flatMap((viewer) => {
      const view = sampleView(about, viewer);
      const noticed = NOTICES.flatMap((notice) => renderNotice(notice, view).card ?? []);
      return [...noticed, renderCaseDetail(view)];
    }),
  );
}

describe('what people typed', () => {
  test('is never read as markup: in markdown it is escaped, elsewhere it is a raw run', () => {
    const view = sampleView(sampleCase('create', 'in_review', filledWith(HOSTILE)), 'specialist');
    const cards = [renderCaseDetail(view), ...NOTICES.flatMap((one) => renderNotice(one, view).card ?? [])];
    const markdown = cards
      .flatMap(partsOf)
      .filter((one) => one.type === 'TextBlock')
      .map((one) => String(one.text));
    expect(markdown.filter((one) => /(^|[^\\])[[`<]|(?<!\\)\]\(/.test(one))).toEqual([]);
    expect(markdown.some((one) => one.includes('\\[pulse\\]'))).toBe(true);
    const runs = cards.flatMap(partsOf).filter((one) => one.type === 'TextRun');
    expect(runs.some((one) => String(one.text).includes('**[pulse](https://malo.example)**'))).toBe(true);
  });

  test('is no function of the card language', () => {
    const view = sampleView(sampleCase('create', 'in_review', filledWith(HOSTILE)), 'specialist');
    const shown = textsOf(renderCaseDetail(view)).filter((one) => /\{\{(DATE|TIME)/.test(one));
    expect(shown).toEqual([]);
  });

  test('in a message is escaped too', () => {
    const view = sampleView(
      sampleCase('create', 'closed', { ...filledWith(HOSTILE), outcome: 'rejected' }),
      'requester',
    );
    const { text, summary } = renderNotice('rejected', view);
    expect(text).toContain('\\[pulse\\]');
    expect(summary).toContain('[pulse]');
    expect(summary).not.toContain('\\');
  });

  test.each([
    ['20,000 letters', 'á'.repeat(20_000)],
    ['20,000 characters of four bytes', '😀'.repeat(10_000)],
    ['lines without end', 'línea\n'.repeat(3_000)],
    ['markup without end', HOSTILE.repeat(200)],
  ])('of %s leaves every card whole and under 25 KB', (_, text) => {
    for (const card of everyCard(filledWith(text))) {
      expect(Buffer.byteLength(JSON.stringify(card)), readingOf(card).slice(0, 40)).toBeLessThan(25_000);
      expect(faultsOf(card)).toEqual([]);
    }
  });

  test('that is cut says so', () => {
    const view = sampleView(
      sampleCase('failure', 'in_review', { fields: { description: { value: 'texto '.repeat(3_000) } } }),
      'specialist',
    );
    expect(readingOf(renderCaseDetail(view))).toContain('…');
    expect(readingOf(renderCaseDetail(view))).toContain('(sigue; aquí va el comienzo)');
  });

  test('whatever it is, drafts, lists and choices stay cards that Teams takes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 60 }),
        (piece, times) => {
          const text = piece.repeat(times);
          const fields: Fields = Object.fromEntries(FIELD_IDS.map((one) => [one, { value: text }]));
          const draft = {
            id: 'd',
            kind: 'create',
            fields,
            problems: [{ field: 'phone', key: 'phone', typed: text }],
            notes: [text],
          } as const;
          const context = { procedure: unidadVictimas, locale: 'es' };
          const people = Array.from({ length: 30 }, (_, at) => ({
            id: `${at}`,
            name: text,
            position: text,
            department: text,
            address: 'x@y.example',
          }));
          const cases = Array.from({ length: 20 }, () => sampleCase('create', 'in_review', { fields }));
          const cards = [
            renderDraftForm(draft, context),
            renderDraftForm(draft, { ...context, all: true }),
            renderDraftSummary(draft, context),
            renderPeopleChoice({ draft: 'd', field: 'account', people }, 'es'),
            renderCaseList({ list: 'mine', cases, next: 'MS-2026-000001' }, context),
          ];
          for (const card of cards) {
            expect(faultsOf(card)).toEqual([]);
            expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
