import type { FieldId, Fields } from '../services/domain/case.ts';
import type { Draft } from '../services/domain/draft.ts';
import { sayProblem, wantedFields } from '../services/domain/form.ts';
import type { Procedure } from '../services/domain/procedure.ts';
import { type Language, languageOf, type Translate, translator } from '../services/locale/translate.ts';
import { type Card, card, type Element, execute } from './parts/card.ts';
import { factRows } from './parts/facts.ts';
import { fieldInput, tooLongToFill } from './parts/field-input.ts';
import { fieldFact, targetFacts } from './parts/fields.ts';
import { header } from './parts/header.ts';
import { heading, line, paragraph, plain, run, typedRuns } from './parts/text.ts';
import { oneLine } from './parts/words.ts';

/** What a draft's cards need beside the draft. */
export interface DraftContext {
  readonly procedure: Procedure;
  readonly locale: string;
  /** Values proposed for missing fields, with the reason that the label gives: the requester's own department. */
  readonly suggestions?: Fields;
  /** True after "Corregir": every field is an input with its value. */
  readonly all?: boolean;
}

interface DraftWords {
  readonly t: Translate;
  readonly lang: Language;
}

function wordsOfDraft(context: Pick<DraftContext, 'locale'>): DraftWords {
  return { t: translator(context.locale), lang: languageOf(context.locale) };
}

/** The fields that the draft asks for as it stands, in the order of the procedure. */
function wanted(draft: Draft, procedure: Procedure): readonly FieldId[] {
  return wantedFields(procedure, draft.kind, draft.fields, draft.target).map((one) => one.id);
}

function known(draft: Draft, context: DraftContext, words: DraftWords): Element[] {
  const rows = wanted(draft, context.procedure).flatMap((field) => fieldFact(field, draft.fields, words));
  if (rows.length === 0) return [];
  return [paragraph(words.t('card.draft.understood'), { weight: 'Bolder' }), ...factRows(rows, words.t)];
}

function target(draft: Draft, words: DraftWords): Element[] {
  if (!draft.target) return [];
  return [heading(words.t('card.heading.target')), ...factRows(targetFacts(draft.target, words), words.t)];
}

/** What is wrong with a field, said below its input; what was typed stays in it. */
function problem(draft: Draft, field: FieldId, { t, lang }: DraftWords): Element[] {
  const wrong = draft.problems.find((one) => one.field === field);
  if (!wrong) return [];
  const said = sayProblem({ ok: false, problem: wrong.key, params: wrong.params }, t, lang);
  return [line([run(`✕ ${plain(said)}`, { color: 'Attention', weight: 'Bolder' })], { spacing: 'Small' })];
}

function input(draft: Draft, field: FieldId, context: DraftContext, words: DraftWords): Element[] {
  const typed = draft.problems.find((one) => one.field === field)?.typed;
  const filled: Fields = {
    ...context.suggestions,
    ...draft.fields,
    ...(typed === undefined ? {} : { [field]: { value: typed } }),
  };
  const suggested = !draft.fields[field] && typed === undefined && context.suggestions?.[field];
  const asked = fieldInput('draft', field, filled, context.procedure, words.t);
  const rules = context.procedure.kinds[draft.kind]?.fields ?? [];
  const optional = rules.some((one) => one.id === field && !one.required);
  const hint = (key: string) => paragraph(words.t(key), { size: 'Small', isSubtle: true, spacing: 'None' });
  return [
    optional ? { ...asked, label: `${asked.label} ${plain(words.t('card.optional'))}` } : asked,
    ...problem(draft, field, words),
    ...(suggested ? [hint(`card.draft.suggested.${field in SUGGESTED ? field : 'other'}`)] : []),
    ...(tooLongToFill(field, filled) ? [hint('card.draft.long')] : []),
  ];
}

/** Fields whose suggestion has a reason of its own in the locale files. */
const SUGGESTED = { supervisor: true, department: true } as const satisfies Partial<Record<FieldId, true>>;

function notes(draft: Draft, { t }: DraftWords): Element[] {
  if (draft.notes.length === 0) return [];
  const said = draft.notes.slice(-3).map((one) => line(typedRuns(one, t), { spacing: 'Small' }));
  return [heading(t('card.heading.notes')), ...said];
}

/**
 * The live form beside the conversation: what was understood, and an input for each thing that is still missing or
 * wrong, all at once. With `all` every field is an input, so that anything can be corrected.
 */
export function renderDraftForm(draft: Draft, context: DraftContext): Card {
  const words = wordsOfDraft(context);
  const { t, lang } = words;
  const fields = wanted(draft, context.procedure);
  const wrong = new Set(draft.problems.map((one) => one.field));
  const open = fields.filter((one) => context.all || wrong.has(one) || !draft.fields[one]);
  return card({
    summary: t('card.draft.form', { kind: t(`case.kind.${draft.kind}`) }),
    lang,
    body: [
      header(t('card.draft.above'), t(`case.kind.${draft.kind}`)),
      ...(context.all ? [] : known(draft, context, words)),
      ...(context.all ? [] : target(draft, words)),
      open.length > 0 ? paragraph(t(context.all ? 'card.draft.correct' : 'card.draft.missing')) : undefined,
      ...open.flatMap((field) => input(draft, field, context, words)),
    ],
    actions: [
      execute('draft_save', t('card.do.draft_save'), { draft: draft.id }, { style: 'positive' }),
      execute('draft_cancel', t('card.do.draft_cancel'), { draft: draft.id }, { inputs: false }),
    ],
  });
}

/** The complete request, to be confirmed or corrected; what will happen then, and for a deactivation, in order. */
export function renderDraftSummary(draft: Draft, context: DraftContext): Card {
  const words = wordsOfDraft(context);
  const { t, lang } = words;
  const rows = wanted(draft, context.procedure)
    .filter((field) => field !== 'account' || !draft.target)
    .flatMap((field) => fieldFact(field, draft.fields, words));
  const rules = context.procedure.kinds[draft.kind];
  const subject = oneLine(draft.fields.holderName?.value ?? draft.target?.name ?? '');
  const kind = t(`case.kind.${draft.kind}`);
  const data = { draft: draft.id };
  return card({
    summary: t('card.draft.summary', { kind }),
    lang,
    body: [
      header(subject ? kind : t('card.draft.above'), subject ? t('card.title', { subject }) : kind),
      ...factRows(rows, t),
      ...target(draft, words),
      ...notes(draft, words),
      ...(draft.kind === 'deactivate' ? ending(rules?.steps ?? [], t) : []),
      paragraph(t('card.draft.confirm'), { weight: 'Bolder', separator: true }),
    ],
    actions: [
      execute('draft_confirm', t('card.do.draft_confirm'), data, { style: 'positive', inputs: false }),
      execute('draft_edit', t('card.do.draft_edit'), data, { inputs: false }),
      execute('draft_cancel', t('card.do.draft_cancel'), data, { inputs: false }),
    ],
  });
}

/** What a deactivation does, in order, and that it can be taken back. */
function ending(steps: readonly string[], t: Translate): Element[] {
  return [
    heading(t('card.heading.order')),
    ...steps.map((kind, index) =>
      line([run(`${index + 1}. `, { weight: 'Bolder' }), run(t(`step.plain.${kind}`))], { spacing: 'Small' }),
    ),
    paragraph(t('notice.authorisation.kept'), { weight: 'Bolder' }),
  ];
}

/** What is left of a draft's card once it was sent, cancelled or gone. */
export function renderDraftClosed(how: 'sent' | 'cancelled' | 'gone', locale: string, code = ''): Card {
  const { t, lang } = wordsOfDraft({ locale });
  const text = t(`card.draft.closed.${how}`, { code });
  return card({ summary: text, lang, body: [paragraph(text)] });
}
