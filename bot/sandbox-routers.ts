import { join } from 'node:path';
import type { Router } from 'express';
import type { ConversationStore } from '../services/ports/conversation-store.ts';
import type { FileDesk } from '../services/ports/file-desk.ts';
import type { Sandbox } from '../services/sandbox/create-sandbox.ts';
import { clockRouter } from './clock-router.ts';
import type { DeskClock } from './desk-clock.ts';
import { sandboxFiles } from './sandbox-files.ts';
import { speaker } from './sandbox-speaker.ts';

/** What the sandbox's own addresses stand on. */
export interface SandboxParts {
  readonly sandbox: Sandbox;
  readonly clock: DeskClock;
  /** Resolves once nothing that is due is left. */
  readonly settled: () => Promise<void>;
  readonly files: FileDesk;
  readonly conversations: ConversationStore;
  readonly tenantId: string;
  readonly dataDir: string;
  /** The desk's own address. */
  readonly base: string;
}

/** Everything below `/sandbox`, by path. */
export function sandboxRouters(parts: SandboxParts): ReadonlyMap<string, Router> {
  const { sandbox, clock, settled, files, base } = parts;
  const dir = join(parts.dataDir, 'sandbox-uploads');
  return new Map([
    ['/sandbox/files', sandboxFiles({ files, dir, base, speak: speaker(parts) })],
    ['/sandbox/clock', clockRouter({ clock, settled })],
    ['/sandbox', sandbox.router],
  ]);
}
