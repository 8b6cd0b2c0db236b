import { describe, expect, test } from 'vitest';
import { renderDraftClosed, renderDraftForm, renderDraftSummary } from '../../cards/draft-form.ts';
import { renderIntentChoice } from '../../cards/intent-choice.ts';
import { parseAction } from '../../cards/parse-action.ts';
import { renderPeopleChoice } from '../../cards/people-choice.ts';
import { KINDS } from '../../services/domain/case.ts';
import { wantedFields } from '../../services/domain/form.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { DRAFTS, gallery } from './gallery.ts';
import { buttonsOf, flawsOf, inputsOf, readingOf } from './inspect.ts';
import { HERNAN, sampleCase } from './samples.ts';

const CONTEXT = { procedure: unidadVictimas, locale: 'es-CO' };

describe.each(['es-CO', 'en-US'])('every card of the conversation, in %s', (locale) => {
  test('is a card of version 1.5 with labels, words and no unresolved text', () => {
    const flaws = gallery(locale).map((one) => [one.name, flawsOf(one.card)] as const);
    expect(flaws.filter(([, found]) => found.length > 0)).toEqual([]);
  });

  test('sends data that the edge understands', () => {
    for (const { name, card } of gallery(locale)) {
      for (const button of buttonsOf(card)) {
        expect(parseAction(button.verb, button.data), `${name} ${button.verb}`).toBeDefined();
      }
    }
  });

  test.each(KINDS)('asks for every field of %s', (kind) => {
    const draft = { id: 'd', kind, fields: {}, problems: [], notes: [] };
    const card = renderDraftForm(draft, { ...CONTEXT, locale });
    const wanted = wantedFields(unidadVictimas, kind, {}).map((one) => `draft_field_${one.id}`);
    expect(inputsOf(card).map((one) => one.id)).toEqual(wanted);
    expect(flawsOf(card)).toEqual([]);
    const whole = { ...draft, fields: sampleCase(kind, 'in_review').fields };
    expect(flawsOf(renderDraftForm(whole, { ...CONTEXT, locale, all: true }))).toEqual([]);
    expect(flawsOf(renderDraftSummary(whole, { ...CONTEXT, locale }))).toEqual([]);
  });
});

describe('the live form', () => {
  test('shows what was understood and asks only for the rest', () => {
    const card = renderDraftForm(DRAFTS.begun, CONTEXT);
    const asked = inputsOf(card).map((one) => one.id);
    expect(asked).toEqual([
      'draft_field_startDate',
      'draft_field_position',
      'draft_field_supervisor',
      'draft_field_personalEmail',
      'draft_field_phone',
    ]);
    expect(readingOf(card)).toContain('Laura Inés Ñungo Pérez');
  });

  test('proposes the manager and says that it is a proposal', () => {
    const suggestions = { supervisor: { value: HERNAN.id, shown: HERNAN.name } };
    const card = renderDraftForm(DRAFTS.begun, { ...CONTEXT, suggestions });
    expect(inputsOf(card)).toContainEqual(expect.objectContaining({ value: HERNAN.name }));
    expect(readingOf(card)).toContain('Es su jefe');
  });

  test('says what is wrong at the field and keeps what was typed', () => {
    const card = renderDraftForm(DRAFTS.wrong, CONTEXT);
    expect(inputsOf(card)).toContainEqual(
      expect.objectContaining({ id: 'draft_field_personalEmail', value: 'laura arroba correo' }),
    );
    expect(readingOf(card)).toContain('✕ Esa dirección de correo no está completa');
    expect(readingOf(card)).toContain('el 15 de diciembre de 2026');
  });

  test('when correcting, has every field filled in', () => {
    const card = renderDraftForm(DRAFTS.complete, { ...CONTEXT, all: true });
    const empty = inputsOf(card).filter((one) => !one.value);
    expect(empty.map((one) => one.id)).toEqual(['draft_field_phone']);
  });

  test('does not put a very long text into an input, and says that it is kept', () => {
    const fields = { description: { value: 'x'.repeat(3_900) } };
    const draft = { id: 'd', kind: 'assistance', fields, problems: [], notes: [] } as const;
    const card = renderDraftForm(draft, { ...CONTEXT, all: true });
    expect(inputsOf(card).map((one) => one.value)).toEqual([undefined]);
    expect(readingOf(card)).toContain('se conserva');
  });

  test('once sent or cancelled has nothing to press', () => {
    for (const how of ['sent', 'cancelled', 'gone'] as const) {
      const card = renderDraftClosed(how, 'es', 'MS-2026-000001');
      expect(flawsOf(card)).toEqual([]);
      expect(buttonsOf(card)).toEqual([]);
    }
  });
});

describe('choices', () => {
  test('tell namesakes apart and let a screen reader hear whom each button chooses', () => {
    const people = [
      { id: 'a', name: 'Ana Peña', department: 'Jurídica', address: 'ana.pena@entidad.example' },
      { id: 'b', name: 'Ana Peña', department: 'Hacienda', address: 'ana.pena2@entidad.example' },
    ];
    const card = renderPeopleChoice({ draft: 'd', field: 'account', people }, 'es');
    expect(buttonsOf(card).map((one) => one.tooltip ?? one.title)).toEqual([
      'Elegir a Ana Peña',
      'Elegir a Ana Peña',
      'Nadie de la lista',
    ]);
    expect(readingOf(card)).toMatch(/Jurídica[\s\S]*Hacienda/);
  });

  test('of intents are at most three, in plain words', () => {
    const card = renderIntentChoice(['create_account', 'help', 'how_to', 'greeting'], 'es');
    expect(buttonsOf(card).map((one) => one.title)).toEqual([
      'Una cuenta nueva',
      'Ver qué puedo hacer',
      'Saber cómo se hace algo',
    ]);
  });
});
