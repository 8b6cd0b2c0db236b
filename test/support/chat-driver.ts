import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { type StatePropertyAccessor, TestAdapter, TurnContext } from 'botbuilder';
import { DialogContext, DialogSet, type DialogState, DialogTurnStatus } from 'botbuilder-dialogs';
import type { CardAction } from '../../cards/actions.ts';
import { parseAction } from '../../cards/parse-action.ts';
import { createRecogniser } from '../../dialogs/recognition/recogniser.ts';
import { createRootDialog } from '../../dialogs/root-dialog.ts';
import { type Choice, type Reply, TURN, type Turn } from '../../dialogs/turn.ts';
import type { DeskHarness } from './desk-harness.ts';

const recognise = createRecogniser({ domain: 'entidad.example' });
const adapter = new TestAdapter(async () => {});

/** One thing that a turn sent or edited. */
export interface Sent extends Reply {
  readonly edits?: string;
}

/** What a turn came to, as a person sees it. */
export interface Seen {
  readonly sent: readonly Sent[];
  /** The card that answered a press. */
  readonly answer?: IAdaptiveCard;
  /** Every text and card of the turn as plain words. */
  readonly words: string;
}

interface ButtonOf {
  readonly verb: string;
  readonly title: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The words of a card, in order, titles of its buttons and quick answers included. */
export function wordsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsIn).filter(Boolean).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  const own = value as Record<string, unknown>;
  const said = ['text', 'title', 'label', 'value', 'placeholder'].flatMap((key) =>
    typeof own[key] === 'string' ? [own[key]] : [],
  );
  const inner = [
    'body',
    'items',
    'columns',
    'rows',
    'cells',
    'inlines',
    'facts',
    'actions',
    'selectAction',
    'card',
    'choices',
  ];
  return [...said, ...inner.map((key) => wordsIn(own[key]))].filter(Boolean).join('\n');
}

/** Every button of a card that the server answers. */
export function buttonsIn(value: unknown): readonly ButtonOf[] {
  if (Array.isArray(value)) return value.flatMap(buttonsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = value as Record<string, unknown>;
  const mine = own.type === 'Action.Execute' ? [own as unknown as ButtonOf] : [];
  return [...mine, ...Object.values(own).flatMap(buttonsIn)];
}

const seenOf = (sent: readonly Sent[], answer: IAdaptiveCard | undefined): Seen => ({
  sent,
  ...(answer && { answer }),
  words: [
    ...sent.map((one) => [one.text, wordsIn(one.card), ...(one.choices ?? [])].filter(Boolean).join('\n')),
    wordsIn(answer),
  ].join('\n'),
});

/**
 * A person's private chat: the real dialog, recogniser, cards and desk; the state goes through JSON after every turn,
 * and with `restarts` through a new dialog set as well, as after a restart of the process.
 */
export class ChatDriver {
  readonly #desk: DeskHarness;
  readonly #person: string;
  readonly #locale: string;
  readonly #restarts: boolean;
  #set = newSet();
  #drafts = 0;
  state = '{}';
  /** The latest card under each tracked name, as the chat shows it. */
  readonly tracked = new Map<string, IAdaptiveCard>();
  /** What the dialog handed over to be kept for training. */
  readonly learned: Choice[] = [];
  /** Every card that still stands in the chat, oldest first. */
  cards: IAdaptiveCard[] = [];

  constructor(
    desk: DeskHarness,
    person: string,
    { locale = 'es-CO', restarts = true }: { locale?: string; restarts?: boolean } = {},
  ) {
    this.#desk = desk;
    this.#person = person;
    this.#locale = locale;
    this.#restarts = restarts;
  }

  says(text: string): Promise<Seen> {
    return this.#turn({ type: 'text', text, attachments: 0 });
  }

  /** Presses the button of that title on the latest card that has it, with what was typed into the inputs. */
  async presses(title: string, typed: Readonly<Record<string, string>> = {}): Promise<Seen> {
    const card = [...this.tracked.values(), ...this.cards].findLast((one) =>
      buttonsIn(one).some((button) => button.title === title),
    );
    const button = buttonsIn(card).findLast((one) => one.title === title);
    if (!button) throw new TypeError(`no button called ${title}`);
    const inputs = Object.fromEntries(
      Object.entries(typed).map(([id, value]) => [`draft_field_${id}`, value]),
    );
    return this.acts(parseAction(button.verb, { ...button.data, ...inputs }));
  }

  acts(action: CardAction | undefined): Promise<Seen> {
    if (!action) throw new TypeError('no action');
    return this.#turn({ type: 'action', action });
  }

  async #turn(input: Turn['input']): Promise<Seen> {
    const sent: Sent[] = [];
    let answer: IAdaptiveCard | undefined;
    const turn: Turn = {
      desk: this.#desk.desk,
      recognise,
      asker: await this.#desk.as(this.#person),
      locale: this.#locale,
      input,
      resumed: this.#restarts,
      reply: (message) => void sent.push(message),
      editTracked: (edits, draw) => void sent.push({ ...draw(), edits }),
      respond: (card) => {
        answer = card;
      },
      learn: (choice) => void this.learned.push(choice),
      newDraftId: () => `${this.#person}-${Date.now()}-${++this.#drafts}-${Math.random()}`,
    };
    if (this.#restarts) this.#set = newSet();
    const state = JSON.parse(this.state) as DialogState;
    state.dialogStack ??= [];
    const context = new TurnContext(adapter, { type: 'message', channelId: 'test' });
    context.turnState.set(TURN, turn);
    const stack = new DialogContext(this.#set, context, state);
    const result = await stack.continueDialog();
    if (result.status === DialogTurnStatus.empty) await stack.beginDialog('root');
    this.state = JSON.stringify(state);
    for (const one of sent) {
      const track = one.edits ?? one.track;
      if (one.card && track) this.tracked.set(track, one.card);
      else if (one.card) this.cards.push(one.card);
    }
    if (answer) this.cards.push(answer);
    return seenOf(sent, answer);
  }
}

function newSet(): DialogSet {
  const set = new DialogSet(NO_STATE);
  set.add(createRootDialog());
  return set;
}

const NO_STATE = undefined as unknown as StatePropertyAccessor<DialogState>;
