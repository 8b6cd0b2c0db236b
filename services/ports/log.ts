/** Structured log: ids and codes only, never field values, tokens, secrets or whole activities. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
