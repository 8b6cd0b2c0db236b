import type { TokenSource } from './auth-middleware.ts';

/** One bearer for ever: the sandbox's. Apart from `tokens.ts`, so that the sandbox does not load what asks Entra ID. */
export function createFixedTokenSource(token: string): TokenSource {
  return async () => token;
}
