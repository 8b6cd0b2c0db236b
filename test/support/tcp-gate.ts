import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A door in front of a server: open, shut (connections are refused) or stuck (nothing gets through any more). */
export interface TcpGate {
  readonly port: number;
  /** Ends what is connected and refuses what comes. */
  shut(): Promise<void>;
  /** Takes connections again, on the same port. */
  open(): Promise<void>;
  /** Keeps connections but passes nothing on in either direction. */
  stick(): void;
  remove(): Promise<void>;
}

/** Puts a gate on a free port of this machine in front of `host:port`, open. */
export async function tcpGate(host: string, port: number): Promise<TcpGate> {
  const sockets = new Set<Socket>();
  let stuck = false;
  const server = createServer((incoming) => {
    const outgoing = connect(port, host);
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(from);
      from.on('data', (data) => stuck || to.write(data));
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
      stuck = false;
      await listen(own);
    },
    stick: () => {
      stuck = true;
    },
    remove: shut,
  };
}
