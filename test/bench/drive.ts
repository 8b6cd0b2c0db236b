import { performance } from 'node:perf_hooks';
import { BotClient } from './bot-client.ts';
import type { Channel } from './channel.ts';
import { Conversation } from './conversation.ts';
import { type Persona, REQUESTERS } from './personas.ts';
import { answerTo, endedWell, openingOf, wishNumber } from './request-script.ts';

/** What went through a bot in one stretch of time. */
export interface Driven {
  readonly turns: number;
  readonly turnsPerSecond: number;
  /** Requests that ended as they should: recorded, or cancelled. */
  readonly requests: number;
  /** Requests in which the bot did not ask or end as it should; any makes the measurement worthless. */
  readonly failures: readonly string[];
  /** Each turn's time in milliseconds. */
  readonly turnMs: readonly number[];
}

export interface DriveOptions {
  readonly conversations: number;
  readonly measureMs: number;
}

/** More turns than a request takes; who needs more talks in circles. */
const MOST_TURNS = 20;

/** Wishes differ over the whole run of the program, so that no two rounds ask for the same person. */
let wishes = 0;

interface Tally {
  readonly until: number;
  readonly turnMs: number[];
  readonly failures: string[];
  requests: number;
}

/**
 * Holds conversations with a bot, each sending its next message as soon as the last one's replies have arrived.
 * Counts turns that ended within the measured time.
 */
export async function drive(channel: Channel, url: string, options: DriveOptions): Promise<Driven> {
  const client = new BotClient(url, options.conversations);
  const until = performance.now() + options.measureMs;
  const tally: Tally = { until, turnMs: [], failures: [], requests: 0 };
  try {
    const talks = Array.from({ length: options.conversations }, (_, at) => {
      const who = REQUESTERS[at % REQUESTERS.length] as Persona;
      return talk(new Conversation(channel, client, who), tally);
    });
    await Promise.all(talks);
  } finally {
    client.close();
  }
  const { turnMs, failures, requests } = tally;
  const turnsPerSecond = turnMs.length / (options.measureMs / 1_000);
  return { turns: turnMs.length, turnsPerSecond, requests, failures, turnMs };
}

async function talk(conversation: Conversation, tally: Tally): Promise<void> {
  while (performance.now() < tally.until) {
    wishes += 1;
    const failure = await oneRequest(conversation, wishes, tally);
    if (failure !== undefined) {
      tally.failures.push(failure);
      return;
    }
  }
}

/** One request from the first sentence to its end; answers what went wrong. */
async function oneRequest(conversation: Conversation, n: number, tally: Tally): Promise<string | undefined> {
  const wish = wishNumber(n);
  let text = openingOf(wish);
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const began = performance.now();
    if (began > tally.until) return undefined;
    const heard = await conversation.says(text);
    const ended = performance.now();
    if (ended <= tally.until) tally.turnMs.push(ended - began);
    if (endedWell(text, heard, wish)) {
      tally.requests += 1;
      return undefined;
    }
    const next = answerTo(heard, wish);
    if (next === undefined) return `no answer in the script to: ${heard.map((one) => one.text).join(' | ')}`;
    text = next;
  }
  return `a request took more than ${MOST_TURNS} turns`;
}
