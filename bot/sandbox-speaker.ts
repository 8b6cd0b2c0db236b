import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ConversationStore } from '../services/ports/conversation-store.ts';
import type { Sandbox } from '../services/sandbox/create-sandbox.ts';
import type { FileAttachment } from './sandbox-files.ts';

const reference = z.looseObject({
  channelId: z.string(),
  serviceUrl: z.string(),
  user: z.looseObject({ id: z.string() }),
  bot: z.looseObject({ id: z.string() }),
  conversation: z.looseObject({ id: z.string() }),
});

/**
 * Lets a persona of the sandbox say something in the chat that they opened, with a file attached, as Teams would
 * deliver it: the Playground has no button for files. False for somebody who is none, or has opened no chat.
 */
export function speaker(deps: {
  readonly base: string;
  readonly conversations: ConversationStore;
  readonly sandbox: Sandbox;
  readonly tenantId: string;
}): (persona: string, text: string, file: FileAttachment) => Promise<boolean> {
  return async (persona, text, file) => {
    const who = deps.sandbox.personas.find((one) => one.key === persona.toLowerCase());
    const chat = who && (await deps.conversations.ofPerson(who.id));
    if (!chat) return false;
    const read = reference.safeParse(JSON.parse(chat.reference));
    if (!read.success) return false;
    const { channelId, serviceUrl, user, bot, conversation } = read.data;
    const activity = {
      ...{ type: 'message', id: randomUUID(), timestamp: new Date().toISOString() },
      ...{ channelId, serviceUrl, conversation, from: user, recipient: bot, locale: chat.locale },
      channelData: { tenant: { id: deps.tenantId } },
      ...{ text, textFormat: 'plain', attachments: [file] },
    };
    const answer = await fetch(`${deps.base}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-ms-agents-playground': 'true' },
      body: JSON.stringify(activity),
    });
    return answer.ok;
  };
}
