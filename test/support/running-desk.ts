import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChat } from '../../bot/chat.ts';
import { type ComposeOptions, composeMesa, type Mesa } from '../../bot/compose.ts';
import { type Config, readConfig } from '../../bot/config.ts';
import { tenantSeed } from '../../services/sandbox/tenant-seed.ts';
import { FakeConnector, type Loose, type Persona, type PersonaOptions, postJson } from './fake-connector.ts';
import { keepFolder, logIn, noting } from './leavings.ts';

const people = [...tenantSeed.people, ...tenantSeed.holders];

export interface RunningDeskOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly chat?: ComposeOptions['chat'];
  /** Keeps the log for the test to look at. */
  readonly log?: ComposeOptions['log'];
}

/** The whole desk as `npm start` composes it, on a port and in a folder of its own, without the Playground. */
export class RunningDesk {
  readonly connector = new FakeConnector();
  readonly dataDir = mkdtempSync(join(tmpdir(), 'mesa-run-'));
  readonly #options: RunningDeskOptions;
  #mesa: Mesa | undefined;

  constructor(options: RunningDeskOptions) {
    this.#options = options;
  }

  get mesa(): Mesa {
    if (!this.#mesa) throw new TypeError('the desk is not running');
    return this.#mesa;
  }

  get url(): string {
    return `http://127.0.0.1:${this.mesa.port}`;
  }

  async start(): Promise<this> {
    const read = readConfig({
      DATA_DIR: this.dataDir,
      PORT: '0',
      MESA_PLAYGROUND: 'off',
      ...this.#options.env,
    });
    if (!read.ok) throw new TypeError(read.problems.join('; '));
    if (this.connector.serviceUrl === '') await this.connector.start();
    this.#mesa = await composeMesa(read.config as Config, {
      log: this.#options.log ?? logIn(this.dataDir),
      chat: this.#options.chat ?? createChat,
      trial: { sandbox: { onExchange: noting() } },
    });
    return this;
  }

  /** Stops and starts again on the same folder, as a new process would. */
  async restart(): Promise<void> {
    await this.mesa.close();
    await this.start();
  }

  /** A person of the sandbox tenant by key (`camila`, `sofia`, ...), in their personal chat. */
  as(key: string, more: Partial<PersonaOptions> = {}): Persona {
    const person = people.find((one) => one.key === key);
    if (!person) throw new TypeError(`nobody called ${key}`);
    return this.connector.persona(this.url, { id: person.id, name: person.displayName, ...more });
  }

  /** Waits until nothing is owed now. */
  settled(): Promise<void> {
    return this.mesa.worker.settled();
  }

  /** Moves the desk's clock, `P3D`, and waits until all that is then due has settled. */
  async advance(by: string): Promise<Loose> {
    const answer = await postJson(`${this.url}/sandbox/clock`, { advance: by });
    if (answer.status !== 200) throw new TypeError(`clock: ${answer.status}`);
    return answer.body;
  }

  async stop(): Promise<void> {
    await this.#mesa?.close();
    await this.connector.close();
    keepFolder(this.dataDir);
  }
}

/** Starts the whole desk; the caller stops it. */
export function startDesk(options: RunningDeskOptions = {}): Promise<RunningDesk> {
  return new RunningDesk(options).start();
}
