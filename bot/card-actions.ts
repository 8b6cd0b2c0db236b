import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { CardAction } from '../cards/actions.ts';
import type { CaseView } from '../cards/case-view.ts';
import { parseAction } from '../cards/parse-action.ts';
import { renderPosted } from '../cards/render-notice.ts';
import type { Case } from '../services/domain/case.ts';
import type { Refusal } from '../services/domain/command.ts';
import { NOTICES, type Notice } from '../services/domain/work.ts';
import { refusalText } from '../services/locale/refusal-text.ts';
import { translator } from '../services/locale/translate.ts';
import type { OfferedFile } from '../services/ports/file-desk.ts';
import type { Asker, Desk } from '../services/usecases/desk.ts';
import { type BulletinAction, isBulletinAction, pressBulletinCard } from './bulletin-press.ts';
import { answerOf, bodyOf, type CardAnswer, refusedAnswer } from './card-answer.ts';
import { caseViewOf, mainNotice } from './case-cards.ts';
import type { Envelope } from './channel-gate.ts';
import { type ChatDeps, faultText, runChatTurn } from './chat-turn.ts';
import { type CaseAction, commandOf, isCaseAction, justDone } from './command-of.ts';
import { answerLocale, type Incoming } from './incoming.ts';
import { faultFields } from './log.ts';
import type { Pace } from './outbox.ts';
import { cardMessage, textMessage } from './outgoing.ts';
import type { ReadFields } from './read-fields.ts';

/** What a reveal hands over, for the one card that shows it. */
export type Access = Omit<Extract<Awaited<ReturnType<Desk['reveal']>>, { ok: true }>, 'ok' | 'case'>;

export interface CardDeps extends ChatDeps {
  readonly readFields: ReadFields;
  /** The card with the secret; it leaves in the answer to the press alone. */
  readonly revealCard: (view: CaseView, access: Access) => IAdaptiveCard;
  readonly pace: Pace;
}

/** Answers a press at once; it may be called before what follows it is done. */
export type AnswerNow = (body: unknown) => void;

/** Teams gives up on an invoke after some seconds; the press is answered before. Milliseconds. */
const INVOKE_BUDGET_MS = 4_000;

const invoke = z.looseObject({ action: z.looseObject({ verb: z.unknown(), data: z.unknown() }) });

/** Handles a press that came as `adaptiveCard/action`. Other invokes are none of ours: nothing is answered. */
export async function onInvoke(
  deps: CardDeps,
  context: TurnContext,
  incoming: Incoming,
  activity: Envelope,
  answer: AnswerNow,
): Promise<void> {
  if (activity.name !== 'adaptiveCard/action') return;
  const t = translator(answerLocale(incoming.locale, undefined, deps.locale));
  const read = invoke.safeParse(activity.value);
  const action = read.success ? parseAction(read.data.action.verb, read.data.action.data) : undefined;
  const give = (outcome: CardAnswer) => answer(bodyOf(outcome));
  if (!action) return give({ text: t('bot.badAction') });
  if (!incoming.personal) return give({ text: t('bot.privateOnlyShort') });
  if (incoming.personId === '') return give({ text: t('bot.unknownPerson') });
  const working = { text: t('bot.working') };
  if (isBulletinAction(action)) {
    const pressed = bulletinPress(deps, incoming, action);
    await inTime(
      deps.pace,
      pressed.then((one) => one.answer),
      give,
      working,
    );
    return giveFile(deps, context, incoming, await pressed);
  }
  if (!isCaseAction(action)) return chatPress(deps, context, incoming, action, give, working);
  const late = { text: t(action.verb === 'reveal' ? 'bot.revealSlow' : 'bot.working') };
  await inTime(deps.pace, casePress(deps, incoming, action, pressedCard(activity)), give, late);
}

/** Handles a press that came as a message (a client without universal actions): the outcome is a message too. */
export async function onSubmit(
  deps: CardDeps,
  context: TurnContext,
  incoming: Incoming,
  value: unknown,
): Promise<void> {
  const t = translator(answerLocale(incoming.locale, undefined, deps.locale));
  const to = TurnContext.getConversationReference(context.activity);
  const give = async (answer: CardAnswer) => {
    const message = 'card' in answer ? cardMessage(answer.card, answer.summary) : textMessage(answer.text);
    await deps.outbox.reply({ to, activity: message });
  };
  const action = parseAction(undefined, value);
  if (!action) return give({ text: t('bot.badAction') });
  // A message stays in the chat, so nothing is revealed in one.
  if (action.verb === 'reveal') return give({ text: t('bot.revealByButton') });
  if (isBulletinAction(action)) {
    const pressed = await bulletinPress(deps, incoming, action);
    await give(pressed.answer);
    return giveFile(deps, context, incoming, pressed);
  }
  if (isCaseAction(action)) return give(await casePress(deps, incoming, action, undefined));
  const end = await runChatTurn(deps, context, incoming, { input: { type: 'action', action }, remarks: [] });
  if (end.end === 'refused') return give({ text: end.text });
  if (end.end === 'done' && end.card) return give({ card: end.card, summary: t('bot.done') });
}

/** Gives the outcome, or `late` once the budget is over; what runs on goes on, and its outcome is dropped. */
async function inTime(
  pace: Pace,
  work: Promise<CardAnswer>,
  give: (answer: CardAnswer) => void,
  late: CardAnswer,
): Promise<void> {
  const first = await Promise.race([work, pace.sleep(INVOKE_BUDGET_MS).then(() => late)]);
  give(first);
}

/** A press that belongs to the conversation: a turn of the chat, whose answer is the card that the dialog gives. */
async function chatPress(
  deps: CardDeps,
  context: TurnContext,
  incoming: Incoming,
  action: CardAction,
  give: (answer: CardAnswer) => void,
  working: CardAnswer,
): Promise<void> {
  const t = translator(answerLocale(incoming.locale, undefined, deps.locale));
  const saved = (card: IAdaptiveCard | undefined) =>
    give(card ? { card, summary: '' } : { text: t('bot.done') });
  const turn = runChatTurn(deps, context, incoming, {
    input: { type: 'action', action },
    remarks: [],
    saved,
  });
  // The late answer goes out first where the turn must wait; what the dialog says comes as messages anyway.
  await Promise.race([turn, deps.pace.sleep(INVOKE_BUDGET_MS).then(() => give(working))]);
  const end = await turn;
  if (end.end === 'duplicate') give({ text: t('bot.already') });
  if (end.end === 'refused') give({ text: end.text });
}

/** Activity id of the card that holds the button, where the channel says it. */
function pressedCard(activity: Envelope): string | undefined {
  return typeof activity.replyToId === 'string' ? activity.replyToId : undefined;
}

interface PressedBulletin {
  readonly answer: CardAnswer;
  readonly gives?: OfferedFile | undefined;
}

/** Puts the file that a press gives before whoever pressed. */
async function giveFile(
  deps: CardDeps,
  context: TurnContext,
  incoming: Incoming,
  { gives }: PressedBulletin,
): Promise<void> {
  if (!gives) return;
  const to = TurnContext.getConversationReference(context.activity);
  const locale = answerLocale(incoming.locale, undefined, deps.locale);
  await deps.outbox.reply({ to, activity: deps.fileMessage(gives, locale) });
}

/** Gives a bulletin's press to the desk; the card as it is then. Never throws. */
async function bulletinPress(
  deps: CardDeps,
  incoming: Incoming,
  action: BulletinAction,
): Promise<PressedBulletin> {
  const locale = answerLocale(incoming.locale, undefined, deps.locale);
  try {
    const asker = await deps.desk.whoIs(incoming.personId);
    if (!asker) return { answer: { text: translator(locale)('bot.unknownPerson') } };
    const { shown, problem, gives } = await pressBulletinCard(deps.desk, action, asker, locale);
    const answer = shown && answerOf(shown, locale);
    if (problem !== undefined) return { answer: refusedAnswer(problem, answer) };
    return { answer: answer ?? { text: translator(locale)('bot.done') }, gives };
  } catch (thrown) {
    deps.log.error({ act: action.press.act, ...faultFields(thrown) }, 'press_failed');
    return { answer: { text: faultText(thrown, locale) } };
  }
}

/** Gives the case what the press says and draws the pressed card as it is then. Never throws. */
async function casePress(
  deps: CardDeps,
  incoming: Incoming,
  action: CaseAction,
  pressed: string | undefined,
): Promise<CardAnswer> {
  const locale = answerLocale(incoming.locale, undefined, deps.locale);
  const t = translator(locale);
  try {
    const asker = await deps.desk.whoIs(incoming.personId);
    if (!asker) return { text: t('bot.unknownPerson') };
    const seen: Seen = { deps, asker, locale, pressed };
    if (action.verb === 'reveal') return await reveal(seen, action);
    const command = await commandOf(action, async (typed) =>
      deps.readFields(typed, await shownCase(seen, action), locale),
    );
    if ('ok' in command) return await refused(seen, action, command, await shownCase(seen, action));
    const outcome = await deps.desk.command(action.case, command, asker, action.stage);
    return outcome.ok ? await drawn(seen, outcome.case) : await refused(seen, action, outcome, outcome.case);
  } catch (thrown) {
    deps.log.error({ case: action.case, verb: action.verb, ...faultFields(thrown) }, 'press_failed');
    return { text: faultText(thrown, locale) };
  }
}

interface Seen {
  readonly deps: CardDeps;
  readonly asker: Asker;
  readonly locale: string;
  readonly pressed: string | undefined;
}

const shownCase = ({ deps, asker }: Seen, action: CaseAction) => deps.desk.findCase(action.case, asker);

const isNotice = (value: string | undefined): value is Notice => NOTICES.some((one) => one === value);

function noticeOf({ pressed, asker }: Seen, about: Case): Notice {
  const post = pressed === undefined ? undefined : about.posts.find((one) => one.activityId === pressed);
  return isNotice(post?.notice) ? post.notice : mainNotice(about, asker.actor);
}

async function drawn(seen: Seen, about: Case): Promise<CardAnswer> {
  const notice = noticeOf(seen, about);
  const view = await caseViewOf(seen.deps.desk, notice, about, seen.asker.actor, seen.locale);
  return answerOf(renderPosted(notice, view), seen.locale);
}

/** A refusal: the card as it stands with the reason on top, or the reason alone where there is no card to show. */
async function refused(
  seen: Seen,
  action: CaseAction,
  refusal: Refusal,
  about: Case | undefined,
): Promise<CardAnswer> {
  const { deps, asker, locale } = seen;
  if (
    about &&
    refusal.code === 'stale' &&
    justDone(about, action.verb, asker.actor.person.id, deps.desk.now())
  ) {
    return drawn(seen, about);
  }
  const text = refusalText(refusal, translator(locale), about);
  return refusedAnswer(text, about ? await drawn(seen, about) : undefined);
}

/** The one press that waits for the directory. Its answer is the only place where the secret ever is. */
async function reveal(seen: Seen, action: CaseAction): Promise<CardAnswer> {
  const outcome = await seen.deps.desk.reveal(action.case, seen.asker, action.stage);
  if (!outcome.ok) return refused(seen, action, outcome, outcome.case);
  const { ok: _ok, case: about, ...access } = outcome;
  const view = await caseViewOf(seen.deps.desk, 'delivery', about, seen.asker.actor, seen.locale);
  return { card: seen.deps.revealCard(view, access), summary: '' };
}
