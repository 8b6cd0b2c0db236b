import { z } from 'zod';
import type { ImportSession } from '../../ports/mailbox.ts';
import type { Deps } from '../deps.ts';
import { type ItemLine, sha256 } from './mailbox-export.ts';
import type { Target } from './return-folders.ts';

export interface ReturnPlace {
  /** Name of the backup that is returned. */
  readonly backup: string;
  /** The mailbox that it goes into. */
  readonly mailboxId: string;
  /** Code of the case that returns it. */
  readonly returnedBy: string;
}

export interface ReturnDeps {
  readonly deps: Deps;
  readonly place: ReturnPlace;
  readonly session: ImportSession;
}

/** Lines of the manifest from `start` on, each with where it goes. */
export interface Window {
  readonly start: number;
  readonly lines: readonly ItemLine[];
  readonly targets: readonly Target[];
  /** An earlier try may have been cut off in it. */
  readonly resumed: boolean;
}

/** What became of an item: its new id ('' where only the count shows that it is there), or why it is not there. */
const noted = z.union([
  z.object({ item: z.string(), id: z.string() }),
  z.object({ item: z.string(), error: z.string() }),
]);
type Noted = z.infer<typeof noted>;

/** Folders that are filled at the same time: Exchange takes four calls at once for a mailbox. */
const LANES = 4;
/** Of items larger than this only one is held in memory at a time. */
const LARGE_BYTES = 4 * 1024 * 1024;

const nameOf = ({ returnedBy }: ReturnPlace, start: number) =>
  `return ${returnedBy} from ${String(start).padStart(8, '0')}`;

/**
 * Imports a window of items and notes what became of each. Items of one folder go in one after another, in the order
 * of the window; so, where a try was cut off, the folder's count tells exactly how many of those not noted yet are
 * there: the first ones. Nothing else puts items into these folders. Throws what stopped it once the rest is noted.
 */
export async function importWindow(
  { deps, place, session }: ReturnDeps,
  window: Window,
): Promise<{ imported: number; failed: number }> {
  const name = nameOf(place, window.start);
  const before = (await deps.backups.getNote(place.backup, name)) ?? '';
  const known = before === '' ? [] : before.split('\n').map((line) => noted.parse(JSON.parse(line)));
  const notes = new Map(known.map((one) => [one.item, one]));
  let saving = Promise.resolve();
  const save = () => {
    saving = saving.then(() =>
      deps.backups.putNote(
        place.backup,
        name,
        [...notes.values()].map((one) => JSON.stringify(one)).join('\n'),
      ),
    );
    return saving;
  };
  if (window.resumed) await adoptLanded(deps, place, window, notes);
  const lanes = lanesOf(window).map((lane) => async () => {
    for (const { line, target } of lane) {
      if (notes.has(line.item)) continue;
      const note = await importOne({ deps, place, session }, line, target);
      notes.set(line.item, note);
      // A refusal leaves no trace in the folder's count: it must be known before the next item goes in.
      if ('error' in note) await save();
    }
  });
  const large = window.lines.some((line) => line.bytes > LARGE_BYTES);
  const faults = await atMost(large ? 1 : LANES, lanes);
  await save();
  if (faults.length > 0) throw faults[0];
  const all = window.lines.map((line) => notes.get(line.item));
  const counts = new Map<Target, number>();
  window.targets.forEach((target, n) => {
    const note = all[n];
    if (note && 'id' in note) counts.set(target, (counts.get(target) ?? 0) + 1);
  });
  for (const [target, count] of counts) target.count += count;
  const imported = all.filter((one) => one && 'id' in one).length;
  return { imported, failed: all.length - imported };
}

interface Lined {
  readonly line: ItemLine;
  readonly target: Target;
}

/** The window by folder, in its order. */
function lanesOf({ lines, targets }: Window): readonly (readonly Lined[])[] {
  const lanes = new Map<Target, Lined[]>();
  lines.forEach((line, n) => {
    const target = targets[n];
    if (target) lanes.set(target, [...(lanes.get(target) ?? []), { line, target }]);
  });
  return [...lanes.values()];
}

/** Notes the items that an earlier try put in without living to note it: by the folder's count, the first ones. */
async function adoptLanded(
  deps: Deps,
  { mailboxId }: ReturnPlace,
  window: Window,
  notes: Map<string, Noted>,
): Promise<void> {
  for (const lane of lanesOf(window)) {
    const target = lane[0]?.target;
    if (!target) continue;
    const there = (await deps.mailbox.folder(mailboxId, target.id))?.itemCount ?? 0;
    const told = lane.filter(({ line }) => 'id' in (notes.get(line.item) ?? {})).length;
    const landed = there - target.count - told;
    // People who took mail out of it meanwhile leave less; that is the count from here on.
    if (landed < 0) target.count += landed;
    for (const { line } of lane.filter((one) => !notes.has(one.line.item)).slice(0, Math.max(0, landed)))
      notes.set(line.item, { item: line.item, id: '' });
  }
}

async function importOne(
  { deps, place, session }: ReturnDeps,
  line: ItemLine,
  target: Target,
): Promise<Noted> {
  const data = await deps.backups.getItem(place.backup, line.item);
  if (!data || data.length !== line.bytes || sha256(data) !== line.sha256)
    return { item: line.item, error: 'damaged' };
  const answer = await session.put(target.id, data);
  return { item: line.item, ...answer };
}

/** Runs the lanes, so many at a time; those that threw are told, the others go on to their end. */
async function atMost(width: number, lanes: readonly (() => Promise<void>)[]): Promise<readonly unknown[]> {
  const waiting = [...lanes];
  const faults: unknown[] = [];
  const worker = async () => {
    for (let lane = waiting.shift(); lane && faults.length === 0; lane = waiting.shift()) {
      await lane().catch((thrown: unknown) => faults.push(thrown));
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return faults;
}
