import { randomBytes } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import { createEvidenceLog } from '../services/adapters/files/evidence-log.ts';
import { createFileAttachmentStore } from '../services/adapters/files/file-attachment-store.ts';
import { createFileBackupStore } from '../services/adapters/files/file-backup-store.ts';
import { createFileDesk } from '../services/adapters/files/file-desk.ts';
import { createGraphClient } from '../services/adapters/graph/client.ts';
import { createGraphDirectory } from '../services/adapters/graph/directory.ts';
import { createFixedTokenSource } from '../services/adapters/graph/fixed-token.ts';
import { createGraphInbox } from '../services/adapters/graph/inbox.ts';
import { createGraphMailbox } from '../services/adapters/graph/mailbox.ts';
import { createGraphMailer } from '../services/adapters/graph/mailer.ts';
import { createDocumentPrinter } from '../services/adapters/pdf/document-printer.ts';
import { createTableFiles } from '../services/adapters/tables/table-files.ts';
import { AppError } from '../services/domain/errors.ts';
import type { Procedure } from '../services/domain/procedure.ts';
import type { TenantFile } from '../services/domain/tenant-file.ts';
import type { BackupStore } from '../services/ports/backup-store.ts';
import type { Clock } from '../services/ports/clock.ts';
import type { EvidenceLog } from '../services/ports/evidence-log.ts';
import type { FileDesk } from '../services/ports/file-desk.ts';
import type { SettingsStore } from '../services/ports/settings-store.ts';
import type { Stores } from '../services/ports/stores.ts';
import { PROCEDURES } from '../services/procedures/procedures.ts';
import type { Sandbox, SandboxOptions } from '../services/sandbox/create-sandbox.ts';
import { PUBLIC_CLOUD } from './authentication.ts';
import type { GateRules } from './channel-gate.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

/** MongoDB where one is named, else the embedded store. Throws `store_damaged`, `store_newer`, `settings_invalid`. */
export async function openStores(config: Config, log: Log): Promise<Stores> {
  if (config.mongo) {
    const { openMongoStores } = await import('../services/adapters/mongo/open-mongo-stores.ts');
    return openMongoStores({ uri: config.mongo.uri, db: config.mongo.database, log });
  }
  const { openSqliteStores } = await import('../services/adapters/sqlite/open-sqlite-stores.ts');
  return openSqliteStores(config.dataDir);
}

const HISTORY_KEY = 'history.key';

/** The sandbox makes its key once and keeps it, so that its histories verify after a restart. */
export async function historyKeyOf(config: Config, settings: SettingsStore): Promise<string> {
  if (config.historyKey !== undefined) return config.historyKey;
  const kept = await settings.read(HISTORY_KEY);
  if (kept !== undefined) return kept;
  const made = randomBytes(32).toString('base64');
  await settings.write(HISTORY_KEY, made);
  return made;
}

/** The tenant to try things on, opened in `DATA_DIR`; undefined with a registration. */
export async function openSandbox(
  config: Config,
  clock: Clock,
  log: Log,
  trial: Pick<SandboxOptions, 'delays' | 'onExchange'> = {},
): Promise<Sandbox | undefined> {
  if (config.mode !== 'sandbox') return undefined;
  const { createSandbox } = await import('../services/sandbox/create-sandbox.ts');
  return createSandbox({ ...trial, dataDir: config.dataDir, clock, log });
}

/** The tenant file, or the sandbox's own. */
export async function tenantOf(config: Config): Promise<TenantFile> {
  if (config.tenant) return config.tenant;
  const { sandboxTenantFile } = await import('../services/sandbox/tenant-seed.ts');
  return sandboxTenantFile();
}

/** Everything that goes through Microsoft Graph, or through the sandbox's on this very server. */
export async function directoryOf(
  config: Config,
  tenant: TenantFile,
  port: number,
  sandbox: Sandbox | undefined,
  log: Log,
) {
  const own = sandbox ? `http://127.0.0.1:${port}/sandbox/graph` : 'https://graph.microsoft.com';
  const baseUrl = config.graphBaseUrl ?? own;
  const client = createGraphClient({ baseUrl, token: await tokenOf(config, sandbox), log });
  return {
    directory: createGraphDirectory(client, { extensions: tenant.extensions }),
    mailbox: createGraphMailbox(client),
    mailer: createGraphMailer(client, { deskMailbox: tenant.deskMailbox }),
    inbox: createGraphInbox(client, { deskMailbox: tenant.deskMailbox }),
  };
}

async function tokenOf(config: Config, sandbox: Sandbox | undefined) {
  if (config.mode === 'sandbox') return createFixedTokenSource(sandbox?.bearer ?? '');
  const { createMsalTokenSource } = await import('../services/adapters/graph/tokens.ts');
  return createMsalTokenSource(config.graph);
}

/** Who may reach the bot: the sandbox asks for no token, which is why it listens on the loopback alone. */
export function gateOf(config: Config, tenant: TenantFile): GateRules {
  const lower = (ids: readonly string[]) => new Set(ids.map((id) => id.toLowerCase()));
  if (config.mode === 'sandbox') {
    return { tenants: lower(tenant.allowedTenants), hosts: ['localhost', '127.0.0.1', '[::1]'] };
  }
  const allowed = tenant.allowedTenants.length > 0 ? tenant.allowedTenants : [config.registration.tenantId];
  return { tenants: lower(allowed), hosts: tenant.serviceHosts, issuer: PUBLIC_CLOUD.issuer };
}

/** The entity's procedure. Throws `AppError('settings_invalid')`. */
export function procedureOf(config: Config): Procedure {
  const found = PROCEDURES.get(config.procedure);
  if (!found) throw new AppError('settings_invalid', { detail: { setting: 'MESA_PROCEDURE' } });
  return found;
}

/** Opens the chat with the bot, for e-mails; '' in the sandbox, which has no Teams. */
export const chatLinkOf = (config: Config) =>
  config.mode === 'live'
    ? `https://teams.microsoft.com/l/chat/0/0?users=28:${config.registration.appId}`
    : '';

/** What reads and writes tables, and what prints documents. */
export const documentsOf = () => ({ tables: createTableFiles(), printer: createDocumentPrinter() });

/** Where files that came by e-mail lie. */
export const attachmentsOf = (config: Config) =>
  createFileAttachmentStore(join(config.dataDir, 'attachments'));

/** Files between the desk and people. */
export function filesOf(config: Config, allowed: (url: URL) => boolean, clock: Clock): FileDesk {
  return createFileDesk({
    dir: join(config.dataDir, 'files'),
    fetch: { allowed },
    now: () => clock.realNow(),
  });
}

/** Where the heads of the histories are written down. */
export function evidenceOf(config: Config): EvidenceLog {
  return createEvidenceLog(join(config.dataDir, 'evidence'));
}

/** Where mailbox backups lie. */
export function backupsOf(config: Config, tenant: TenantFile): BackupStore {
  const { backupFolder } = tenant;
  return createFileBackupStore(isAbsolute(backupFolder) ? backupFolder : join(config.dataDir, backupFolder));
}
