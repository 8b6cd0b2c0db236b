import { buttonsIn, readable, sent } from '../support/card-view.ts';
import type { Loose } from '../support/fake-connector.ts';
import {
  cardOf,
  type FakeConnector,
  type HttpAnswer,
  Persona,
  type PersonaOptions,
  type Shown,
} from '../support/fake-connector.ts';

/** What a press came back with: HTTP 200 always, the outcome in the body. */
export interface Pressed {
  readonly status: number;
  readonly body: Loose;
  /** What the person reads in the answer, be it a message or the card that takes the pressed one's place. */
  readonly text: string;
}

export interface PressOptions {
  /** Which card, where the newest with the button is not meant. */
  readonly on?: RegExp;
  /** What was typed, by label or id of the input. */
  readonly typed?: Readonly<Record<string, string>>;
}

const CARD = 'application/vnd.microsoft.card.adaptive';

/** Everything that a person reads in a message: its text, its card, its quick answers. */
export function wordsOf(message: Shown): string {
  const { text, suggestedActions } = message.activity;
  const quick = suggestedActions as { readonly actions?: readonly { readonly title: string }[] } | undefined;
  const titles = (quick?.actions ?? []).map((one) => one.title);
  return [text, readable(cardOf(message)), ...titles].filter(Boolean).join('\n');
}

/** Somebody in their own chat with the desk: says, sees and presses as in Teams. */
export class Person {
  readonly id: string;
  readonly #connector: FakeConnector;
  readonly #who: PersonaOptions;
  readonly #url: () => string;
  /** What the chat showed when the person last did something: message by message, how often it had been edited. */
  #known = new Map<Shown, string>();

  constructor(connector: FakeConnector, url: () => string, who: PersonaOptions) {
    this.#connector = connector;
    this.#who = who;
    this.#url = url;
    this.id = who.id;
  }

  /** The chat of this person as Teams' service sees it. */
  get chat(): Persona {
    return new Persona(this.#connector, this.#url(), this.#who);
  }

  /** Installs the desk; from then on it can write first. */
  installs(): Promise<HttpAnswer> {
    return this.#after(() => this.chat.installs());
  }

  says(text: string, more: Loose = {}): Promise<HttpAnswer> {
    return this.#after(() => this.chat.says(text, more));
  }

  /** Sends an activity as it is. */
  posts(activity: Loose): Promise<HttpAnswer> {
    return this.#after(() => this.chat.post(activity));
  }

  /** What the chat shows now, oldest first. */
  get messages(): readonly Shown[] {
    return this.chat.seen;
  }

  /** The words of what came or changed since the person last did something. */
  get fresh(): readonly string[] {
    return this.messages.filter((one) => this.#known.get(one) !== wordsOf(one)).map(wordsOf);
  }

  /** Waits until something that came or changed since the person's last act reads like this, and gives its words. */
  sees(pattern: RegExp, patienceMs?: number): Promise<string> {
    return this.#until(() => this.fresh.find((one) => pattern.test(one)), pattern, patienceMs);
  }

  /** Waits until anything in the chat reads like this as it stands now. */
  shows(pattern: RegExp, patienceMs?: number): Promise<string> {
    const all = () => this.messages.map(wordsOf).find((one) => pattern.test(one));
    return this.#until(all, pattern, patienceMs);
  }

  /** The words of the last message. */
  get last(): string {
    const message = this.messages.at(-1);
    return message ? wordsOf(message) : '';
  }

  /** Waits for the newest message with a card that reads like this and has this button. */
  card(button: string, on?: RegExp): Promise<Shown> {
    const found = () =>
      this.messages.findLast((one) => {
        const card = cardOf(one);
        const has = card && buttonsIn(card).some((each) => each.title === button);
        return has && (on === undefined || on.test(wordsOf(one)));
      });
    return this.#until(found, `a card with ${button}${on ? ` like ${on}` : ''}`);
  }

  /** Presses a button by its title on the newest card that has it; a card in the answer takes the card's place. */
  async presses(title: string, { on, typed = {} }: PressOptions = {}): Promise<Pressed> {
    return this.pressesOn(await this.card(title, on), title, typed);
  }

  async pressesOn(
    message: Shown,
    title: string,
    typed: Readonly<Record<string, string>> = {},
  ): Promise<Pressed> {
    const button = buttonsIn(cardOf(message)).find((one) => one.title === title);
    if (!button) throw new TypeError(`no button ${title} on: ${wordsOf(message)}`);
    return this.pressesRaw(button.verb, sent(button, typed), message);
  }

  /** Presses with data of the test's own making, as a forger would, or a client that has gone astray. */
  async pressesRaw(verb: string, data: Loose, on?: Shown): Promise<Pressed> {
    const more = on ? { replyToId: on.activityId } : {};
    const answer = await this.#after(() => this.chat.invokes(verb, data, more));
    const { type, value } = answer.body;
    if (type === CARD && on)
      on.activity = { ...on.activity, attachments: [{ contentType: CARD, content: value }] };
    const text = type === CARD ? readable(value) : String(value ?? '');
    return { status: answer.status, body: answer.body, text };
  }

  async #after<T>(act: () => Promise<T>): Promise<T> {
    this.#known = new Map(this.messages.map((one) => [one, wordsOf(one)]));
    return act();
  }

  #until<T>(found: () => T | undefined, wanted: unknown, patienceMs = 15_000): Promise<T> {
    return this.#connector.until(found, patienceMs).catch(() => {
      const seen = this.messages.slice(-6).map(wordsOf).join('\n---\n');
      throw new TypeError(`${this.#who.name} never saw ${wanted}. The chat ends with:\n${seen}`);
    });
  }
}
