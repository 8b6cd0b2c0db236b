import { formatDate } from '../../services/domain/calendar.ts';
import { currentRun, isBraked, isRead, type Mass, phaseOf, returnWaits } from '../../services/domain/mass.ts';
import type { CaseVerb } from '../actions.ts';
import type { CaseView } from '../case-view.ts';
import { type Action, type Card, card, execute } from '../parts/card.ts';
import { caseButtons } from '../parts/case-buttons.ts';
import { type Fact, factRows } from '../parts/facts.ts';
import { header } from '../parts/header.ts';
import {
  brake,
  departments,
  dryRun,
  narrowing,
  progressBlock,
  returnAsked,
  returnable,
} from '../parts/mass-blocks.ts';
import { more } from '../parts/more.ts';
import { paragraph, plain } from '../parts/text.ts';
import { timeFacts } from '../parts/time-words.ts';
import { oneLine, type Words, wordsOf } from '../parts/words.ts';
import { type Rendered, withCard } from './rendered.ts';

const DECIDING: readonly CaseVerb[] = [
  'approve_return',
  'approve',
  'release_brake',
  'narrow',
  'go_on',
  'pause',
  'retry',
  'confirm',
  'reject',
];
const RARER: readonly CaseVerb[] = [
  'stop',
  'return_all',
  'withdraw',
  'treat_nonconformity',
  'request_data',
  'take',
  'hand_over',
  'add_data',
  'record_answer',
];

/** Teams shows six buttons beside each other; two are kept for the list and for what is rarer. */
const MOST_BUTTONS = 4;

/** The whole list as a workbook, once it was read. */
function wholeList(view: CaseView, mass: Mass, { t }: Words): Action | undefined {
  if (!isRead(mass)) return undefined;
  const title = t(currentRun(mass) ? 'card.do.mass_report' : 'card.do.mass_file');
  return execute('mass_file', title, { case: view.case._id }, { inputs: false });
}

/** Where it stands, in a line. */
function stageOf(view: CaseView, mass: Mass, { t, values }: Words): string {
  const going = currentRun(mass);
  if (!isRead(mass)) return t('mass.stage.reading');
  if (returnWaits(mass)) return t('mass.stage.back');
  if (isBraked(mass) && !going) return t('mass.stage.braked');
  if (going && going.finishedAt === undefined) {
    if (going.paused) return t('mass.stage.paused');
    return t(phaseOf(mass) === 'back' ? 'mass.stage.returning' : 'mass.stage.running');
  }
  if (view.allowed.has('retry')) return t('mass.stage.failed');
  if (mass.back?.run?.finishedAt) return t('mass.stage.returned');
  return t(`card.stage.${view.case.status}`, values);
}

/** How many accounts it is about, as the card's title. */
function titleOf(mass: Mass, { t }: Words): string {
  return t('mass.title', { count: isRead(mass) ? mass.reading.affected : mass.rows });
}

function facts(view: CaseView, mass: Mass, words: Words): Fact[] {
  const { t, lang } = words;
  const { requester, fields } = view.case;
  const scope = mass.scope === 'own' ? ` (${t('mass.scope.own')})` : '';
  const name = t(`mass.source.${mass.source}`, { name: oneLine(mass.name) });
  return [
    { label: t('card.label.requester'), value: `${requester.name}${scope}` },
    { label: t('mass.label.guideline'), value: fields.guideline?.value ?? '' },
    { label: t('mass.label.date'), value: formatDate(fields.effectiveDate?.value ?? '', lang) },
    { label: t('mass.label.list'), value: plain(name) },
    { label: t('mass.label.approvedBy'), value: mass.approvedBy?.name ?? '' },
    { label: t('mass.label.backBy'), value: mass.back?.approvedBy?.name ?? '' },
    ...timeFacts(view, words),
  ];
}

/** Everything about a mass deactivation, for whoever asked, approves or follows it; edited in place as it goes. */
export function massCard(view: CaseView, mass: Mass): Card {
  const words = wordsOf(view);
  const { t, values } = words;
  const deciding = currentRun(mass) === undefined;
  const stage = stageOf(view, mass, words);
  return card({
    summary: `${t('notice.status.summary', { ...values, subject: titleOf(mass, words) })} ${stage.slice(2)}`,
    lang: words.lang,
    body: [
      header(t('card.above', values), titleOf(mass, words), stage),
      ...factRows(facts(view, mass, words), t),
      ...returnAsked(mass, words),
      ...progressBlock(mass, words),
      ...(deciding ? brake(view, mass, words) : []),
      ...dryRun(mass, words),
      ...narrowing(mass, words),
      ...(deciding ? departments(mass, words) : []),
      deciding && isRead(mass) && !isBraked(mass)
        ? paragraph(t('mass.needsSecond'), { size: 'Small' })
        : undefined,
      ...returnable(view, mass, words),
    ],
    actions: [
      ...caseButtons(view, words, DECIDING).slice(0, MOST_BUTTONS),
      wholeList(view, mass, words),
      ...more(caseButtons(view, words, RARER), t),
    ],
  });
}

/** To the second person, and where it is more than expected to the desk lead: something to decide. */
export function massDecision(view: CaseView, mass: Mass): Rendered {
  const words = wordsOf(view);
  const { t, values } = words;
  const by = oneLine(mass.back?.askedBy.name ?? '');
  const said = { ...values, title: titleOf(mass, words), by };
  const braked = isBraked(mass) && currentRun(mass) === undefined;
  const key = returnWaits(mass) ? 'back.said' : braked ? 'decision.braked' : 'decision.text';
  return withCard(t(`mass.${key}`, said), massCard(view, mass));
}

/** To the desk: some accounts did not finish, and what can be done about them here. */
export function massAttention(view: CaseView, mass: Mass): Rendered {
  const { t, values } = wordsOf(view);
  const count = currentRun(mass)?.tally.failed ?? 0;
  return withCard(t('mass.attention', { ...values, count }), massCard(view, mass));
}

/** To the two who decided it: it is over, with how many. */
export function massSolved(view: CaseView, mass: Mass): Rendered {
  const { t, values } = wordsOf(view);
  const phase = phaseOf(mass);
  const count = currentRun(mass)?.tally.done ?? 0;
  const key = phase === 'run' && count === 0 ? 'mass.solved.runNone' : `mass.solved.${phase}`;
  return withCard(t(key, { ...values, count }), massCard(view, mass));
}
