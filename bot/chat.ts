import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import { createRecogniser } from '../dialogs/recognition/recogniser.ts';
import { createRootDialog } from '../dialogs/root-dialog.ts';
import type { TenantFile } from '../services/domain/tenant-file.ts';
import type { ChatParts } from './compose-desk.ts';

/** The dialogs of the chat and what recognises the messages in it. */
export function createChat({ tenant }: { readonly tenant: TenantFile }): ChatParts {
  const root = createRootDialog();
  const set = new DialogSet();
  set.add(root);
  return { dialogs: { set, root: root.id }, recognise: createRecogniser({ domain: tenant.mailDomain }) };
}
