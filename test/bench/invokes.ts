import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { buttonsOf } from '../support/fake-connector.ts';
import { BotClient } from './bot-client.ts';
import type { BotProcess } from './bot-process.ts';
import type { Channel } from './channel.ts';
import { Conversation } from './conversation.ts';
import { CAMILA, HERNAN, SOFIA, TOMAS } from './personas.ts';
import { answerTo, codeIn, openingOf, wishNumber } from './request-script.ts';
import { quantile, rounded } from './statistics.ts';

/** Milliseconds from the press until its answer is read. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly presses: number;
}

export interface InvokeReport {
  /** A specialist's button that moves a case: read, decided, written with its history, drawn again. */
  readonly verb: Latency;
  /** A button of a card that shows an older stage: refused, with the card as it is now. */
  readonly stale: Latency;
  /** The one button that waits for the directory: it mints a first access. */
  readonly reveal: Latency;
}

interface Pressed {
  readonly ms: number;
  /** The card's buttons, where the answer is a card. */
  readonly buttons: ReturnType<typeof buttonsOf>;
}

/** A case is ready for its next button within this. Milliseconds. */
const PATIENCE_MS = 60_000;
const POLL_MS = 100;
const TAKES = 10;
const REVEALS = 5;

/** Opens cases through the chat and takes them to the delivery, measuring the presses on the way, one at a time. */
export async function measureInvokes(
  channel: Channel,
  bot: BotProcess,
  cases: number,
): Promise<InvokeReport> {
  const client = new BotClient(bot.url, 4);
  try {
    const [camila, hernan, sofia, tomas] = [CAMILA, HERNAN, SOFIA, TOMAS].map(
      (who) => new Conversation(channel, client, who),
    ) as [Conversation, Conversation, Conversation, Conversation];
    const codes: string[] = [];
    for (let n = 0; n < cases; n += 1) codes.push(await openCase(camila, n * 2));
    const taken: number[] = [];
    const stale: number[] = [];
    const revealed: number[] = [];
    for (const code of codes) await decide(code, [sofia, tomas], taken, stale);
    for (const code of codes) await reveal(code, hernan, revealed);
    return { verb: latencyOf(taken), stale: latencyOf(stale), reveal: latencyOf(revealed) };
  } finally {
    client.close();
  }
}

function latencyOf(ms: readonly number[]): Latency {
  return { p50: rounded(quantile(ms, 0.5)), p99: rounded(quantile(ms, 0.99)), presses: ms.length };
}

async function openCase(requester: Conversation, wishAt: number): Promise<string> {
  const wish = wishNumber(wishAt);
  let text: string | undefined = openingOf(wish);
  for (let turn = 0; text !== undefined && turn < 20; turn += 1) {
    // A card of an earlier request may be drawn again meanwhile.
    const heard = (await requester.says(text)).filter((one) => !one.edit);
    const code = codeIn(heard);
    if (turn > 0 && code !== undefined) return code;
    text = answerTo(heard, wish);
  }
  throw new Error('the request did not become a case');
}

async function press(
  who: Conversation,
  verb: string,
  data: Readonly<Record<string, unknown>>,
): Promise<Pressed> {
  const started = performance.now();
  const answer = await who.presses(verb, data);
  const ms = performance.now() - started;
  const body = answer.status === 200 ? (JSON.parse(answer.text) as { value?: unknown }) : undefined;
  if (body === undefined) throw new Error(`the bot answered ${answer.status} to ${verb}`);
  return { ms, buttons: buttonsOf(body.value) };
}

/** Presses with a stage that no case has, until the card that comes back has the button; answers its data. */
async function whenOffered(
  who: Conversation,
  verb: string,
  code: string,
): Promise<Readonly<Record<string, unknown>>> {
  const giveUp = performance.now() + PATIENCE_MS;
  for (;;) {
    const { buttons } = await press(who, verb, { case: code, stage: 0 });
    const found = buttons.find((button) => button.verb === verb && button.data.case === code);
    if (found) return found.data;
    if (performance.now() > giveUp) throw new Error(`${verb} was not offered on ${code}`);
    await pause(POLL_MS);
  }
}

/** Two specialists take the case from each other, then one approves it. */
async function decide(
  code: string,
  [sofia, tomas]: readonly [Conversation, Conversation],
  taken: number[],
  stale: number[],
): Promise<void> {
  const approval = await whenOffered(sofia, 'approve', code);
  for (let n = 0; n < TAKES; n += 1) {
    const { ms, buttons } = await press(n % 2 === 0 ? tomas : sofia, 'take', {
      case: code,
      stage: approval.stage,
    });
    if (!buttons.some((button) => button.verb === 'approve')) throw new Error(`take failed on ${code}`);
    taken.push(ms);
    stale.push((await press(sofia, 'take', { case: code, stage: 0 })).ms);
  }
  taken.push((await press(sofia, 'approve', { ...approval, holderType: 'contractor' })).ms);
}

async function reveal(code: string, recipient: Conversation, revealed: number[]): Promise<void> {
  const data = await whenOffered(recipient, 'reveal', code);
  for (let n = 0; n < REVEALS; n += 1) {
    const { ms, buttons } = await press(recipient, 'reveal', data);
    if (!buttons.some((button) => button.verb === 'acknowledge')) throw new Error(`reveal failed on ${code}`);
    revealed.push(ms);
  }
}
