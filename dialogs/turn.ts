import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { CardAction } from '../cards/actions.ts';
import type { AttachedFile, OfferedFile } from '../services/ports/file-desk.ts';
import type { Asker, Desk } from '../services/usecases/desk.ts';
import type { Recognise } from './recognition/recogniser.ts';

/** What a dialog gets to work with in one turn; the bot's edge puts it into `turnState` under `TURN`. */
export interface Turn {
  readonly desk: Desk;
  readonly recognise: Recognise;
  readonly asker: Asker;
  /** The person's locale, as Teams says it. */
  readonly locale: string;
  /** The institution's mail domain; where it is not given, that of the asker's own address. */
  readonly mailDomain?: string;
  readonly input:
    | {
        readonly type: 'text';
        readonly text: string;
        readonly attachments: number;
        /** Files among the attachments, none of them read yet; `desk.fetchFile` does that. */
        readonly files?: readonly AttachedFile[];
      }
    | { readonly type: 'action'; readonly action: CardAction };
  /**
   * An earlier turn may have done something of which the conversation's state knows nothing: the process died, or
   * the state could not be saved.
   */
  readonly resumed: boolean;
  /** Queues a message; sent after the dialog's state is saved. `track` names a card that will be edited later. */
  reply(message: Reply): void;
  /**
   * Edits the tracked card once the state is saved; sends a new message with it where the old one is not known.
   * Drawn when it goes out, and not at all where a later edit overtakes it.
   */
  editTracked(track: string, draw: () => Reply): void;
  /** The card to answer an action with, in place of the pressed one. */
  respond(card: IAdaptiveCard): void;
  /** Keeps what was chosen where the desk was unsure, once the turn is saved; absent where nothing is kept. */
  learn?(choice: Choice): void;
  /** A fresh id for a draft. */
  newDraftId(): string;
}

/** An intent that a person chose from those offered; `text` is the message, already without personal data. */
export interface Choice {
  readonly text: string;
  readonly locale: string;
  readonly offered: readonly string[];
  readonly chosen: string;
}

/** One message of the desk: text, a card, or both. */
export interface Reply {
  readonly text?: string;
  readonly card?: IAdaptiveCard;
  /** What a screen reader or a notification says of the card. */
  readonly summary?: string;
  /** Quick answers shown as buttons; each sends its title as the person's own message. */
  readonly choices?: readonly string[];
  readonly track?: string;
  /** A file for whoever reads it, after the rest; made by `desk.offerFile`. */
  readonly file?: OfferedFile;
}

/** Key of the turn in the context's `turnState`. */
export const TURN = Symbol('mesa.turn');
