import type { Measured, Reach } from './reach.ts';

/** What a person reads beside the JSON. */
export function tableOf(measured: Measured, reach: readonly Reach[]): string {
  const { turns, invokes, startUp, memory, lists, mass, mailbox, indicators, indicatorsOnMongo } = measured;
  const rows: (readonly [string, string])[] = [];
  for (const [name, one] of Object.entries(turns ?? {})) {
    const { median, min, max } = one.turnsPerSecond;
    rows.push([`turns/s ${name}`, `${median} (${min} to ${max}), ${one.byBaseline} x waterfall`]);
    const calls = `${one.callsPerTurn} calls a turn, ${one.editsPerTurn} of them edits`;
    rows.push([
      '',
      `turn p50 ${one.turnMs.p50} p99 ${one.turnMs.p99} ms, cpu ${one.cpuMsPerTurn ?? '?'} ms, ${calls}`,
    ]);
    for (const failure of one.failures) rows.push(['  failed', failure.slice(0, 120)]);
  }
  for (const [name, one] of Object.entries(invokes ?? {})) {
    rows.push([`invoke ${name}`, `p50 ${one.p50} p99 ${one.p99} ms (${one.presses})`]);
  }
  if (startUp)
    rows.push([
      'start until ready',
      `${startUp.firstStartMs.median} ms, again ${startUp.laterStartMs.median} ms`,
    ]);
  if (memory) {
    const { idleMb, cases, idleWithCasesMb, busyWithCasesMb } = memory;
    rows.push([
      'memory',
      `${idleMb} MB idle; ${cases} cases: ${idleWithCasesMb} MB, after load ${busyWithCasesMb} MB`,
    ]);
  }
  for (const [name, growth] of Object.entries(lists?.sqlite.growth ?? {})) {
    const size = lists?.sqlite.large;
    const timing = size?.lists[name] ?? size?.idle[name];
    rows.push([`query ${name}`, `${timing?.median} ms at ${size?.cases} cases, ${growth} x`]);
  }
  for (const { accounts, items, seconds, boundSeconds, perAccount, ...one } of mass?.runs ?? []) {
    const { requestsDryRun, requestsRun } = perAccount;
    const bound = Math.max(boundSeconds.writes, boundSeconds.units);
    const memoryMb = one.memoryMb.heap + one.memoryMb.outside;
    rows.push([
      `mass ${accounts} x ${items} mails`,
      `${seconds.dryRun} + ${seconds.run} s (Graph's limits: ${bound} s), ${requestsDryRun} + ${requestsRun} requests each, ${one.mostRequestsInFlight} in flight, ${Math.round(memoryMb)} MB`,
    ]);
  }
  for (const { items, steps } of mailbox?.runs ?? []) {
    for (const [name, one] of Object.entries(steps))
      rows.push([
        `${name} ${items} items`,
        `${one.seconds} s, ${one.requestsPerItem} requests an item, ${Math.round(one.memoryMb)} MB`,
      ]);
  }
  for (const [store, one] of Object.entries({ SQLite: indicators, MongoDB: indicatorsOnMongo })) {
    if (!one) continue;
    const { year, quarter, write } = one;
    rows.push([
      `indicators ${store}`,
      `year ${year.medianMs} ms, ${year.cpuMs} of work (blocks ${year.longestBlockMs} ms at most)`,
    ]);
    rows.push(['', `quarter ${quarter.medianMs} ms, page behind a figure ${one.pageBehind.medianMs} ms`]);
    rows.push([
      '',
      `write ${write.withoutFactsMs} ms without facts, ${write.sameMs} same, ${write.changedMs} new`,
    ]);
  }
  for (const [store, one] of Object.entries({ SQLite: measured.sweep, MongoDB: measured.sweepOnMongo })) {
    if (!one) continue;
    rows.push([`sweep ${store}`, `${one.due} deadlines in ${one.seconds} s, ${one.perSecond}/s`]);
    rows.push(['', `idle ${one.idleMs.median} ms at ${one.cases} cases, p99 ${one.idleMs.p99} ms`]);
  }
  for (const one of reach)
    rows.push([one.reached ? 'reached' : 'NOT REACHED', `${one.promise}: ${one.measured}`]);
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}
