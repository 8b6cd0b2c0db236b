import type { ConversationReference } from 'botbuilder';
import type { Reply } from '../dialogs/turn.ts';
import { asAppError } from '../services/domain/errors.ts';
import type { Clock } from '../services/ports/clock.ts';
import type { TrackedCard } from '../services/ports/conversation-store.ts';
import type { OfferedFile } from '../services/ports/file-desk.ts';
import type { Outgoing } from './connector.ts';
import { faultFields, type Log } from './log.ts';
import type { Outbox } from './outbox.ts';
import { outgoingOf } from './outgoing.ts';
import type { TurnLock } from './turn-lock.ts';

type Line =
  | { readonly kind: 'send'; readonly reply: Reply }
  | { readonly kind: 'edit'; readonly track: string; readonly draw: () => Reply };

export interface ScribeDeps {
  readonly outbox: Outbox;
  readonly lock: Pick<TurnLock, 'track'>;
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

  /** `draw` is called once the edit goes out; not at all where a later one overtakes it. */
  editTracked(track: string, draw: () => Reply): void {
    this.#lines.push({ kind: 'edit', track, draw });
  }

  get silent(): boolean {
    return this.#lines.length === 0;
  }

  /**
   * Sends what was kept, in order; edits as fast as `EditPace` lets them go. What Teams does not take is logged: the
   * state is saved, and the person can go on.
   */
  async flush(
    deps: ScribeDeps,
    to: Partial<ConversationReference>,
    conversation: string,
    cards: readonly TrackedCard[],
  ): Promise<void> {
    const say = (reply: Reply, track: string | undefined) =>
      sent(deps, to, conversation, this.#activitiesOf(reply), track);
    for (const line of this.#lines.splice(0)) {
      const known =
        line.kind === 'edit' ? cards.findLast(({ track }) => track === line.track)?.activityId : undefined;
      if (line.kind === 'send') await logged(deps, conversation, () => say(line.reply, line.reply.track));
      else if (known === undefined) await logged(deps, conversation, () => say(line.draw(), line.track));
      else
        await deps.outbox.edits.run(conversation, known, () =>
          logged(deps, conversation, async () => {
            const reply = line.draw();
            if (!(await edited(deps, to, known, reply))) await say(reply, line.track);
          }),
        );
    }
  }

  #activitiesOf(reply: Reply): readonly Outgoing[] {
    const { file } = reply;
    return [...outgoingOf(reply), ...(file ? [this.#fileMessage(file)] : [])];
  }
}

async function logged(deps: ScribeDeps, conversation: string, send: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (thrown) {
    deps.log.warn({ conversation, ...faultFields(thrown) }, 'reply_not_sent');
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
  if (track !== undefined && first) await deps.lock.track(conversation, { track, activityId: first });
}
