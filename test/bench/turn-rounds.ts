import { startBot } from './bot-process.ts';
import type { Channel } from './channel.ts';
import type { Contestant } from './contestants.ts';
import { type Driven, type DriveOptions, drive } from './drive.ts';
import { median, quantile, rounded, type Spread, spreadOf } from './statistics.ts';

/** One bot's share of the comparison. */
export interface TurnsReport {
  readonly turnsPerSecond: Spread;
  /** Requests ended per second, recorded or cancelled; the bots need different numbers of turns for one. */
  readonly requestsPerSecond: Spread;
  /** One turn's time in milliseconds, under this load, over all rounds. */
  readonly turnMs: { readonly p50: number; readonly p99: number };
  /** Processor time of the bot's process per turn, in milliseconds; null where the system does not tell. */
  readonly cpuMsPerTurn: number | null;
  /**
   * Calls of the connector per turn, and how many of them edit a card that stands: the desk draws a chat's cards
   * again at most once a second, the waterfall edits nothing.
   */
  readonly callsPerTurn: number;
  readonly editsPerTurn: number;
  /** Turns per second of each round by the baseline's of the same round: their middle one. 1 for the baseline. */
  readonly byBaseline: number;
  readonly failures: readonly string[];
}

export interface RoundOptions extends DriveOptions {
  /**
   * So many turns go through a bot before they count, so that its code is compiled and its connections stand: a
   * number of turns and no time, since a slower bot would begin colder.
   */
  readonly warmUpTurns: number;
}

interface Round {
  readonly driven: Driven;
  readonly cpuMsPerTurn: number;
  readonly callsPerTurn: number;
  readonly editsPerTurn: number;
}

/**
 * Drives the bots in turn, round after round, each start of a process of its own and alone on the machine; every
 * round begins with another one. Answers a report per name.
 */
export async function compareTurns(
  channel: Channel,
  bots: readonly Contestant[],
  options: RoundOptions & { readonly rounds: number },
): Promise<Record<string, TurnsReport>> {
  const rounds = new Map<string, Round[]>(bots.map((bot) => [bot.name, []]));
  for (let n = 0; n < options.rounds; n += 1) {
    for (const [at] of bots.entries()) {
      const bot = bots[(at + n) % bots.length] as Contestant;
      rounds.get(bot.name)?.push(await oneRound(channel, bot, options));
    }
  }
  const baseline = rounds.get(bots[0]?.name ?? '') ?? [];
  return Object.fromEntries(
    [...rounds].map(([name, own]) => [name, reportOf(own, baseline, options.measureMs)]),
  );
}

async function oneRound(channel: Channel, bot: Contestant, options: RoundOptions): Promise<Round> {
  const process = await startBot(bot.program());
  try {
    const cold = await warmUp(channel, process.url, options);
    const [cpuMs, calls, edits] = [process.cpuMs(), channel.calls, channel.edits];
    const driven = await drive(channel, process.url, options);
    return {
      driven: { ...driven, failures: [...cold, ...driven.failures] },
      cpuMsPerTurn: (process.cpuMs() - cpuMs) / driven.turns,
      callsPerTurn: (channel.calls - calls) / driven.turns,
      editsPerTurn: (channel.edits - edits) / driven.turns,
    };
  } finally {
    await process.kill();
  }
}

const SLICE_MS = 500;
/** A bot that is slower than this is measured as warm as it is. */
const MOST_SLICES = 40;

async function warmUp(channel: Channel, url: string, options: RoundOptions): Promise<readonly string[]> {
  const failures: string[] = [];
  let turns = 0;
  for (let slice = 0; turns < options.warmUpTurns && slice < MOST_SLICES; slice += 1) {
    const driven = await drive(channel, url, { ...options, measureMs: SLICE_MS });
    turns += driven.turns;
    failures.push(...driven.failures);
    if (driven.failures.length > 0) break;
  }
  return failures;
}

function reportOf(own: readonly Round[], baseline: readonly Round[], measureMs: number): TurnsReport {
  const perSecond = own.map(({ driven }) => driven.turnsPerSecond);
  const times = own.flatMap(({ driven }) => driven.turnMs);
  const cpu = median(own.map((one) => one.cpuMsPerTurn));
  const ratios = perSecond.map((value, at) => value / (baseline[at]?.driven.turnsPerSecond ?? Number.NaN));
  return {
    turnsPerSecond: spreadOf(perSecond),
    requestsPerSecond: spreadOf(own.map(({ driven }) => driven.requests / (measureMs / 1_000))),
    turnMs: { p50: rounded(quantile(times, 0.5)), p99: rounded(quantile(times, 0.99)) },
    cpuMsPerTurn: Number.isNaN(cpu) ? null : rounded(cpu),
    callsPerTurn: rounded(median(own.map((one) => one.callsPerTurn))),
    editsPerTurn: rounded(median(own.map((one) => one.editsPerTurn))),
    byBaseline: rounded(median(ratios)),
    failures: own.flatMap(({ driven }) => driven.failures).slice(0, 5),
  };
}
