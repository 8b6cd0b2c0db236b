import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { keepText } from './leavings.ts';

/** A message as the person's client shows it now: edits replace what was sent. */
export interface Shown {
  readonly conversation: string;
  readonly activityId: string;
  activity: Loose;
  edits: number;
}

/** JSON as it came. */
export type Loose = Readonly<Record<string, unknown>>;

/** How the next calls fail: the first rule that fits is used up one by one. */
export interface FailRule {
  readonly status: number;
  readonly code?: string;
  readonly retryAfter?: number;
  readonly times?: number;
  readonly method?: 'POST' | 'PUT';
  readonly conversation?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Loose;
}

const TENANT = '5f0a1c00-0000-4000-8000-00000000aaaa';
const BOT = { id: '28:5f0a1c00-0000-4000-8000-00000000b070', name: 'Mesa de Servicios' };

async function readJson(stream: AsyncIterable<Buffer>): Promise<Loose> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Loose);
}

/** Posts JSON and reads the JSON that comes back. */
export function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const call = request(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          ...headers,
        },
      },
      (response) => {
        readJson(response).then((json) => resolve({ status: response.statusCode ?? 0, body: json }), reject);
      },
    );
    call.on('error', reject);
    call.end(text);
  });
}

/**
 * Plays the Bot Connector: keeps what the bot sends and edits, fails on request, and drives people who write and
 * press as Teams does.
 */
export class FakeConnector {
  readonly shown: Shown[] = [];
  /** Every call in order of arrival, failed ones too. */
  readonly calls: { method: string; conversation: string; status: number; at: number }[] = [];
  /** Every activity that came, as it came: a message may be edited, and a press may replace its card. */
  readonly #came: string[] = [];
  readonly #rules: (FailRule & { left: number })[] = [];
  readonly #server = createServer((req, res) => void this.#answer(req, res));
  #watchers: (() => void)[] = [];
  #next = 0;
  serviceUrl = '';

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.serviceUrl = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/_connector`;
    return this;
  }

  fail(rule: FailRule): void {
    this.#rules.push({ ...rule, left: rule.times ?? 1 });
  }

  /** Forgets every rule of failure. */
  heal(): void {
    this.#rules.length = 0;
  }

  /** Resolves once `found` gives something other than undefined or false; asked again at each call of the bot. */
  async until<T>(found: () => T | undefined | false, patienceMs = 10_000): Promise<T> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const value = found();
      if (value !== undefined && value !== false) return value;
      if (Date.now() > end) throw new Error(`not seen in ${patienceMs} ms; shown: ${this.#summary()}`);
      await Promise.race([new Promise<void>((resolve) => this.#watchers.push(resolve)), after(50)]);
    }
  }

  async close(): Promise<void> {
    keepText('messages', this.#came.join('\n'));
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** A person with a personal chat of their own. */
  persona(botUrl: string, who: PersonaOptions): Persona {
    return new Persona(this, botUrl, who);
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const parts = (req.url ?? '').split('/').map(decodeURIComponent);
    const conversation = parts[parts.indexOf('conversations') + 1] ?? '';
    const activityId = parts[parts.indexOf('activities') + 1] ?? '';
    const activity = await readJson(req);
    this.#came.push(JSON.stringify(activity));
    const status = this.#take(req.method ?? '', conversation, activityId, activity, res);
    this.calls.push({ method: req.method ?? '', conversation, status, at: Date.now() });
    for (const wake of this.#watchers.splice(0)) wake();
  }

  #take(
    method: string,
    conversation: string,
    activityId: string,
    activity: Loose,
    res: ServerResponse,
  ): number {
    const rule = this.#rules.find(
      (one) =>
        one.left > 0 &&
        (one.method ?? method) === method &&
        (one.conversation ?? conversation) === conversation,
    );
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
      return status;
    };
    if (rule) {
      rule.left -= 1;
      const retry: Record<string, string> =
        rule.retryAfter === undefined ? {} : { 'retry-after': String(rule.retryAfter) };
      return send(rule.status, { error: { code: rule.code ?? 'Failed', message: 'as asked' } }, retry);
    }
    if (method === 'POST') {
      const id = `m${++this.#next}`;
      this.shown.push({ conversation, activityId: id, activity, edits: 0 });
      return send(201, { id });
    }
    const known = this.shown.find(
      (one) => one.activityId === activityId && one.conversation === conversation,
    );
    if (!known) return send(404, { error: { code: 'ActivityNotFoundInConversation', message: 'gone' } });
    known.activity = activity;
    known.edits += 1;
    return send(200, { id: activityId });
  }

  #summary(): string {
    return JSON.stringify(this.shown.map(({ activity }) => activity.text ?? activity.summary)).slice(
      0,
      1_500,
    );
  }
}

export interface PersonaOptions {
  /** Directory id. */
  readonly id: string;
  readonly name: string;
  readonly locale?: string;
  readonly conversation?: string;
  readonly tenantId?: string;
  /** `personal` unless told. */
  readonly scope?: string;
  readonly headers?: Record<string, string>;
}

let activities = 0;

/** One person in one chat with the bot. */
export class Persona {
  readonly conversation: string;
  readonly #connector: FakeConnector;
  readonly #botUrl: string;
  readonly #who: PersonaOptions;

  constructor(connector: FakeConnector, botUrl: string, who: PersonaOptions) {
    this.#connector = connector;
    this.#botUrl = botUrl;
    this.#who = who;
    this.conversation = who.conversation ?? `a:chat-${who.id}`;
  }

  /** An activity as Teams makes it; `more` adds or replaces properties. */
  activity(type: string, more: Loose = {}): Loose {
    activities += 1;
    const tenantId = this.#who.tenantId ?? TENANT;
    return {
      type,
      id: `act-${activities}`,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: this.#connector.serviceUrl,
      from: { id: `29:${this.#who.id}`, name: this.#who.name, aadObjectId: this.#who.id },
      recipient: BOT,
      conversation: { id: this.conversation, conversationType: this.#who.scope ?? 'personal', tenantId },
      locale: this.#who.locale ?? 'es-CO',
      channelData: { tenant: { id: tenantId } },
      ...more,
    };
  }

  post(activity: Loose): Promise<HttpAnswer> {
    return postJson(`${this.#botUrl}/api/messages`, activity, this.#who.headers);
  }

  says(text: string, more: Loose = {}): Promise<HttpAnswer> {
    return this.post(this.activity('message', { text, textFormat: 'plain', ...more }));
  }

  installs(): Promise<HttpAnswer> {
    return this.post(this.activity('installationUpdate', { action: 'add' }));
  }

  /** Sends a press as `adaptiveCard/action`. */
  invokes(verb: string, data: Loose, more: Loose = {}): Promise<HttpAnswer> {
    const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
    return this.post(this.activity('invoke', { name: 'adaptiveCard/action', value, ...more }));
  }

  /**
   * Presses a button of a card that this person sees, with what they typed; as in Teams, a card in the answer takes
   * the pressed one's place.
   */
  async presses(on: Shown, verb: string, inputs: Loose = {}): Promise<HttpAnswer> {
    const button = buttonsOf(cardOf(on)).find((one) => one.verb === verb);
    if (!button) throw new Error(`no button ${verb} among ${buttonsOf(cardOf(on)).map((one) => one.verb)}`);
    const data = { ...button.data, ...inputs };
    const answer = await this.invokes(verb, data, { replyToId: on.activityId });
    if (answer.body.type === CARD) {
      on.activity = { ...on.activity, attachments: [{ contentType: CARD, content: answer.body.value }] };
    }
    return answer;
  }

  /** What this chat shows, oldest first. */
  get seen(): readonly Shown[] {
    return this.#connector.shown.filter((one) => one.conversation === this.conversation);
  }

  get texts(): readonly string[] {
    return this.seen.map((one) => String(one.activity.text ?? one.activity.summary ?? ''));
  }

  /** The latest message with a card that has this button (or any card). */
  card(verb?: string): Shown | undefined {
    return this.seen.findLast((one) => {
      const card = cardOf(one);
      return card && (verb === undefined || buttonsOf(card).some((button) => button.verb === verb));
    });
  }

  /** Waits until the chat shows what is looked for. */
  until<T>(found: (self: Persona) => T | undefined | false, patienceMs?: number): Promise<T> {
    return this.#connector.until(() => found(this), patienceMs);
  }
}

const CARD = 'application/vnd.microsoft.card.adaptive';

/** The card of a message. */
export function cardOf(message: Shown): Loose | undefined {
  const list = message.activity.attachments;
  const found = Array.isArray(list) ? list.find((one: Loose) => one.contentType === CARD) : undefined;
  return found?.content as Loose | undefined;
}

/** Every button of a card, those in its sub-cards and rows too. */
export function buttonsOf(card: unknown): readonly { verb: string; title: string; data: Loose }[] {
  if (Array.isArray(card)) return card.flatMap(buttonsOf);
  if (typeof card !== 'object' || card === null) return [];
  const value = card as Loose;
  const own =
    value.type === 'Action.Execute'
      ? [{ verb: String(value.verb), title: String(value.title), data: (value.data ?? {}) as Loose }]
      : [];
  return [...own, ...Object.values(value).flatMap(buttonsOf)];
}
