/** What became of one of the calls that went together. */
export type Outcome<T> = { readonly value: T } | { readonly fault: unknown };

interface Waiting<Asked, T> {
  readonly asked: Asked;
  readonly resolve: (value: T) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Calls that share their round trips to the server: one alone goes at once, and those made while it is under way go
 * together in the next, at most `most` of them. Many at once cost few trips, and none waits for another to be made.
 *
 * `send` answers an outcome for each that it was given, in their order; what it throws is the fault of them all.
 */
export class SharedTrip<Asked, T> {
  readonly #send: (asked: readonly Asked[]) => Promise<readonly Outcome<T>[]>;
  readonly #most: number;
  #waiting: Waiting<Asked, T>[] = [];
  #underWay = false;

  constructor(send: (asked: readonly Asked[]) => Promise<readonly Outcome<T>[]>, most: number) {
    this.#send = send;
    this.#most = most;
  }

  ask(asked: Asked): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked, resolve, reject });
      if (!this.#underWay) void this.#goAll();
    });
  }

  async #goAll(): Promise<void> {
    this.#underWay = true;
    while (this.#waiting.length > 0) await this.#go(this.#waiting.splice(0, this.#most));
    this.#underWay = false;
  }

  async #go(together: readonly Waiting<Asked, T>[]): Promise<void> {
    try {
      const outcomes = await this.#send(together.map(({ asked }) => asked));
      for (const [at, { resolve, reject }] of together.entries()) {
        const outcome = outcomes[at];
        if (outcome && 'value' in outcome) resolve(outcome.value);
        else reject(outcome?.fault);
      }
    } catch (thrown) {
      for (const { reject } of together) reject(thrown);
    }
  }
}
