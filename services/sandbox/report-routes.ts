import { createHash, randomBytes } from 'node:crypto';
import { badRequest } from './graph-answer.ts';
import { FOLDERS, itemCount } from './mailbox-items.ts';
import type { Handler } from './route.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';

const COLUMNS = [
  'Report Refresh Date',
  'User Principal Name',
  'Display Name',
  'Is Deleted',
  'Deleted Date',
  'Created Date',
  'Last Activity Date',
  'Item Count',
  'Storage Used (Byte)',
  'Issue Warning Quota (Byte)',
  'Prohibit Send Quota (Byte)',
  'Prohibit Send/Receive Quota (Byte)',
  'Deleted Item Count',
  'Deleted Item Size (Byte)',
  'Deleted Item Quota (Byte)',
  'Has Archive',
  'Report Period',
];
const QUOTA = 100 * 1024 ** 3;
/** About what an item weighs where nothing else was said. */
const ITEM_BYTES = 40_000;

/** Opens the one report that there is; new with each start. */
const ticket = randomBytes(24).toString('base64url');

const getReport: Handler = (_tenant, { report = '' }, call) => {
  if (!/^getMailboxUsageDetail\(period='D(7|30|90|180)'\)$/.test(report))
    return badRequest("Resource not found for the segment 'reports'.");
  return { status: 302, headers: { Location: `${call.base.replace('/graph/v1.0', '')}/reports/${ticket}` } };
};

const quoted = (text: unknown): string => `"${String(text).replaceAll('"', '""')}"`;
const hidden = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32).toUpperCase();

/** The mailbox usage report as CSV, for whoever has its address; undefined for a wrong one. */
export function usageReport(tenant: SandboxTenant, given: string): string | undefined {
  if (given !== ticket) return undefined;
  const concealed = tenant.get('facts', 'tenant').reportsConcealed ?? false;
  const shown = (text: string) => (concealed ? hidden(text) : text);
  const today = tenant.now().slice(0, 10);
  const rows = tenant.rows('mailbox').flatMap((mailbox) => {
    const user = tenant.get('user', mailbox.id);
    if (!user) return [];
    const count = FOLDERS.reduce((sum, folder) => sum + itemCount(mailbox, folder.key), 0);
    const bytes = mailbox.usage?.bytes ?? count * ITEM_BYTES;
    const archive = mailbox.usage?.archive ? 'True' : 'False';
    const { userPrincipalName, profile, createdAt } = user;
    const who = [shown(userPrincipalName), shown(String(profile.displayName ?? ''))];
    const quotas = [QUOTA * 0.98, QUOTA * 0.99, QUOTA].map(Math.floor);
    const deleted = user.deletedAt ? ['True', user.deletedAt.slice(0, 10)] : ['False', ''];
    return [
      [
        today,
        ...who,
        ...deleted,
        createdAt.slice(0, 10),
        today,
        count,
        bytes,
        ...quotas,
        0,
        0,
        QUOTA,
        archive,
        7,
      ],
    ];
  });
  return `\uFEFF${[COLUMNS, ...rows].map((one) => one.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** Usage reports. */
export const reportRoutes = [['GET', '/reports/{report}', getReport]] as const;
