import { todayIn } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import { maySee } from '../domain/lifecycle.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';

/**
 * The case that somebody names as people do: `MS-2026-000012`, `ms 2026 12`, `12` (this year's, or the year
 * before's where this year has none), if they may see it.
 */
export async function findCase(deps: Deps, said: string, asker: Asker): Promise<Case | undefined> {
  for (const code of codesOf(deps, said)) {
    const value = await deps.cases.get(code);
    if (value && maySee(value, asker.actor)) return value;
  }
  return undefined;
}

function codesOf(deps: Deps, said: string): readonly string[] {
  const [, year, number] = /(?:(\d{4})\D+)?(\d{1,9})\s*$/.exec(said.trim()) ?? [];
  if (!number) return [];
  const thisYear = Number(todayIn(deps.procedure.timeZone, deps.clock.deskNow()).slice(0, 4));
  const years = year ? [Number(year)] : [thisYear, thisYear - 1];
  return years.map(
    (one) => `${deps.procedure.codePrefix}-${one}-${number.replace(/^0+(?=\d)/, '').padStart(6, '0')}`,
  );
}
