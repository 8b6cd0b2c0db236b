import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Loose = Readonly<Record<string, unknown>>;

/** One call of the bot to the connector, as the person sees it. */
export interface Heard {
  readonly edit: boolean;
  /** The message's text, or what a screen reader says of its card. */
  readonly text: string;
  readonly activity: Loose;
}

/**
 * The Bot Connector's side for a load: answers every send and edit at once and hands it to whoever listens for that
 * conversation. Unlike the connector of the tests it keeps nothing, so that its cost does not grow with the run.
 */
export class Channel {
  readonly #server = createServer((request, response) => void this.#take(request, response));
  readonly #listeners = new Map<string, (heard: Heard) => void>();
  #calls = 0;
  #edits = 0;
  #unheard = 0;
  serviceUrl = '';

  async start(): Promise<this> {
    this.#server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.serviceUrl = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
    return this;
  }

  /** How many calls came so far, those that nobody listened for too. */
  get calls(): number {
    return this.#calls;
  }

  /** How many of them changed a message that stood already. */
  get edits(): number {
    return this.#edits;
  }

  /** Calls for conversations that nobody listens to. */
  get unheard(): number {
    return this.#unheard;
  }

  listen(conversation: string, listener: (heard: Heard) => void): void {
    this.#listeners.set(conversation, listener);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.#calls += 1;
    const edit = request.method === 'PUT';
    if (edit) this.#edits += 1;
    response.writeHead(edit ? 200 : 201, { 'content-type': 'application/json' });
    response.end(`{"id":"m${this.#calls}"}`);
    const listener = this.#listeners.get(conversationOf(request.url ?? ''));
    if (!listener) {
      this.#unheard += 1;
      return;
    }
    const activity = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Loose;
    listener({ edit, activity, text: textOf(activity) });
  }
}

/** Quick answers come as a hero card with the question in it. */
function textOf(activity: Loose): string {
  const [attachment] = (activity.attachments ?? []) as readonly { content?: { text?: string } }[];
  return [activity.text ?? activity.summary ?? '', attachment?.content?.text ?? ''].join(' ').trim();
}

function conversationOf(url: string): string {
  const parts = url.split('/');
  return decodeURIComponent(parts[parts.indexOf('conversations') + 1] ?? '');
}
