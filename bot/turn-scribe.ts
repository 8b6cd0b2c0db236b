import type { ConversationReference } from 'botbuilder';
import type { Reply } from '../dialogs/turn.ts';
import { asAppError } from '../services/domain/errors.ts';
import type { Clock } from '../services/ports/clock.ts';
import type { ConversationStore } from '../services/ports/conversation-store.ts';
import type { OfferedFile } from '../services/ports/file-desk.ts';
import type { Outgoing } from './connector.ts';
import { faultFields, type Log } from './log.ts';
import type { Outbox } from './outbox.ts';
import { outgoingOf } from './outgoing.ts';

type Line =
  | { readonly kind: 'send'; readonly reply: Reply }
  | { readonly kind: 'edit'; readonly track: string; readonly reply: Reply };

export interface ScribeDeps {
  readonly outbox: Outbox;
  readonly conversations: ConversationStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps what a turn says until its state is saved, then says it in order. */
export class TurnScribe {
  readonly #lines: Line[] = [];
  readonly #fileMessage: (file: OfferedFile) => Outgoing;

  constructor(fileMessage: (file: OfferedFile) => Outgoing) {
    this.#fileMessage = fileMessage;
  }

  reply(reply: Reply): void {
    this.#lines.push({ kind: 'send', reply });
  }

  editTracked(track: string, reply: Reply): void {
    this.#lines.push({ kind: 'edit', track, reply });
  }

  get silent(): boolean {
    return this.#lines.length === 0;
  }

  /** Sends what was kept. What Teams does not take is logged: the state is saved, and the person can go on. */
  async flush(
    deps: ScribeDeps,
    to: Partial<ConversationReference>,
    conversation: string,
    tracked: Readonly<Record<string, string>>,
  ): Promise<void> {
    for (const line of this.#lines.splice(0)) {
      try {
        const known = line.kind === 'edit' ? tracked[line.track] : undefined;
        if (known !== undefined && (await edited(deps, to, known, line.reply))) continue;
        const track = line.kind === 'edit' ? line.track : line.reply.track;
        const { file } = line.reply;
        const said = [...outgoingOf(line.reply), ...(file ? [this.#fileMessage(file)] : [])];
        await sent(deps, to, conversation, said, track);
      } catch (thrown) {
        deps.log.warn({ conversation, ...faultFields(thrown) }, 'reply_not_sent');
      }
    }
  }
}

async function edited(
  deps: ScribeDeps,
  to: Partial<ConversationReference>,
  activityId: string,
  reply: Reply,
): Promise<boolean> {
  const [activity] = outgoingOf({ ...reply, choices: [] });
  if (!activity) return true;
  try {
    await deps.outbox.reply({ to, activity, edits: activityId });
    return true;
  } catch (thrown) {
    // The card is gone (deleted, or its conversation is another one now): a new one takes its place.
    if (asAppError(thrown).code === 'channel_refused') return false;
    throw thrown;
  }
}

async function sent(
  deps: ScribeDeps,
  to: Partial<ConversationReference>,
  conversation: string,
  said: readonly Outgoing[],
  track: string | undefined,
): Promise<void> {
  let first: string | undefined;
  for (const activity of said) {
    const id = await deps.outbox.reply({ to, activity });
    first ??= id;
  }
  if (track !== undefined && first) await deps.conversations.track(conversation, track, first);
}
