import { Agent, request } from 'node:http';

/** What came back for an activity. */
export interface BotAnswer {
  readonly status: number;
  readonly text: string;
}

/** Posts activities to one bot over connections that are kept, as the channel does. */
export class BotClient {
  readonly #url: string;
  readonly #agent: Agent;

  constructor(url: string, connections: number) {
    this.#url = url;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Rejects with Node's own error where the bot is not there. */
  post(activity: unknown): Promise<BotAnswer> {
    const body = Buffer.from(JSON.stringify(activity), 'utf8');
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    return new Promise((resolve, reject) => {
      const options = { method: 'POST', agent: this.#agent, headers };
      const call = request(`${this.#url}/api/messages`, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
        });
      });
      call.on('error', reject);
      call.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
