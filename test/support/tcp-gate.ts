import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A door in front of a server: open, shut (connections are refused) or stuck (some calls never get through). */
export interface TcpGate {
  readonly port: number;
  /** Ends what is connected and refuses what comes. */
  shut(): Promise<void>;
  /** Takes connections again, on the same port. */
  open(): Promise<void>;
  /** From now on a connection on which `text` is sent stays up but passes nothing on any more; others go on. */
  stick(text: string): void;
  remove(): Promise<void>;
}

/** Puts a gate on a free port of this machine in front of `host:port`, open. */
export async function tcpGate(host: string, port: number): Promise<TcpGate> {
  const sockets = new Set<Socket>();
  let stuckAt: string | undefined;
  const server = createServer((incoming) => {
    const outgoing = connect(port, host);
    let stuck = false;
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(from);
      from.on('data', (data) => {
        stuck ||= stuckAt !== undefined && data.includes(stuckAt);
        if (!stuck) to.write(data);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const listen = async (at: number): Promise<number> => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const shut = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  const own = await listen(0);
  return {
    port: own,
    shut,
    open: async () => {
      stuckAt = undefined;
      await listen(own);
    },
    stick: (text) => {
      stuckAt = text;
    },
    remove: shut,
  };
}
