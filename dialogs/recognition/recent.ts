/** What was made of the latest texts, so that who asks again does not make it again; beyond `most` the oldest goes. */
export class Recent<T> {
  readonly #most: number;
  /** Newest last. */
  readonly #made = new Map<string, T>();

  constructor(most: number) {
    this.#most = most;
  }

  /** What was made of the text, or is made of it now. */
  of(text: string, make: () => T): T {
    const known = this.#made.get(text);
    if (known !== undefined) return known;
    const made = make();
    this.#made.set(text, made);
    const [oldest] = this.#made.keys();
    if (this.#made.size > this.#most && oldest !== undefined) this.#made.delete(oldest);
    return made;
  }
}
