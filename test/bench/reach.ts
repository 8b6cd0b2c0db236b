import type { RecogniserCosts } from '../../dialogs/recognition/training/probe-process.ts';
import type { IndicatorsReport } from './indicators.ts';
import type { InvokeReport } from './invokes.ts';
import type { ListsReport } from './list-growth.ts';
import { LISTS } from './list-queries.ts';
import type { MailboxReport } from './mailbox.ts';
import type { MassReport } from './mass.ts';
import type { MemoryReport, StartUpReport } from './process-life.ts';
import type { SweepReport } from './sweep.ts';
import type { TurnsReport } from './turn-rounds.ts';

/** What was measured; a part that was not asked for is absent. */
export interface Measured {
  readonly turns?: Readonly<Record<string, TurnsReport>>;
  readonly invokes?: InvokeReport;
  readonly startUp?: StartUpReport;
  readonly memory?: MemoryReport;
  readonly lists?: { readonly sqlite: ListsReport };
  readonly mass?: MassReport;
  readonly mailbox?: MailboxReport;
  readonly indicators?: IndicatorsReport;
  readonly indicatorsOnMongo?: IndicatorsReport;
  readonly recogniser?: RecogniserCosts;
  readonly sweep?: SweepReport;
  readonly sweepOnMongo?: SweepReport;
}

/** One promise of the desk, and what was measured of it. */
export interface Reach {
  readonly promise: string;
  readonly measured: number | null;
  readonly reached: boolean;
}

const FAST_START_MS = 2_000;
const IDLE_MB = 200;
const LIST_GROWTH = 1.5;
const YEAR_MS = 1_500;
const RECOGNISER = { medianMs: 2, p99Ms: 10, loadMs: 200, modelMegabytes: 5, memoryMegabytes: 50 } as const;
const MASS_GROWTH = 1.25;
const MAILBOX_GROWTH = 1.25;

/** What the desk has to reach, in the order of the issue; a measurement that did not hold counts as not reached. */
export function reachOf({
  turns,
  startUp,
  memory,
  lists,
  mass,
  mailbox,
  indicators,
  indicatorsOnMongo,
  recogniser,
}: Measured): readonly Reach[] {
  const compared = Object.entries(turns ?? {}).filter(([name]) => name !== 'waterfall');
  const clean = (turns?.waterfall?.failures.length ?? 0) === 0;
  const growth = Object.keys(LISTS).map((name) => lists?.sqlite.growth[name] ?? Number.NaN);
  return [
    ...compared.map(([name, report]) => ({
      promise: `turns per second on ${name}, by the waterfall's: at least 1`,
      measured: report.byBaseline,
      reached: clean && report.failures.length === 0 && report.byBaseline >= 1,
    })),
    ...(startUp ? [below('first start until ready, ms', FAST_START_MS, startUp.firstStartMs.median)] : []),
    ...(memory ? [below('memory idle, MB', IDLE_MB, memory.idleMb)] : []),
    ...(lists
      ? [below('slowest growing list, 20 times the cases', LIST_GROWTH, Math.max(...growth), true)]
      : []),
    ...(mass
      ? [
          below(
            'mass deactivation: memory at 10 times the accounts',
            MASS_GROWTH,
            mass.memoryGrowth.accounts,
            true,
          ),
          below(
            'mass deactivation: memory at 10 times the mailbox',
            MASS_GROWTH,
            mass.memoryGrowth.mailbox,
            true,
          ),
        ]
      : []),
    ...(mailbox
      ? [
          below(
            'backup, proof and return of a mailbox: memory at 10 times the items',
            MAILBOX_GROWTH,
            Math.max(...Object.values(mailbox.memoryGrowth)),
            true,
          ),
        ]
      : []),
    ...(indicators ? [year('SQLite', indicators)] : []),
    ...(indicatorsOnMongo ? [year('MongoDB', indicatorsOnMongo)] : []),
    ...(recogniser ? costsOf(recogniser) : []),
  ];
}

const year = (store: 'SQLite' | 'MongoDB', { cases, year: { medianMs, cpuMs } }: IndicatorsReport): Reach =>
  store === 'SQLite'
    ? below(`indicators of a year of ${cases} cases on SQLite, ms of work`, YEAR_MS, cpuMs, true)
    : below(`indicators of a year of ${cases} cases on MongoDB, ms`, YEAR_MS, medianMs, true);

const costsOf = (measured: RecogniserCosts): readonly Reach[] =>
  (Object.keys(RECOGNISER) as (keyof typeof RECOGNISER)[]).map((name) =>
    below(`recogniser ${name}`, RECOGNISER[name], measured[name]),
  );

function below(promise: string, limit: number, measured: number | null, inclusive = false): Reach {
  const reached = measured !== null && (inclusive ? measured <= limit : measured < limit);
  return { promise: `${promise}: ${inclusive ? 'at most' : 'under'} ${limit}`, measured, reached };
}
