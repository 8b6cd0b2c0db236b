import type { FieldId } from '../services/domain/case.ts';
import { languageOf, type Translate, translator } from '../services/locale/translate.ts';
import { type Card, card, type Element, execute } from './parts/card.ts';
import { choiceRow } from './parts/choice-row.ts';
import { line, paragraph, run, shorten, typed } from './parts/text.ts';
import { oneLine } from './parts/words.ts';

/** A person among whom one is to be chosen. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly position?: string;
  readonly department?: string;
  readonly address?: string;
  readonly enabled?: boolean;
}

/** Most people on one card; with more, a better name is asked for. */
export const MOST_PEOPLE = 8;

function row(person: Candidate, data: { draft: string; field: FieldId }, t: Translate): Element {
  const where = [person.position, person.department].filter(Boolean).join(', ');
  const state = person.enabled === false ? ` · ${t('card.people.disabled')}` : '';
  const small = { size: 'Small', isSubtle: true } as const;
  const choose = execute(
    'choose_person',
    t('card.people.choose'),
    { ...data, personId: person.id },
    { inputs: false },
  );
  return choiceRow(
    [
      line([run(shorten(typed(person.name), 120), { weight: 'Bolder' })]),
      line([run(shorten(typed(where), 160), small)], { spacing: 'None' }),
      line([run(`${person.address ?? ''}${state}`, small)], { spacing: 'None' }),
    ],
    { ...choose, tooltip: t('card.people.chooseWhom', { name: oneLine(person.name) }).replaceAll('\\', '') },
  );
}

/** Several people of the directory answer to what was typed: name, job title, department, a button each. */
export function renderPeopleChoice(
  asked: { readonly draft: string; readonly field: FieldId; readonly people: readonly Candidate[] },
  locale: string,
): Card {
  const t = translator(locale);
  const data = { draft: asked.draft, field: asked.field };
  return card({
    summary: `${t('card.people.summary')} ${t('card.people.ask')}`,
    lang: languageOf(locale),
    body: [
      paragraph(t('card.people.ask'), { weight: 'Bolder', style: 'heading' }),
      ...asked.people.slice(0, MOST_PEOPLE).map((one) => row(one, data, t)),
      asked.people.length > MOST_PEOPLE ? paragraph(t('card.people.more'), { size: 'Small' }) : undefined,
    ],
    actions: [
      execute('choose_person', t('card.do.none_of_these'), { ...data, personId: '' }, { inputs: false }),
    ],
  });
}
