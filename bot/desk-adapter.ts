import { type Activity, CloudAdapter, TurnContext } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import type { Envelope } from './channel-gate.ts';

/**
 * The SDK's cloud adapter, entered with an activity that has passed the gate. It authenticates the token and runs the
 * turn through the SDK's middleware. The clients of the connector and of user tokens that the SDK would make for
 * every activity are left out: what the desk says goes out through its own connector (`connector.ts`), which keeps
 * Teams' limits.
 */
export class DeskAdapter extends CloudAdapter {
  /**
   * The HTTP status for the activity: 200; 401 where the token does not hold; 501 for an invoke, which is none of
   * the desk's unless the turn has answered it. Whatever `turn` throws is thrown on.
   */
  async receive(
    authorization: string,
    activity: Envelope,
    turn: (context: TurnContext) => Promise<void>,
  ): Promise<200 | 401 | 501> {
    const received = activity as unknown as Activity;
    try {
      const { callerId } = await this.botFrameworkAuthentication.authenticateRequest(received, authorization);
      if (callerId !== undefined) received.callerId = callerId;
    } catch (thrown) {
      if (isRefusedToken(thrown)) return 401;
      throw thrown;
    }
    await this.runMiddleware(new TurnContext(this, received), turn);
    return received.type === 'invoke' ? 501 : 200;
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
