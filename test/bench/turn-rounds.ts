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
  /** Turns per second of each round by the baseline's of the same round: their middle one. 1 for the baseline. */
  readonly byBaseline: number;
  readonly failures: readonly string[];
}

export interface RoundOptions extends DriveOptions {
  /** Driven before it counts, so that both bots' code is compiled and their connections stand. */
  readonly warmUpMs: number;
}

interface Round {
  readonly driven: Driven;
  readonly cpuMsPerTurn: number;
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
    const warmUp = await drive(channel, process.url, { ...options, measureMs: options.warmUpMs });
    const before = process.cpuMs();
    const driven = await drive(channel, process.url, options);
    const cpuMsPerTurn = (process.cpuMs() - before) / driven.turns;
    return { driven: { ...driven, failures: [...warmUp.failures, ...driven.failures] }, cpuMsPerTurn };
  } finally {
    await process.kill();
  }
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
    byBaseline: rounded(median(ratios)),
    failures: own.flatMap(({ driven }) => driven.failures).slice(0, 5),
  };
}
