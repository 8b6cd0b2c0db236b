import { randomUUID } from 'node:crypto';
import type { BotAnswer, BotClient } from './bot-client.ts';
import type { Channel, Heard } from './channel.ts';
import type { Persona } from './personas.ts';
import { BOT, TENANT } from './personas.ts';

/** A bot that says nothing for so long has lost the message. Milliseconds. */
const PATIENCE_MS = 15_000;

/** One person's chat with the bot under test, as the channel carries it. */
export class Conversation {
  readonly #channel: Channel;
  readonly #client: BotClient;
  readonly #who: Persona;
  readonly #id = `a:${randomUUID()}`;
  #heard: Heard[] = [];
  #arrived: (() => void) | undefined;

  constructor(channel: Channel, client: BotClient, who: Persona) {
    this.#channel = channel;
    this.#client = client;
    this.#who = who;
    channel.listen(this.#id, (heard) => {
      this.#heard.push(heard);
      this.#arrived?.();
    });
  }

  /**
   * One turn: the message goes in, and all is over once the bot has answered the request and something of it has
   * arrived. Answers what arrived. Throws where the bot refuses or keeps silent.
   */
  async says(text: string): Promise<readonly Heard[]> {
    this.#heard = [];
    const answer = await this.#client.post(this.#activity('message', { text, textFormat: 'plain' }));
    if (answer.status > 299) throw new Error(`the bot answered ${answer.status} to a message`);
    if (this.#heard.length === 0) await this.#something();
    return this.#heard;
  }

  /** Presses a button; answers what the invoke's response says. */
  async presses(verb: string, data: Readonly<Record<string, unknown>>): Promise<BotAnswer> {
    const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
    return this.#client.post(this.#activity('invoke', { name: 'adaptiveCard/action', value }));
  }

  #something(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the bot kept silent')), PATIENCE_MS);
      this.#arrived = () => {
        clearTimeout(timer);
        this.#arrived = undefined;
        resolve();
      };
    });
  }

  #activity(type: string, more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return {
      type,
      id: randomUUID(),
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: this.#channel.serviceUrl,
      from: { id: `29:${this.#who.id}`, name: this.#who.name, aadObjectId: this.#who.id },
      recipient: BOT,
      conversation: { id: this.#id, conversationType: 'personal', tenantId: TENANT },
      locale: 'es-CO',
      channelData: { tenant: { id: TENANT } },
      ...more,
    };
  }
}
