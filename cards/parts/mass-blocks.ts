import { formatDate, todayIn } from '../../services/domain/calendar.ts';
import {
  type Brake,
  currentRun,
  EXCLUSIONS,
  excludedIn,
  isRead,
  type Mass,
  type MassRun,
  overIn,
  phaseOf,
} from '../../services/domain/mass.ts';
import type { CaseView } from '../case-view.ts';
import type { Element } from './card.ts';
import { type Fact, factRows } from './facts.ts';
import { heading, line, paragraph, run, typedRuns } from './text.ts';
import { oneLine, type Words } from './words.ts';

const MINUTE = 60_000;
/** Departments that the card names. */
const DEPARTMENTS = 5;

/** A row "12 · ya están inactivas", read as one sentence. */
function countRow(count: number, text: string): Element {
  return line([run(`${count}`, { weight: 'Bolder' }), run(` · ${text}`)], { spacing: 'Small' });
}

/** "unos 14 minutos": a time to go, no finer than it can be known. */
export function timeToGo(ms: number, { t }: Words): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE));
  return minutes < 90
    ? t('mass.minutes', { count: minutes })
    : t('mass.hours', { count: Math.round(minutes / 60) });
}

/** What the dry run found: who is affected, and every reason for which others are not. */
export function dryRun(mass: Mass, { t }: Words): Element[] {
  const { reading, rows } = mass;
  if (reading.finishedAt === undefined)
    return [heading(t('mass.heading.reading')), paragraph(t('mass.read', { next: reading.next, rows }))];
  const left = excludedIn(reading);
  const affected =
    reading.affected === 0 ? t('mass.nobody') : t('mass.affected', { count: reading.affected });
  const reasons = EXCLUSIONS.flatMap((one) => {
    const count = reading.excluded[one] ?? 0;
    return count > 0 ? [countRow(count, t(`mass.exclusion.${one}`, { count }))] : [];
  });
  /* Once it runs, what would happen is no news; who was left out still is. */
  if (currentRun(mass)) return left > 0 ? [heading(t('mass.heading.leftOut')), ...reasons] : [];
  return [
    heading(t('mass.heading.dryRun')),
    paragraph(affected),
    paragraph(left > 0 ? t('mass.left', { count: left }) : t('mass.noneLeft'), { spacing: 'Small' }),
    ...reasons,
  ];
}

/** Where the affected accounts are, while it is being decided. */
export function departments({ reading }: Mass, { t }: Words): Element[] {
  if (reading.departments.length < 2) return [];
  const rows = reading.departments
    .slice(0, DEPARTMENTS)
    .map(({ name, count }) => countRow(count, oneLine(name) || t('mass.noDepartment')));
  return [heading(t('mass.heading.departments')), ...rows];
}

/** The part that the desk lead narrowed the list to. */
export function narrowing({ narrow }: Mass, { t }: Words): Element[] {
  if (!narrow) return [];
  const type = narrow.holderType ? t(`case.holderType.${narrow.holderType}`) : '';
  const what = [oneLine(narrow.department ?? ''), type].filter((one) => one !== '').join(', ');
  return [paragraph(t('mass.narrowed', { what }), { spacing: 'Small' })];
}

function brakeNext({ released }: Brake, view: CaseView, { t }: Words): string {
  if (released)
    return t('mass.brakeReleased', { by: oneLine(released.by.name), note: oneLine(released.note, 300) });
  return t(view.procedure.mass.onBrake === 'narrow' ? 'mass.brakeNarrow' : 'mass.brakeSecondLook');
}

/** More than expected: what the limit is, and who can let it go on. */
export function brake(view: CaseView, { brake: held }: Mass, words: Words): Element[] {
  if (!held) return [];
  const { t } = words;
  const look = held.released ? {} : ({ color: 'Attention', weight: 'Bolder' } as const);
  return [
    paragraph(t('mass.brake', { limit: held.limit, count: held.affected }), look),
    paragraph(brakeNext(held, view, words), { spacing: 'Small' }),
  ];
}

function counts(going: MassRun, phase: 'run' | 'back', words: Words): Fact[] {
  const { t } = words;
  const { tally, total } = going;
  const left = Math.max(0, total - overIn(tally) - tally.running);
  const shown = (label: string, value: number, always = false): Fact => ({
    label: t(`mass.counts.${label}`),
    value: value > 0 || always ? String(value) : '',
  });
  const over = going.finishedAt !== undefined || going.stopped !== undefined;
  const time = over || going.paused || tally.leftMs === undefined ? '' : timeToGo(tally.leftMs, words);
  return [
    shown(phase === 'back' ? 'returned' : 'done', tally.done, true),
    shown('failed', tally.failed, true),
    shown('excluded', tally.excluded),
    shown('running', tally.running),
    shown('left', left, !over),
    { label: t('mass.counts.time'), value: time },
  ];
}

function failures({ tally }: MassRun, { t }: Words): Element[] {
  const named = tally.failures ?? [];
  if (tally.failed === 0 || named.length === 0) return [];
  const more = tally.failed - named.length;
  return [
    heading(t('mass.heading.failures')),
    ...named.map(({ code, name, step }) =>
      line(
        [
          run(`${code} · `, { weight: 'Bolder' }),
          run(`${oneLine(name)}: ${t(`step.name.${step || 'check_target'}`)}`),
        ],
        {
          spacing: 'Small',
        },
      ),
    ),
    ...(more > 0 ? [paragraph(t('mass.failuresMore', { count: more }), { spacing: 'Small' })] : []),
    paragraph(t('mass.failuresNext'), { size: 'Small' }),
  ];
}

/** How far the run or the return is: counts, time to go, who paused or stopped it, what failed. */
export function progressBlock(mass: Mass, words: Words): Element[] {
  const { t } = words;
  const going = currentRun(mass);
  if (!going || !isRead(mass)) return [];
  const phase = phaseOf(mass);
  const held = going.stopped ? 'stopped' : 'paused';
  const by = going.stopped ?? going.paused;
  return [
    heading(t(phase === 'back' ? 'mass.heading.back' : 'mass.heading.progress')),
    ...factRows(counts(going, phase, words), t),
    ...(by ? [paragraph(t(`mass.${held}`, { by: oneLine(by.by.name) }))] : []),
    ...failures(going, words),
  ];
}

/** What is asked, where a return as a whole waits for the other of the two. */
export function returnAsked(mass: Mass, { t }: Words): Element[] {
  const { back, run: going } = mass;
  if (!back || back.approvedBy) return [];
  const count = going?.tally.done ?? 0;
  return [
    heading(t('mass.heading.backAsked')),
    line(typedRuns(back.remark, t)),
    paragraph(
      t('mass.back.asked', { by: oneLine(back.askedBy.name), count, remark: '' }).replace(/: *$/, '.'),
      {
        spacing: 'Small',
      },
    ),
    paragraph(t('mass.back.needsOther'), { spacing: 'Small' }),
  ];
}

/** Until when it can be returned, while it can. */
export function returnable(view: CaseView, { run: going, back }: Mass, { t, lang }: Words): Element[] {
  if (!going?.finishedAt || back || going.tally.done === 0) return [];
  const until = new Date(Date.parse(going.finishedAt) + view.procedure.mass.returnDays * 86_400_000);
  if (until.toISOString() < view.now) return [];
  const date = formatDate(todayIn(view.procedure.timeZone, until.toISOString()), lang);
  return [paragraph(t('mass.back.until', { date }), { size: 'Small' })];
}
