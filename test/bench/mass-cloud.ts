/** The cloud of the mass deactivation's measurement: a sandbox tenant as a process of its own, which counts. */
import { createInterface } from 'node:readline';
import express from 'express';
import { createSandbox } from '../../services/sandbox/create-sandbox.ts';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';

const [dataDir = '', accounts = '0', items = '0'] = process.argv.slice(2);

/** What Graph counts a call as, in resource units of identity; source: `$select` costs one less (Microsoft's table). */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/\/transitiveMemberOf|\/transitiveMembers/, 5],
  [/\/checkMemberGroups/, 4],
  [/^\/subscribedSkus/, 3],
  [/^\/(?:users|groups)\b/, 1],
];
const MAIL = /mailFolders|mailboxSettings|messages|^\/admin\/exchange/;

const counts = { requests: 0, reads: 0, writes: 0, units: 0, mail: 0 };

function count(method: string, url: string, batched: boolean): void {
  if (!batched) counts.requests += 1;
  if (url.startsWith('/$batch')) return;
  if (MAIL.test(url)) {
    counts.mail += 1;
    return;
  }
  const asks = method === 'GET' || /checkMemberGroups/.test(url);
  counts[asks ? 'reads' : 'writes'] += 1;
  counts.units += UNITS.find(([pattern]) => pattern.test(url))?.[1] ?? 1;
}

const sandbox = createSandbox({
  dataDir,
  bearer: 'bench',
  delays: { userVisibleMs: 0, mailboxMs: 0, groupLicensingMs: 0 },
  onExchange: ({ method, url, batched }) => count(method, url, batched),
});
const made = controlTenant(sandbox.tenant, {
  ...{
    do: 'add-people',
    count: Number(accounts),
    employeeType: 'contractor',
    department: 'Oficina Jurídica',
  },
  ...{ managerKey: 'hernan', mailItems: Number(items) },
});
const app = express();
app.use('/sandbox', sandbox.router);
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ port, ...made })}\n`);
});

/** Each line on the input is answered with the counts since the last one. */
for await (const _line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(counts)}\n`);
  Object.assign(counts, { requests: 0, reads: 0, writes: 0, units: 0, mail: 0 });
}
process.exit(0);
