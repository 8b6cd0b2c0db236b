import type { CaseListName } from '../../cards/actions.ts';
import type { Card } from '../../cards/parts/card.ts';
import { refuse } from '../../services/domain/command.ts';
import { wordCount } from '../answers/bare.ts';
import { giveToCase } from '../cases/answer-request.ts';
import { askToReopen, askToWithdraw, remarkIn, sayRefusal } from '../cases/case-acts.ts';
import { aboutPerson, listCard, ownCases } from '../cases/case-lists.ts';
import { caseCard } from '../cases/case-view.ts';
import { whichCase } from '../cases/which-case.ts';
import { type Chat, say } from '../chat.ts';
import type { Heard } from '../heard.ts';
import type { ChatState } from '../state.ts';

/** How people ask for each list; the first that fits counts, else their own cases. */
const LISTS: readonly (readonly [CaseListName, RegExp])[] = [
  ['assigned', /\ba mi cargo\b|\basignad|\bassigned to me\b|\bmy queue\b/],
  ['team', /\bmi equipo\b|\bmy team/],
  [
    'open',
    /\bcasos abiertos\b|\btodos los casos\b|\bcasos pendientes de la mesa\b|\b(?:all )?open cases\b|\ball cases\b/,
  ],
];
const SEVERAL = /\bcasos\b|\bsolicitudes\b|\bpendientes\b|\bcases\b|\brequests\b|\btickets\b/;

function show({ turn }: Chat, shown: Card): void {
  turn.reply({ card: shown, summary: shown.fallbackText ?? '' });
}

/** "mis casos", "¿cómo va el 12?", "¿cómo va lo de Laura?": one case in full, or a list. */
export async function showCases(chat: Chat, state: ChatState, heard: Heard): Promise<ChatState> {
  const { turn } = chat;
  const { caseNumber, holderName } = heard.recognition().entities;
  const number = caseNumber ?? /\b(?:el|caso|case|ms)[ #-]*(\d[\d-]*)\b/.exec(heard.folded)?.[1];
  if (number !== undefined) {
    const found = await turn.desk.findCase(number, turn.asker);
    if (found) show(chat, await caseCard(chat, found));
    else sayRefusal(chat, refuse('unknown_case'));
    return state;
  }
  const named = LISTS.find(([, pattern]) => pattern.test(heard.folded))?.[0];
  if (named === undefined && !SEVERAL.test(heard.folded)) {
    const cases = aboutPerson(await ownCases(chat), holderName);
    const open = cases.filter((one) => one.open);
    const [only] = open.length > 0 ? open : cases;
    if (only && (open.length === 1 || cases.length === 1)) {
      show(chat, await caseCard(chat, only));
      return state;
    }
  }
  const list = await listCard(chat, named ?? 'mine');
  if (list) show(chat, list);
  else sayRefusal(chat, refuse('not_yours'));
  return state;
}

/** The words of a message that only says that something is to be added. */
const ONLY_ASKS =
  /\b(?:quiero|quisiera|necesito|deseo|puedo|para|agregar(?:le)?|anadir|adicionar|dar|enviar|datos?|informacion|info|mas|un|una|el|la|mi|al|a|de|del|caso|solicitud|ms|i|want|need|would|like|to|can|add|give|some|more|information|data|my|the|case|request|please|por|favor)\b|\d+|[^\p{L}\s]+/gu;

/** "para el caso 12, la cédula es …": to that case, or asks to which. */
export async function addInformation(chat: Chat, state: ChatState, heard: Heard): Promise<ChatState> {
  const which = await whichCase(chat, state, heard, 'add');
  if ('state' in which) return which.state;
  if (wordCount(heard.folded.replace(ONLY_ASKS, ' ')) < 1) {
    say(chat, 'chat.cases.addWhat', { code: which.case._id });
    return { ...state, waiting: { for: 'add', code: which.case._id } };
  }
  return giveToCase(chat, state, which.case, heard);
}

/** "retirar el caso 12": asks once, then withdraws. */
export async function cancelCase(chat: Chat, state: ChatState, heard: Heard): Promise<ChatState> {
  const which = await whichCase(chat, state, heard, 'withdraw');
  return 'state' in which ? which.state : askToWithdraw(chat, state, which.case);
}

/** "reabrir el 12, sigue igual": with what is wrong, asked for where it was not said. */
export async function reopenCase(chat: Chat, state: ChatState, heard: Heard): Promise<ChatState> {
  const which = await whichCase(chat, state, heard, 'reopen');
  return 'state' in which ? which.state : askToReopen(chat, state, which.case, remarkIn(heard));
}
