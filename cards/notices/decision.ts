import { formatInstant } from '../../services/domain/calendar.ts';
import type { FieldId } from '../../services/domain/case.ts';
import { progressOf } from '../../services/domain/live-notices.ts';
import { changeOf } from '../../services/domain/plan.ts';
import type { CaseVerb } from '../actions.ts';
import type { CaseView } from '../case-view.ts';
import { type Card, card, type Element } from '../parts/card.ts';
import { caseButtons, confirmInputs, holderTypeInput, holderTypeOf } from '../parts/case-buttons.ts';
import { changeBlock } from '../parts/change.ts';
import { type Fact, factRows } from '../parts/facts.ts';
import { requestFacts, targetFacts } from '../parts/fields.ts';
import { caseHeader } from '../parts/header.ts';
import { mailboxWords } from '../parts/mailbox-words.ts';
import { files, lostMails, unsentMails } from '../parts/mails.ts';
import { more } from '../parts/more.ts';
import { failedStep, instruction, manualStepDue, stepRows } from '../parts/steps.ts';
import { surveyFacts } from '../parts/survey.ts';
import { heading, line, paragraph, run, typedRuns } from '../parts/text.ts';
import { timeFacts } from '../parts/time-words.ts';
import { unrestored } from '../parts/unrestored.ts';
import { oneLine, type Words, wordsOf } from '../parts/words.ts';
import { massCard, massDecision } from './mass.ts';
import { type Rendered, withCard } from './rendered.ts';

const DECIDING: readonly CaseVerb[] = [
  'approve',
  'retry',
  'return_mail',
  'skip_mail',
  'step_by_hand',
  'request_data',
  'reject',
];
const RARER: readonly CaseVerb[] = [
  'treat_nonconformity',
  'take',
  'hand_over',
  'resend_mail',
  'record_answer',
  'resolve_by_hand',
];

/** Latest notes of people that are shown. */
const NOTES = 4;

function who(view: CaseView, words: Words): Fact[] {
  const { t, values } = words;
  const { requester, supervisor, assignee } = view.case;
  const asked = view.case.fields.supervisor !== undefined;
  return [
    { label: t('card.label.requester'), value: requester.name },
    { label: t('card.label.supervisor'), value: asked ? '' : (supervisor?.name ?? '') },
    { label: t('card.label.assignee'), value: assignee ? String(values.assignee) : t('card.unassigned') },
    ...timeFacts(view, words),
    ...surveyFacts(view, words),
  ];
}

function address(view: CaseView, { t }: Words): Element[] {
  const { account, proposal } = view.case;
  const shown = oneLine(account?.email ?? proposal?.address ?? '');
  if (!proposal || !shown) return [];
  return [
    heading(t(account ? 'card.heading.address' : 'card.heading.proposal')),
    line([run(shown, { fontType: 'Monospace', weight: 'Bolder' })], { spacing: 'Small' }),
    ...proposal.passedOver.slice(0, 5).map((one) =>
      paragraph(t(`card.passedOver.${one.why}`, { address: oneLine(one.address) }), {
        size: 'Small',
        isSubtle: true,
        spacing: 'None',
      }),
    ),
  ];
}

function notes(view: CaseView, { t, lang }: Words): Element[] {
  const asked = view.case.dataRequest;
  const said = view.case.notes.slice(-NOTES);
  if (!asked && said.length === 0) return [];
  const labels = asked ? asked.fields.map((one) => t(`field.label.${one}`)).join(', ') : '';
  const small = { size: 'Small' } as const;
  return [
    heading(t('card.heading.notes')),
    ...(asked
      ? [
          line([
            run(`${oneLine(asked.by.name)}: `, { ...small, weight: 'Bolder' }),
            ...(labels === '' ? [] : [run(`${t('card.asked')} ${labels.toLocaleLowerCase(lang)}. `, small)]),
            ...typedRuns(asked.note, t, small),
          ]),
        ]
      : []),
    ...said.map((one) =>
      line(
        [
          run(`${oneLine(one.by.name)}: `, { ...small, weight: 'Bolder' }),
          ...typedRuns(one.text, t, small),
          run(` (${formatInstant(one.at, view.procedure.timeZone, lang, { short: true })})`, {
            ...small,
            isSubtle: true,
          }),
        ],
        { spacing: 'Small' },
      ),
    ),
  ];
}

function backup(view: CaseView, { t, lang }: Words): Element[] {
  const kept = view.case.backup;
  if (!kept) return [];
  const size = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(kept.bytes / 1e6);
  const text = t('card.backup', { count: kept.items, size });
  const proved = kept.verifiedAt
    ? t('card.backupVerified', {
        when: formatInstant(kept.verifiedAt, view.procedure.timeZone, lang, { short: true }),
      })
    : t('card.backupUnverified');
  return [paragraph(`${text} ${proved}`, { size: 'Small' })];
}

function stepsHeading(view: CaseView): string {
  if (view.case.steps.every((one) => one.state === 'done')) return 'card.heading.stepsDone';
  const none = view.procedure.kinds[view.case.kind]?.target === 'none';
  return none ? 'card.heading.stepsOfPeople' : 'card.heading.steps';
}

function steps(view: CaseView, words: Words): Element[] {
  if (view.case.steps.length === 0) return [];
  const { t } = words;
  const manual = manualStepDue(view.case.steps);
  const failed = failedStep(view.case.steps);
  return [
    heading(t(stepsHeading(view))),
    ...stepRows(view.case.steps, words, 'name'),
    ...backup(view, words),
    ...(failed
      ? [paragraph(t('card.failed', { step: t(`step.name.${failed.kind}`) }), { color: 'Attention' })]
      : []),
    ...unrestored(view, words),
    ...mailReturn(view, words),
    ...(manual && view.allowed.has('step_by_hand')
      ? [
          heading(t('card.heading.manual', { step: t(`step.name.${manual.kind}`) })),
          paragraph(instruction(manual, words)),
        ]
      : []),
  ];
}

/** What was asked, without what stands in the blocks of the account and of the change. */
function request(view: CaseView, words: Words): Element[] {
  const change = changeOf(view.case);
  const value = change && view.procedure.changes[change]?.value;
  const elsewhere: readonly FieldId[] = [
    ...(view.case.target ? (['account'] as const) : []),
    ...(value ? (['change', value] as const) : []),
  ];
  const rows = factRows(requestFacts(view, words, elsewhere), words.t);
  return rows.length > 0 ? [heading(words.t('card.heading.request')), ...rows] : [];
}

/** The former mail of a returned account: what there is, and what became of it. */
function mailReturn(view: CaseView, { t, lang }: Words): Element[] {
  const mail = view.case.mailReturn;
  if (!mail) return [];
  const size = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(mail.bytes / 1e6);
  const values = { count: mail.items, size, from: mail.from, imported: mail.imported ?? 0 };
  return [
    heading(t('card.heading.mailReturn')),
    paragraph(t('card.mailReturn.kept', values)),
    paragraph(t(`card.mailReturn.${mail.state}`, values), { spacing: 'Small' }),
  ];
}

/** To the specialist: a case to decide, or one whose next step waits for their hands. */
export function decision(view: CaseView): Rendered {
  if (view.case.mass) return massDecision(view, view.case.mass);
  const { t, values } = wordsOf(view);
  const due = view.allowed.has('step_by_hand') ? manualStepDue(view.case.steps) : undefined;
  if (view.allowed.has('skip_mail')) return withCard(t('notice.decision.mail', values), decisionCard(view));
  const text = due
    ? t('notice.decision.byHand', { ...values, step: t(`step.name.${due.kind}`) })
    : t('notice.decision.text', values);
  return withCard(text, decisionCard(view));
}

/** Everything that a specialist needs to decide and to follow: the whole request, the directory, the work order. */
export function decisionCard(view: CaseView): Card {
  if (view.case.mass) return massCard(view, view.case.mass);
  const words = wordsOf(view);
  const { t, values } = words;
  const { case: about } = view;
  const decides = view.allowed.has('approve') && holderTypeOf(view) !== undefined;
  return card({
    summary: t('notice.decision.summary', values),
    lang: words.lang,
    body: [
      caseHeader(words, t(`card.stage.${progressOf(about, view.procedure)}`, values)),
      ...factRows(who(view, words), t),
      ...(about.remark ? factRows([{ label: t('card.label.remark'), value: String(values.remark) }], t) : []),
      ...request(view, words),
      ...changeBlock(view, words),
      ...(about.target
        ? [heading(t('card.heading.target')), ...factRows(targetFacts(about.target, words), t)]
        : []),
      ...mailboxWords(view, words),
      ...address(view, words),
      ...notes(view, words),
      ...files(view, words),
      ...unsentMails(view, words),
      ...lostMails(view, words),
      ...steps(view, words),
      decides ? holderTypeInput(view, words) : undefined,
      ...(decides ? confirmInputs(view, words) : []),
    ],
    actions: [...caseButtons(view, words, DECIDING), ...more(caseButtons(view, words, RARER), t)],
  });
}
