import { z } from 'zod';
import { AppError, asAppError } from '../../domain/errors.ts';
import type { MailboxFindings } from '../../domain/mailbox-findings.ts';
import { expected } from './answers.ts';
import type { GraphClient } from './client.ts';

/** The report is made once a day, and Graph answers fourteen such requests in ten minutes. */
const FRESH_MS = 6 * 3_600_000;
const FRESH_FAILURE_MS = 10 * 60_000;
const REPORT_TIMEOUT_MS = 8_000;

const size = z.coerce.number().nonnegative().optional().catch(undefined);
/** Columns as Microsoft documents them. */
const row = z.object({
  'Report Refresh Date': z.string(),
  'User Principal Name': z.string(),
  'Is Deleted': z.string().catch('False'),
  'Storage Used (Byte)': size,
  'Prohibit Send/Receive Quota (Byte)': size,
  'Has Archive': z.string().optional(),
});

interface Report {
  readonly until: number;
  readonly of: (userPrincipalName: string) => MailboxFindings;
}

async function reportOf(text: string, until: number): Promise<Report> {
  // Loaded with the first report: a start has no use for it.
  const { parse } = await import('csv-parse/sync');
  const records: unknown = parse(text, {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    relax_quotes: true,
  });
  const rows = z.array(row).safeParse(records);
  if (!rows.success) throw new AppError('directory_answer', { detail: { op: 'mailbox.usage' } });
  const byName = new Map<string, MailboxFindings>();
  for (const one of rows.data) {
    if (/^true$/i.test(one['Is Deleted'])) continue;
    byName.set(one['User Principal Name'].toLowerCase(), {
      bytes: one['Storage Used (Byte)'],
      quotaBytes: one['Prohibit Send/Receive Quota (Byte)'],
      hasArchive: one['Has Archive'] === undefined ? undefined : /^true$/i.test(one['Has Archive']),
      reportedOn: one['Report Refresh Date'],
    });
  }
  // Where the tenant hides names, no name is an address.
  const concealed = byName.size > 0 && ![...byName.keys()].some((name) => name.includes('@'));
  const missing: MailboxFindings = { unread: concealed ? 'concealed' : 'not_listed' };
  return { until, of: (name) => byName.get(name.toLowerCase()) ?? missing };
}

async function fetched(client: GraphClient): Promise<string> {
  const op = 'mailbox.usage';
  const path = "/reports/getMailboxUsageDetail(period='D7')";
  const answer = await client.ask('GET', { op, path, timeoutMs: REPORT_TIMEOUT_MS, redirects: true });
  const { location } = expected(op, z.object({ location: z.string() }), answer);
  return expected(op, z.string(), await client.outside({ op, url: location }));
}

async function read(client: GraphClient): Promise<Report> {
  try {
    return await reportOf(await fetched(client.within({ attempts: 1 })), client.now() + FRESH_MS);
  } catch (thrown) {
    const unread = asAppError(thrown).code === 'directory_forbidden' ? 'forbidden' : 'unavailable';
    return { until: client.now() + FRESH_FAILURE_MS, of: () => ({ unread }) };
  }
}

/**
 * `usage`: from the mailbox usage report of the whole tenant, which is read at most once in six hours and kept in
 * memory (some hundred bytes a mailbox). It never throws: a report that cannot be read is a finding.
 */
export function mailboxUsage(client: GraphClient): (userPrincipalName: string) => Promise<MailboxFindings> {
  let report: Promise<Report> | undefined;
  return async (userPrincipalName) => {
    const known = await report;
    if (!known || known.until <= client.now()) report = read(client);
    return (await report)?.of(userPrincipalName) ?? { unread: 'unavailable' };
  };
}
