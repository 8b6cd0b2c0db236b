import { formatInstant } from '../../domain/calendar.ts';
import type { Case } from '../../domain/case.ts';
import type { ListRow, Mass } from '../../domain/mass.ts';
import { currentStep } from '../../domain/plan.ts';
import type { CellValue, WrittenColumn, WrittenTable } from '../../domain/table.ts';
import { languageOf, type Translate, translator } from '../../locale/translate.ts';
import type { Deps } from '../deps.ts';
import { childDraft } from './open-child.ts';

const PAGE = 100;

type Columns = readonly (readonly [string, WrittenColumn['type'], number])[];

const LIST: Columns = [
  ['line', 'number', 8],
  ['address', 'text', 34],
  ['name', 'text', 30],
  ['department', 'text', 26],
  ['contractEnd', 'date', 14],
  ['verdict', 'text', 40],
];
const RUN: Columns = [
  ['case', 'text', 18],
  ['outcome', 'text', 34],
  ['endedAt', 'text', 22],
  ['items', 'number', 12],
  ['sha256', 'text', 66],
];
const BACK: Columns = [
  ['backCase', 'text', 18],
  ['backOutcome', 'text', 34],
  ['backAt', 'text', 22],
  ['unrestored', 'text', 50],
];

interface Writing {
  readonly deps: Pick<Deps, 'lists' | 'cases' | 'procedure'>;
  readonly value: Case;
  readonly mass: Mass;
  readonly t: Translate;
  readonly locale: string;
}

/**
 * A mass deactivation as a table, a line for each line of the list: who, and why not; once it runs, the case of each
 * account with its outcome, time and the hash of its backup; once it is returned, what came back and what did not.
 * Read page by page: memory does not grow with the list.
 */
export function massTable(deps: Writing['deps'], value: Case, locale: string): WrittenTable | undefined {
  const { mass } = value;
  if (!mass) return undefined;
  const t = translator(locale);
  const columns = [...LIST, ...(mass.run ? RUN : []), ...(mass.back?.run ? BACK : [])];
  return {
    title: value._id,
    columns: columns.map(([name, type, width]) => ({ heading: t(`mass.column.${name}`), type, width })),
    rows: rowsOf({ deps, value, mass, t, locale }),
  };
}

async function* rowsOf(writing: Writing): AsyncIterable<readonly CellValue[]> {
  const { deps, mass } = writing;
  for (let from = 1; ; ) {
    const rows = await deps.lists.rows(mass.list, from, PAGE);
    for (const row of rows) yield await lineOf(writing, row);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    from = last.n + 1;
  }
}

async function lineOf(writing: Writing, row: ListRow): Promise<readonly CellValue[]> {
  const { t, mass } = writing;
  const { given, target, verdict } = row;
  const said =
    verdict === 'affected' || !verdict ? `mass.verdict.${verdict ?? 'unread'}` : `mass.why.${verdict}`;
  const busy = row.busyWith ? ` (${row.busyWith})` : '';
  const about: readonly CellValue[] = [
    row.line ?? row.n,
    target?.userPrincipalName ?? given.address ?? given.contractNumber ?? '',
    target?.name ?? given.name ?? '',
    target?.department ?? '',
    target?.contractEnd ?? given.endDate ?? null,
    `${t(said)}${busy}`,
  ];
  const none = verdict !== 'affected';
  return [
    ...about,
    ...(mass.run ? await runCells(writing, none ? undefined : target?.id) : []),
    ...(mass.back?.run ? await backCells(writing, none ? undefined : target?.id) : []),
  ];
}

async function childOf({ deps, value }: Writing, kind: 'deactivate' | 'activate', id: string | undefined) {
  return id === undefined ? undefined : deps.cases.byDraft(childDraft(value, id, kind));
}

async function runCells(writing: Writing, id: string | undefined): Promise<readonly CellValue[]> {
  if (id === undefined) return ['', '', '', null, ''];
  const child = await childOf(writing, 'deactivate', id);
  const backup = child?.backup?.verifiedAt ? child.backup : undefined;
  return [
    child?._id ?? '',
    outcomeOf(writing, child),
    endOf(writing, child),
    backup?.items ?? null,
    backup?.sha256 ?? '',
  ];
}

async function backCells(writing: Writing, id: string | undefined): Promise<readonly CellValue[]> {
  const child = await childOf(writing, 'activate', id);
  if (!child) return ['', '', '', ''];
  const { t } = writing;
  const lost = (child.unrestored ?? []).map(
    ({ what, name, why }) =>
      `${t(`card.unrestored.what.${what}`, { name })}: ${t(`card.unrestored.why.${why}`)}`,
  );
  return [child._id, outcomeOf(writing, child), endOf(writing, child), lost.join(' ')];
}

function outcomeOf({ t, mass }: Writing, child: Case | undefined): string {
  if (!child) return t(mass.run?.finishedAt ? 'mass.outcome.not_begun' : 'mass.outcome.waiting');
  const state = child.childState || 'running';
  if (state === 'excluded' || state === 'not_returned') return t(`mass.why.${child.remark}`);
  const step = currentStep(child.steps);
  const failing = state === 'failed' || state === 'return_failed';
  return failing && step
    ? t('mass.outcome.failed', {
        step: t(`step.name.${step.kind}`),
        why: t(`step.reason.${step.reason?.code ?? 'unexpected'}`, step.reason?.params),
      })
    : t(`mass.outcome.${state}`);
}

function endOf({ deps, locale }: Writing, child: Case | undefined): string {
  if (!child || child.open) return '';
  return formatInstant(child.closedAt ?? child.updatedAt, deps.procedure.timeZone, languageOf(locale));
}
