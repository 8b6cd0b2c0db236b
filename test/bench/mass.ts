import { newFolder } from './contestants.ts';
import { start } from './programs.ts';
import { rounded } from './statistics.ts';

/** Graph's published limits for one application on one tenant; source: throttling limits of identity, size S. */
const LIMITS = { writesPerSecond: 3_000 / 150, unitsPerSecond: 3_500 / 10 };

interface Counts {
  readonly requests: number;
  readonly reads: number;
  readonly writes: number;
  readonly units: number;
  readonly mail: number;
}

interface Ended {
  readonly seconds: { readonly dryRun: number; readonly run: number };
  readonly memory: { readonly heap: number; readonly outside: number };
  readonly tally: { readonly done: number; readonly failed: number };
  readonly inFlight: number;
  readonly mostInFlight: number;
}

/** One mass deactivation of so many accounts with so many mail items each. */
export interface MassRunReport {
  readonly accounts: number;
  readonly items: number;
  readonly done: number;
  readonly accountsInFlight: number;
  readonly mostRequestsInFlight: number;
  readonly seconds: { readonly dryRun: number; readonly run: number };
  /** Seconds that Graph's published limits leave at least, for dry run and run together. */
  readonly boundSeconds: { readonly writes: number; readonly units: number };
  readonly perAccount: {
    readonly requestsDryRun: number;
    readonly requestsRun: number;
    readonly directoryWrites: number;
    readonly mailRequests: number;
    readonly units: number;
  };
  /** Most memory in use after the rubbish was taken out, MB. */
  readonly memoryMb: { readonly heap: number; readonly outside: number };
}

export interface MassReport {
  readonly runs: readonly MassRunReport[];
  /** Memory at ten times the accounts, and at ten times the mailbox, by that of the first run. */
  readonly memoryGrowth: { readonly accounts: number; readonly mailbox: number };
}

async function measured(work: string, accounts: number, items: number): Promise<MassRunReport> {
  const cloud = start('mass-cloud', [newFolder(work), String(accounts), String(items)]);
  try {
    const { port, userIds } = await cloud.next<{ port: number; userIds: readonly string[] }>();
    const counts = async () => {
      cloud.tell('');
      return cloud.next<Counts>();
    };
    const desk = start('mass-desk', [String(port)], ['--expose-gc']);
    await desk.next();
    await counts();
    desk.tell(JSON.stringify(userIds));
    await desk.next();
    const dry = await counts();
    desk.tell('');
    const ended = await desk.next<Ended>();
    const run = await counts();
    const each = (one: keyof Counts) => rounded((dry[one] + run[one]) / accounts, 1);
    return {
      accounts,
      items,
      done: ended.tally.done,
      accountsInFlight: ended.inFlight,
      mostRequestsInFlight: ended.mostInFlight,
      seconds: { dryRun: rounded(ended.seconds.dryRun, 1), run: rounded(ended.seconds.run, 1) },
      boundSeconds: {
        writes: rounded((dry.writes + run.writes) / LIMITS.writesPerSecond, 1),
        units: rounded((dry.units + run.units) / LIMITS.unitsPerSecond, 1),
      },
      perAccount: {
        requestsDryRun: rounded(dry.requests / accounts, 1),
        requestsRun: rounded(run.requests / accounts, 1),
        directoryWrites: each('writes'),
        mailRequests: each('mail'),
        units: each('units'),
      },
      memoryMb: { heap: rounded(ended.memory.heap, 1), outside: rounded(ended.memory.outside, 1) },
    };
  } finally {
    cloud.child.kill('SIGKILL');
  }
}

const used = ({ memoryMb }: MassRunReport) => memoryMb.heap + memoryMb.outside;

/** A mass deactivation at a size, at ten times the accounts, and at ten times the mail of each. */
export async function measureMass(work: string, size: { readonly accounts: number }): Promise<MassReport> {
  const small = await measured(work, size.accounts / 10, 20);
  const mailbox = await measured(work, size.accounts / 10, 200);
  const large = await measured(work, size.accounts, 20);
  const growth = (one: MassRunReport) => rounded(used(one) / used(small), 2);
  return {
    runs: [small, mailbox, large],
    memoryGrowth: { accounts: growth(large), mailbox: growth(mailbox) },
  };
}
