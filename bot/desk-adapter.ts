import { type Activity, CloudAdapter, type TurnContext } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import type { Envelope } from './channel-gate.ts';

/** What the HTTP answer to an activity is; `body` only for invokes. */
export interface Received {
  readonly status: number;
  readonly body?: unknown;
}

/**
 * The SDK's adapter, entered with an activity that has passed the gate. It authenticates the token and runs the
 * turn; what the desk says goes out through its own connector (`connector.ts`), which keeps Teams' limits.
 */
export class DeskAdapter extends CloudAdapter {
  /** 401 where the token does not hold; whatever `turn` throws is thrown on. */
  async receive(
    authorization: string,
    activity: Envelope,
    turn: (context: TurnContext) => Promise<void>,
  ): Promise<Received> {
    let begun = false;
    try {
      const answer = await this.processActivity(authorization, activity as unknown as Activity, (context) => {
        begun = true;
        return turn(context);
      });
      return { status: answer?.status ?? 200, body: answer?.body };
    } catch (thrown) {
      if (!begun && isRefusedToken(thrown)) return { status: 401, body: { error: 'token_refused' } };
      throw thrown;
    }
  }
}

/** The SDK refuses with its own error, and jsonwebtoken's where a signature is wrong. */
function isRefusedToken(thrown: unknown): boolean {
  if (thrown instanceof AuthenticationError) return true;
  return (
    thrown instanceof Error &&
    ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'].includes(thrown.name)
  );
}
